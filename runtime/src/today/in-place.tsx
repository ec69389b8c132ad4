import { Part } from '@pipewright/ui';
import { Button, Popover, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { useEscape } from '../act/use-escape.ts';
import * as css from './today.module.css';

/** A button that opens a small form beside it; the form is begun anew each time, and Escape puts it away. */
export function InPlace({
  icon,
  text,
  title,
  children,
}: {
  icon: ReactNode;
  text: string;
  /** What it is for, with the name of the record. */
  title: string;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  useEscape(() => setOpen(false));
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={
        <div className={css.form}>
          <h3>{title}</h3>
          <Part waiting={<Skeleton active paragraph={{ rows: 3 }} title={false} />}>{children(() => setOpen(false))}</Part>
        </div>
      }
    >
      <Button size="small" icon={icon} aria-label={title}>
        {text}
      </Button>
    </Popover>
  );
}
