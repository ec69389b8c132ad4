import { fieldsOf, fieldTypes, type TriggerKind, type TriggerOf } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Checkbox, Flex, Input, InputNumber, Select } from 'antd';
import { Property } from '../kit/property.tsx';
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

function At({ value, onChange }: { value: string; onChange: (at: string) => void }) {
  const { t } = useDesignText();
  return (
    <Property label={t('automate.at')} htmlFor={`${ID}_at`}>
      <Input id={`${ID}_at`} type="time" value={value} onChange={({ target }) => target.value && onChange(target.value)} />
    </Property>
  );
}

/** Before, on or after a date of the record. */
export function DateTrigger({ editing: { entity }, on, set }: TriggerProps<'date'>) {
  const { t, say } = useDesignText();
  const dates = fieldsOf(entity).filter(({ type }) => fieldTypes[type].value === 'date');
  const way = on.offset < 0 ? 'before' : on.offset > 0 ? 'after' : 'on';
  const count = Math.abs(on.offset);
  return (
    <>
      <Property label={t('automate.date')} htmlFor={`${ID}_field`}>
        <Select
          id={`${ID}_field`}
          className={look.wide}
          value={on.field}
          options={dates.map(({ key, name }) => ({ value: key, label: say(name) }))}
          onChange={(field) => set({ ...on, field })}
        />
      </Property>
      <Property label={t('automate.when')} htmlFor={`${ID}_way`}>
        <Flex gap={8} wrap>
          <Select
            id={`${ID}_way`}
            className={look.roomy}
            value={way}
            options={(['before', 'on', 'after'] as const).map((each) => ({ value: each, label: t(`automate.date.${each}`) }))}
            onChange={(next) => set({ ...on, offset: next === 'on' ? 0 : (next === 'before' ? -1 : 1) * (count || 7) })}
          />
          {way !== 'on' && (
            <InputNumber
              aria-label={t('automate.count')}
              min={1}
              max={3650}
              precision={0}
              value={count}
              onChange={(next) => next && set({ ...on, offset: (way === 'before' ? -1 : 1) * next })}
            />
          )}
          {way !== 'on' && (
            <Select
              aria-label={t('automate.unit')}
              className={look.roomy}
              value={on.unit}
              options={(['days', 'workdays'] as const).map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
              onChange={(unit) => set({ ...on, unit })}
            />
          )}
        </Flex>
      </Property>
      <At value={on.at} onChange={(at) => set({ ...on, at })} />
    </>
  );
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
      <At value={rest.at} onChange={(at) => set({ ...rest, ...given, at })} />
      <Checkbox checked={list === true} onChange={({ target }) => set({ ...plain, ...given, ...(target.checked ? { list: true } : {}) })}>
        {t('automate.list')}
      </Checkbox>
    </>
  );
}
