import { look } from '@pipewright/ui';
import { Select } from 'antd';
import { Property } from '../kit/property.tsx';

/** Chooses several of some things; none of them may mean any. */
export function Several({
  label,
  value,
  options,
  none,
  onChange,
}: {
  label: string;
  value: readonly string[];
  options: readonly { value: string; label: string }[];
  none?: string;
  onChange: (value: string[]) => void;
}) {
  return (
    <Property label={label} htmlFor={`trigger_${label}`}>
      <Select
        id={`trigger_${label}`}
        mode="multiple"
        className={look.wide}
        value={[...value]}
        placeholder={none}
        options={[...options]}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={onChange}
      />
    </Property>
  );
}
