import { CHANCE_USUAL, type Chance, type Entity, MOST_SEGMENTS, segmentFields, updateProcess } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { InputNumber, Select, Switch } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

const NUMBERS = [
  ['least', 5, 1000, CHANCE_USUAL.least],
  ['window', 1, 120, CHANCE_USUAL.months],
] as const;

/** Whether win probabilities are worked out from own closed records, by which segments, from how many on, of how many months. */
export function ChanceSettings({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t, say } = useDesignText();
  const { process } = entity;
  if (!process) return null;
  const { chance } = process;
  const set = (chance: Chance | undefined) => draft.set(updateProcess(draft.app, entity.key, { chance }));
  const setNumber = (which: 'least' | 'window', value: number | null) => {
    if (!chance) return;
    const { [which]: _, ...rest } = chance;
    set(value === null ? rest : { ...rest, [which]: Math.round(value) });
  };
  return (
    <>
      <Property label={t('design.chance')} htmlFor="process_chance" help={t('design.chanceHelp')}>
        <Switch id="process_chance" checked={chance !== undefined} onChange={(on) => set(on ? { segments: [] } : undefined)} />
      </Property>
      {chance && (
        <>
          <Property label={t('design.chanceSegments')} htmlFor="chance_segments">
            <Select
              id="chance_segments"
              mode="multiple"
              className={look.wide}
              maxCount={MOST_SEGMENTS}
              showSearch={{ optionFilterProp: 'label' }}
              value={[...chance.segments]}
              options={segmentFields(draft.app, entity).map(({ key, name }) => ({ value: key, label: say(name) }))}
              onChange={(segments: string[]) => set({ ...chance, segments })}
            />
          </Property>
          {NUMBERS.map(([which, min, max, usual]) => (
            <Property key={which} label={t(`design.chance_${which}`)} htmlFor={`chance_${which}`}>
              <InputNumber
                id={`chance_${which}`}
                className={look.wide ?? ''}
                {...{ min, max, precision: 0 }}
                placeholder={String(usual)}
                value={chance[which] ?? null}
                onChange={(value) => setNumber(which, value)}
              />
            </Property>
          ))}
        </>
      )}
    </>
  );
}
