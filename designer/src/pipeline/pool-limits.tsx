import { type Entity, type Process, updateProcess } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { InputNumber } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

const LIMITS = [
  ['mostOpen', 100_000],
  ['coolDown', 3650],
] as const satisfies readonly (readonly [keyof Process, number])[];

/** How many open records one may hold and still take one, and for how long what was taken back from somebody is not taken again. */
export function PoolLimits({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t } = useDesignText();
  const { process } = entity;
  if (!process) return null;
  const set = (which: (typeof LIMITS)[number][0], value: number | null) =>
    draft.set(updateProcess(draft.app, entity.key, { [which]: value === null ? undefined : Math.round(value) }));
  return LIMITS.map(([which, most]) => (
    <Property key={which} label={t(`design.${which}`)} htmlFor={`process_${which}`}>
      <InputNumber
        id={`process_${which}`}
        className={look.wide ?? ''}
        min={1}
        max={most}
        precision={0}
        value={process[which] ?? null}
        onChange={(value) => set(which, value)}
      />
    </Property>
  ));
}
