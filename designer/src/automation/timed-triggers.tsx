import type { TriggerKind, TriggerOf } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Checkbox, Flex, InputNumber, Select } from 'antd';
import { Property } from '../kit/property.tsx';
import { At, DateOffset } from './date-offset.tsx';
import type { Editing } from './editing.ts';

/** A trigger of a kind under design. */
export interface TriggerProps<Kind extends TriggerKind> {
  readonly editing: Editing;
  readonly on: TriggerOf<Kind>;
  readonly set: (on: TriggerOf<Kind>) => void;
}
const ID = 'trigger';
const EVERY = ['day', 'workday', 'week', 'month'] as const;
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** Before, on or after a date of the record. */
export function DateTrigger({ editing: { entity }, on, set }: TriggerProps<'date'>) {
  return <DateOffset id={ID} entity={entity} value={on} onChange={set} />;
}

/** At a time of every day, week or month. */
export function Schedule({ on: { on: day, ...rest }, set }: TriggerProps<'schedule'>) {
  const { t } = useDesignText();
  const { list, ...plain } = rest;
  const given = day === undefined ? {} : { on: day };
  return (
    <>
      <Property label={t('automate.every')} htmlFor={`${ID}_every`}>
        <Flex gap={8} wrap>
          <Select
            id={`${ID}_every`}
            className={look.roomy}
            value={rest.every}
            options={EVERY.map((every) => ({ value: every, label: t(`every.${every}`) }))}
            onChange={(every) => set({ ...rest, every, ...(every === 'week' || every === 'month' ? { on: 1 } : {}) })}
          />
          {rest.every === 'week' && (
            <Select
              aria-label={t('automate.weekday')}
              className={look.roomy}
              value={day ?? 1}
              options={WEEK.map((each) => ({ value: each, label: t(`weekday.${each}`) }))}
              onChange={(on) => set({ ...rest, on })}
            />
          )}
          {rest.every === 'month' && (
            <InputNumber
              aria-label={t('automate.monthday')}
              min={1}
              max={31}
              precision={0}
              value={day ?? 1}
              onChange={(on) => on && set({ ...rest, on })}
            />
          )}
        </Flex>
      </Property>
      <At id={ID} value={rest.at} onChange={(at) => set({ ...rest, ...given, at })} />
      <Checkbox checked={list === true} onChange={({ target }) => set({ ...plain, ...given, ...(target.checked ? { list: true } : {}) })}>
        {t('automate.list')}
      </Checkbox>
    </>
  );
}
