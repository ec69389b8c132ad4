import { look, useText } from '@pipewright/ui';
import { Select } from 'antd';
import { usePeopleFound } from './use-people-found.ts';

/** Chooses one person of the workspace; whoever is typed for is looked for on the server, however many people there are. */
export function PersonSelect({
  label,
  value,
  except = [],
  onChange,
}: {
  label: string;
  value: string | undefined;
  /** People who are not offered. */
  except?: readonly string[];
  onChange: (person: string) => void;
}) {
  const { t } = useText();
  const found = usePeopleFound(except);
  return (
    <Select
      className={look.wide}
      aria-label={label}
      placeholder={t('assign.choose')}
      autoFocus
      value={value ?? null}
      {...found}
      onChange={(person) => onChange(String(person))}
    />
  );
}
