import { Grid, type SelectProps, Tabs } from 'antd';
import type { ReactNode } from 'react';
import * as look from '../frame/look.module.css';
import { later, Part } from '../part/part.tsx';

const Select = later<SelectProps<string>>(() => import('antd/es/select').then((module) => module.default));

/** More tabs than this do not fit beside each other. */
const MOST_TABS = 8;

/** Chooses one of several views: tabs where they fit, a list to choose from on a phone. */
export function ViewSwitch({
  label,
  value,
  items,
  extra,
  onChange,
}: {
  label: string;
  value: string;
  items: readonly { readonly key: string; readonly label: string; readonly icon?: ReactNode }[];
  extra?: ReactNode;
  onChange: (key: string) => void;
}) {
  const wide = Grid.useBreakpoint().lg !== false;
  if (wide && items.length <= MOST_TABS)
    return <Tabs activeKey={value} onChange={onChange} items={[...items]} tabBarExtraContent={extra} />;
  return (
    <div className={look.choice}>
      <div>
        <Part>
          <Select
            aria-label={label}
            className={look.wide}
            value={value}
            options={items.map((item) => ({ value: item.key, label: item.label }))}
            onChange={onChange}
          />
        </Part>
      </div>
      {extra}
    </div>
  );
}
