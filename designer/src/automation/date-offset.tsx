import { type Entity, fieldsOf, fieldTypes, type TriggerOf } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Flex, Input, InputNumber, Select } from 'antd';
import { Property } from '../kit/property.tsx';

type Offset = Pick<TriggerOf<'date'>, 'field' | 'offset' | 'unit' | 'at'>;

/** The dates of an entity. */
export const datesOf = (entity: Entity) => fieldsOf(entity).filter(({ type }) => fieldTypes[type].value === 'date');

/** The time of a day. */
export function At({ id, value, onChange }: { id: string; value: string; onChange: (at: string) => void }) {
  const { t } = useDesignText();
  return (
    <Property label={t('automate.at')} htmlFor={`${id}_at`}>
      <Input id={`${id}_at`} type="time" value={value} onChange={({ target }) => target.value && onChange(target.value)} />
    </Property>
  );
}

/** Before, on or after a date of the record. */
export function DateOffset<Value extends Offset>({
  id,
  entity,
  value: on,
  onChange: set,
}: {
  id: string;
  entity: Entity;
  value: Value;
  onChange: (value: Value) => void;
}) {
  const { t, say } = useDesignText();
  const dates = datesOf(entity);
  const way = on.offset < 0 ? 'before' : on.offset > 0 ? 'after' : 'on';
  const count = Math.abs(on.offset);
  return (
    <>
      <Property label={t('automate.date')} htmlFor={`${id}_field`}>
        <Select
          id={`${id}_field`}
          className={look.wide}
          value={on.field}
          options={dates.map(({ key, name }) => ({ value: key, label: say(name) }))}
          onChange={(field) => set({ ...on, field })}
        />
      </Property>
      <Property label={t('automate.when')} htmlFor={`${id}_way`}>
        <Flex gap={8} wrap>
          <Select
            id={`${id}_way`}
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
      <At id={id} value={on.at} onChange={(at) => set({ ...on, at })} />
    </>
  );
}
