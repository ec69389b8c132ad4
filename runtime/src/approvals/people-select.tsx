import { look, useText } from '@pipewright/ui';
import { Select } from 'antd';
import { usePeopleFound } from '../act/assign/use-people-found.ts';

/** Chooses several people of the workspace, up to a number. */
export function PeopleSelect({
  label,
  value,
  except,
  most,
  onChange,
}: {
  label: string;
  value: readonly string[];
  /** People who are not offered. */
  except: readonly string[];
  most: number;
  onChange: (people: string[]) => void;
}) {
  const { t } = useText();
  const found = usePeopleFound(except);
  return (
    <Select
      mode="multiple"
      className={look.wide}
      aria-label={label}
      placeholder={t('assign.choose')}
      autoFocus
      maxCount={most}
      value={[...value]}
      {...found}
      onChange={(people: string[]) => onChange(people)}
    />
  );
}
