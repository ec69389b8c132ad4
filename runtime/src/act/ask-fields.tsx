import type { Entity, Fault, Field, RecordJson } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { isPastClose } from '@pipewright/process';
import { FieldInput, narrowingOf, useText, useToday } from '@pipewright/ui';
import { Form } from 'antd';
import { useApp } from '../data/app-context.ts';
import { FaultsBelow, faultsId } from './faults-below.tsx';

/** The id of the input of a field that is asked for; `place` tells it from one of another record in the same dialog. */
export const inputOf = (field: string, place = 'ask') => `${place}_${field}`;

/** Inputs for fields that are asked for, each with what is wrong with it. */
export function AskFields({
  entity,
  record,
  fields,
  needed,
  values,
  faults,
  onChange,
  place,
}: {
  entity: Entity;
  record: RecordJson;
  fields: readonly Field[];
  /** The keys of those that must be filled in. */
  needed: ReadonlySet<string>;
  values: Readonly<Record<string, Value>>;
  faults: readonly Fault[];
  onChange: (field: string, value: Value) => void;
  /** What the ids of the inputs begin with. */
  place?: string;
}) {
  const { app } = useApp();
  const { t, say } = useText();
  const today = useToday();
  return (
    <Form layout="vertical" component="div">
      {fields.map((field) => {
        const id = inputOf(field.key, place);
        const wrong = faults.filter(({ path }) => path === field.key);
        return (
          <Form.Item key={field.key} label={say(field.name)} htmlFor={id} required={needed.has(field.key)}>
            <FieldInput
              id={id}
              field={field}
              currency={app.currency}
              value={(field.key in values ? values[field.key] : record[field.key]) ?? null}
              name={record.$names?.[field.key] ?? undefined}
              required={needed.has(field.key)}
              invalid={wrong.length > 0}
              {...(wrong.length > 0 ? { describedBy: faultsId(id) } : {})}
              warning={isPastClose(entity, field.key, { ...record, ...values }, today) ? t('form.pastClose') : undefined}
              within={narrowingOf(app, entity, field, { ...record, ...values })}
              onChange={(value) => onChange(field.key, value as Value)}
            />
            <FaultsBelow input={id} faults={wrong} />
          </Form.Item>
        );
      })}
    </Form>
  );
}
