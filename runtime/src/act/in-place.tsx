import { Part } from '@pipewright/ui';
import { Button, Popover, Skeleton } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import * as css from './in-place.module.css';
import { useEscape } from './use-escape.ts';

// On a phone it is moved as far as it has to, for on neither side of the button is there room for the whole of it.
const WITHIN = { adjustX: false, adjustY: true, shiftX: true } as const;
// A ref that stays the same, so that it is called only once.
const takeFocus = (box: HTMLElement | null) => box?.focus({ preventScroll: true });

/** A button that opens a small form beside it; the form is begun anew each time, has the focus while it is there, and Escape puts it away. */
export function InPlace({
  icon,
  text,
  title,
  onOpen,
  children,
}: {
  icon: ReactNode;
  text: string;
  /** What it is for, with the name of the record. */
  title: string;
  onOpen: (open: boolean) => void;
  children: (close: () => void) => ReactNode;
}) {
  const [open, show] = useState(false);
  const setOpen = (next: boolean) => {
    show(next);
    onOpen(next);
  };
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEscape(() => open && close());
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      align={{ overflow: WITHIN }}
      destroyOnHidden
      content={
        <div role="dialog" aria-label={title} tabIndex={-1} className={css.form} ref={takeFocus}>
          <h3>{title}</h3>
          <Part waiting={<Skeleton active paragraph={{ rows: 3 }} title={false} />}>{children(close)}</Part>
        </div>
      }
    >
      {/* The library would have the button described by all that the form says. */}
      <span>
        <Button ref={button} size="small" icon={icon} aria-label={title} aria-haspopup="dialog" aria-expanded={open}>
          {text}
        </Button>
      </span>
    </Popover>
  );
}
