import { look } from '@pipewright/ui';
import type { ReactNode } from 'react';
import * as css from './property.module.css';

/** One property in the panel at the right: its name above its input. */
export function Property({ label, htmlFor, children, help }: { label: string; htmlFor?: string; children: ReactNode; help?: string }) {
  return (
    <div className={look.note}>
      <label htmlFor={htmlFor} className={css.label}>
        {label}
      </label>
      {children}
      {help && <div className={css.help}>{help}</div>}
    </div>
  );
}
