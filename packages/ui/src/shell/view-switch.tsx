import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Grid, Tabs } from 'antd';
import type { ReactNode } from 'react';
import * as look from '../frame/look.module.css';

/** More tabs than this do not fit beside each other. */
const MOST_TABS = 8;

/** Chooses one of several views: tabs where they fit, a menu on a phone. */
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
  const shown = items.find(({ key }) => key === value);
  const menu = {
    items: items.map((item) => ({ key: item.key, label: item.label, icon: item.icon })),
    selectable: true,
    selectedKeys: [value],
    style: { maxHeight: 400, overflow: 'auto' },
    onClick: ({ key }: { key: string }) => onChange(key),
  };
  return (
    <div className={look.choice}>
      <Dropdown trigger={['click']} menu={menu}>
        <Button
          className={look.chosen as string}
          icon={<DownOutlined />}
          iconPlacement="end"
          aria-label={`${label}: ${shown?.label ?? ''}`}
        >
          <span className={look.clipped}>{shown?.label}</span>
        </Button>
      </Dropdown>
      {extra}
    </div>
  );
}
