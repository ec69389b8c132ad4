import { ProjectOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { Entity } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useApp } from '../data/app-context.ts';
import type { ListSearch } from '../data/list-search.ts';

/** The same records as a list or as a board: view, filter and search go along. */
export function LayoutSwitch({ entity, at, search }: { entity: Entity; at: 'list' | 'board'; search: ListSearch }) {
  const { key } = useApp();
  const { t } = useText();
  const navigate = useNavigate();
  if (!entity.process) return null;
  const { view, filter, q } = search;
  const kept = Object.fromEntries(Object.entries({ view, filter, q }).filter(([, value]) => value !== undefined)) as ListSearch;
  const to = { list: '/a/$app/$entity', board: '/a/$app/$entity/board' } as const;
  return (
    <Segmented<'list' | 'board'>
      aria-label={t('list.layout')}
      value={at}
      onChange={(next) => void navigate({ to: to[next], params: { app: key, entity: entity.key }, search: kept })}
      options={[
        { value: 'list', icon: <UnorderedListOutlined />, title: t('list.asList'), label: t('list.asList') },
        { value: 'board', icon: <ProjectOutlined />, title: t('list.asBoard'), label: t('list.asBoard') },
      ]}
    />
  );
}
