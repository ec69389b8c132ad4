import { type App, type Entity, ruleFields } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import { Property } from '../kit/property.tsx';

/** Chooses fields of an entity and of what it refers to. */
export function FactNames({
  id,
  label,
  help,
  app,
  entity,
  names,
  onChange,
}: {
  id: string;
  label: string;
  help: string;
  app: App;
  entity: Entity;
  names: readonly string[];
  /** Told the names, or undefined where there are none any more. */
  onChange: (names: string[] | undefined) => void;
}) {
  const { say } = useDesignText();
  return (
    <Property label={label} help={help} htmlFor={id}>
      <Select
        id={id}
        mode="multiple"
        className={look.wide}
        showSearch={{ optionFilterProp: 'label' }}
        value={[...names]}
        options={ruleFields(app, entity).map(({ key, name }) => ({ value: key, label: say(name) }))}
        onChange={(keys: string[]) => onChange(keys.length > 0 ? keys : undefined)}
      />
    </Property>
  );
}
