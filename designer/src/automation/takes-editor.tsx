import { arrivingFields, type Field } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Flex, Input, Select } from 'antd';
import type { Editing } from './editing.ts';
import { NamedLine, without } from './named-line.tsx';
import { PlaceFaults } from './place-faults.tsx';

/** Which fields are filled with what another program says, and under which name it says it: a line for each. */
export function TakesEditor({
  editing: { entity, draft },
  takes,
  path,
  id,
  match,
  nameOf,
  more = [],
  onChange,
}: {
  editing: Editing;
  takes: Readonly<Record<string, string>>;
  path: string;
  id: string;
  /** The field that has to stay. */
  match?: string | undefined;
  /** What the input of a field is called. */
  nameOf: (field: string) => string;
  /** Fields that may stand here too. */
  more?: readonly Field[];
  onChange: (takes: Record<string, string>) => void;
}) {
  const { t, say } = useDesignText();
  const offered = arrivingFields(entity);
  const named = (key: string) => [...offered, ...more].find((field) => field.key === key);
  return (
    <Flex vertical gap={8}>
      {Object.entries(takes).map(([key, name]) => {
        const field = named(key);
        const label = field ? say(field.name) : '…';
        return (
          <NamedLine
            key={key}
            name={label}
            htmlFor={`${id}.${key}`}
            remove={t('automate.valueRemove', { field: label })}
            fixed={key === match}
            onRemove={() => onChange(without(takes, key))}
          >
            <Input
              id={`${id}.${key}`}
              aria-label={nameOf(label)}
              value={name}
              maxLength={200}
              onChange={({ target }) => onChange({ ...takes, [key]: target.value })}
            />
            <PlaceFaults faults={draft.faults} path={`${path}.${key}`} />
          </NamedLine>
        );
      })}
      <Select
        aria-label={t('automate.valueAdd')}
        className={look.wide}
        value={null}
        placeholder={t('automate.valueAdd')}
        showSearch={{ optionFilterProp: 'label' }}
        options={offered.filter(({ key }) => !Object.hasOwn(takes, key)).map(({ key, name }) => ({ value: key, label: say(name) }))}
        onChange={(key: string | null) => key && onChange({ ...takes, [key]: key })}
      />
    </Flex>
  );
}
