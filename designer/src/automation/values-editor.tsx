import { type Entity, type Field, fieldTypes, writableFields } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { look, useDesignText } from '@pipewright/ui';
import { Flex, Select } from 'antd';
import type { Editing } from './editing.ts';
import { NamedLine, without } from './named-line.tsx';
import { PlaceFaults } from './place-faults.tsx';
import { ValueInput } from './value-input.tsx';
import { fillingsFor, valueFor } from './value-way.ts';

/** What a step gives to the fields of a record, a line for each. */
export function ValuesEditor({
  editing,
  filled,
  values,
  empties,
  path,
  onChange,
}: {
  editing: Editing;
  /** The entity whose fields are filled. */
  filled: Entity;
  values: Readonly<Record<string, Rule>>;
  empties: boolean;
  path: string;
  onChange: (values: Record<string, Rule>) => void;
}) {
  const { t, say } = useDesignText();
  const { app } = editing.draft;
  const fillable = writableFields(filled).filter((field) => fillingsFor(app, editing.entity, field, null, false).length > 0);
  const add = (key: string) => {
    const field = fillable.find((each) => each.key === key);
    if (!field) return;
    const [way = 'fixed'] = fillingsFor(app, editing.entity, field, null, empties);
    onChange({ ...values, [key]: valueFor(app, editing.entity, field, way, 7, null) ?? first(field) });
  };
  return (
    <Flex vertical gap={8}>
      {Object.entries(values).map(([key, value]) => {
        const field = writableFields(filled).find((each) => each.key === key);
        const name = field ? say(field.name) : '…';
        return (
          <NamedLine
            key={key}
            name={name}
            htmlFor={`${path}.${key}`}
            remove={t('automate.valueRemove', { field: name })}
            onRemove={() => onChange(without(values, key))}
          >
            {field && (
              <ValueInput
                editing={editing}
                field={field}
                value={value}
                empties={empties}
                id={`${path}.${key}`}
                onChange={(next) => onChange({ ...values, [key]: next })}
              />
            )}
            <PlaceFaults faults={editing.draft.faults} path={`${path}.${key}`} />
          </NamedLine>
        );
      })}
      <PlaceFaults faults={editing.draft.faults} path={path} only />
      <Select
        aria-label={t('automate.valueAdd')}
        className={look.wide}
        value={null}
        placeholder={t('automate.valueAdd')}
        showSearch={{ optionFilterProp: 'label' }}
        options={fillable.filter(({ key }) => !Object.hasOwn(values, key)).map((field) => ({ value: field.key, label: say(field.name) }))}
        onChange={(key: string | null) => key && add(key)}
      />
    </Flex>
  );
}

/** Something that the field takes, until somebody says what. */
function first(field: Field): Rule {
  const { value } = fieldTypes[field.type];
  return value === 'number' ? 0 : value === 'text' ? '…' : null;
}
