import { DeleteOutlined } from '@ant-design/icons';
import {
  type Entity,
  editPipeline,
  type Field,
  fieldOf,
  fieldTypes,
  hasTrait,
  type Pipeline,
  writableFields,
} from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { FieldInput, look, useDesignText } from '@pipewright/ui';
import { Button, Flex, Select } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

type Values = NonNullable<Pipeline['wonValues']>;

/** Who or what a field names is known of a record alone, and what is unique is of one only. */
const fits = (entity: Entity, field: Field) =>
  entity.fields.includes(field) && fieldTypes[field.type].names === null && !hasTrait(field, 'files') && !field.unique;

/** What records are given when they are won in a pipeline: a value for each of some fields. */
export function WonValues({ draft, entity, pipeline }: { draft: Draft; entity: Entity; pipeline: Pipeline }) {
  const { t, say } = useDesignText();
  const values: Values = pipeline.wonValues ?? {};
  const set = (next: Values) =>
    draft.set(
      editPipeline(draft.app, entity.key, pipeline.key, ({ wonValues: _, ...rest }) =>
        Object.keys(next).length > 0 ? { ...rest, wonValues: next } : rest,
      ),
    );
  const free = writableFields(entity).filter((field) => fits(entity, field) && !Object.hasOwn(values, field.key));
  return (
    <Property label={t('design.wonValues')} help={t('design.wonValuesHelp')}>
      {Object.entries(values).map(([key, value]) => {
        const field = fieldOf(entity, key);
        const id = `won_${pipeline.key}_${key}`;
        if (!field) return null;
        const { [key]: _, ...others } = values;
        const name = say(field.name);
        return (
          <div key={key} className={look.note}>
            <label htmlFor={id}>{name}</label>
            <Flex gap={8}>
              <div className={look.rest}>
                {typeof value === 'object' && value !== null && !Array.isArray(value) ? (
                  t('design.wonValuesWorked')
                ) : (
                  <FieldInput
                    id={id}
                    field={field}
                    currency={draft.app.currency}
                    value={value as never}
                    required={false}
                    invalid={false}
                    onChange={(next) => set({ ...values, [key]: (next ?? null) as Rule })}
                  />
                )}
              </div>
              <Button icon={<DeleteOutlined />} aria-label={t('design.wonValuesRemove', { name })} onClick={() => set(others)} />
            </Flex>
          </div>
        );
      })}
      <Select
        className={look.wide}
        aria-label={t('design.wonValuesAdd')}
        placeholder={t('design.wonValuesAdd')}
        value={null}
        options={free.map((field) => ({ value: field.key, label: say(field.name) }))}
        onChange={(key: string | null) => key && set({ ...values, [key]: null })}
      />
    </Property>
  );
}
