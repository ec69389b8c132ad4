import { DeleteOutlined } from '@ant-design/icons';
import { look } from '@pipewright/ui';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import * as css from './automation.module.css';

/** A line of a list of names and what stands behind them, which can be taken out. */
export function NamedLine({
  name,
  htmlFor,
  remove,
  fixed = false,
  onRemove,
  children,
}: {
  name: string;
  htmlFor: string;
  /** What the button that takes it out says. */
  remove: string;
  /** Whether it has to stay. */
  fixed?: boolean;
  onRemove: () => void;
  children: ReactNode;
}) {
  return (
    <div className={css.value}>
      <label htmlFor={htmlFor}>{name}</label>
      <div className={look.rest}>{children}</div>
      <Button type="text" danger disabled={fixed} icon={<DeleteOutlined />} aria-label={remove} onClick={onRemove} />
    </div>
  );
}

/** The rest of what stands under names, without one. */
export function without<T>(all: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([each]) => each !== name));
}
