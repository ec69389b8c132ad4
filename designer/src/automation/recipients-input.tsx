import { type Approver, fieldsOf, fieldTypes } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import type { Editing } from './editing.ts';

const MOST_UP = 3;
const nameOf = (each: Approver) =>
  each.kind === 'manager' || each.kind === 'chain'
    ? `${each.kind}:${each.up}`
    : each.kind === 'field'
      ? `field:${each.field}`
      : each.kind === 'role'
        ? `role:${each.role}`
        : 'owner';

function read(name: string): Approver {
  const [kind, key = ''] = name.split(':');
  if (kind === 'manager' || kind === 'chain') return { kind, up: Number(key) };
  if (kind === 'field') return { kind, field: key };
  return kind === 'role' ? { kind, role: key } : { kind: 'owner' };
}

/** Whom a step means: the owner, who leads, whom a field names, everybody of a role; and where `chains` is said, everybody who leads up to a level. */
export function RecipientsInput<Each extends Approver>({
  editing: { draft, entity },
  id,
  value,
  chains = false,
  onChange,
}: {
  editing: Editing;
  id: string;
  value: readonly Each[];
  chains?: boolean;
  onChange: (value: Each[]) => void;
}) {
  const { t, say } = useDesignText();
  const people = fieldsOf(entity).filter(({ key, type }) => key !== 'owner' && fieldTypes[type].names === 'person');
  const managers = Array.from({ length: MOST_UP }, (_, i) => i + 1);
  const options = [
    { value: 'owner', label: t('saying.owner') },
    ...managers.map((up) => ({ value: `manager:${up}`, label: up === 1 ? t('saying.manager') : t('saying.managerUp', { count: up }) })),
    ...(chains ? managers.slice(1) : []).map((up) => ({ value: `chain:${up}`, label: t('saying.chain', { count: up }) })),
    ...people.map((field) => ({ value: `field:${field.key}`, label: say(field.name) })),
    ...draft.app.roles.map((role) => ({ value: `role:${role.key}`, label: t('saying.role', { role: say(role.name) }) })),
  ];
  return (
    <Select
      id={id}
      mode="multiple"
      className={look.wide}
      status={value.length === 0 ? 'error' : ''}
      value={value.map(nameOf)}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(names: string[]) => names.length > 0 && onChange(names.map(read) as Each[])}
    />
  );
}
