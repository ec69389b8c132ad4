import type { DepartmentJson } from '@pipewright/definition';
import { Select, type SelectProps } from 'antd';

/** Where a department stands, from the top: `Sales / North`. */
export function placeOf(departments: readonly DepartmentJson[], id: string): string {
  const found = departments.find((each) => each.id === id);
  if (!found) return '';
  return found.parent === null ? found.name : `${placeOf(departments, found.parent)} / ${found.name}`;
}

/** Chooses a department by where it stands; `except` are those that may not be chosen. */
export function DepartmentSelect({
  departments,
  except,
  ...select
}: { departments: readonly DepartmentJson[]; except?: ReadonlySet<string> } & Omit<SelectProps<string | null>, 'options'>) {
  const options = departments.filter(({ id }) => !except?.has(id)).map(({ id }) => ({ value: id, label: placeOf(departments, id) }));
  options.sort((a, b) => a.label.localeCompare(b.label));
  return <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options} {...select} />;
}
