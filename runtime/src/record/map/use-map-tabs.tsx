import type { Entity, RecordJson } from '@pipewright/definition';
import { bringWords, later, mapWords, Part, useText } from '@pipewright/ui';
import type { TabsProps } from 'antd';
import { useApp } from '../../data/app-context.ts';
import { mapsOf } from './mapped.ts';

bringWords(mapWords);

const RecordMap = later(() => import('./record-map.tsx').then((module) => module.RecordMap));

/** The maps of people that have to do with a record, each as a tab. */
export function useMapTabs(entity: Entity, record: RecordJson | undefined): NonNullable<TabsProps['items']> {
  const { app } = useApp();
  const { t, say } = useText();
  const maps = record ? mapsOf(app, entity, record) : [];
  return maps.map((mapped) => ({
    key: `map.${mapped.entity.key}`,
    label: maps.length > 1 ? `${t('map.title')} · ${say(mapped.entity.plural)}` : t('map.title'),
    children: (
      <Part>
        <RecordMap mapped={mapped} />
      </Part>
    ),
  }));
}
