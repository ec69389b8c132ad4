import type { OwnView } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Select } from 'antd';
import { useApp } from '../data/app-context.ts';

type Audience = OwnView['audience'];

const MINE = ':mine';
const EVERYBODY = ':everybody';

/** Who sees a view: oneself, the people of a role, or everybody. The last two are offered to administrators, who alone know all roles. */
export function AudienceSelect({
  id,
  label,
  value,
  onChange,
}: {
  id?: string;
  label?: string;
  value?: Audience;
  onChange?: (audience: Audience) => void;
}) {
  const { app } = useApp();
  const { t, say } = useText();
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      className={look.wide}
      value={value === undefined ? MINE : (value.role ?? EVERYBODY)}
      options={[
        { value: MINE, label: t('view.mine') },
        ...app.roles.map((role) => ({ value: role.key, label: t('view.role', { role: say(role.name) }) })),
        { value: EVERYBODY, label: t('view.everybody') },
      ]}
      onChange={(next) => onChange?.(next === MINE ? undefined : next === EVERYBODY ? {} : { role: next })}
    />
  );
}
