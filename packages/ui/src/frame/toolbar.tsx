import type { ReactNode } from 'react';
import * as css from './frame.module.css';

/** What a list or board is searched and narrowed with, in a line that breaks where it must; with a label it is a region of its own. */
export function Toolbar({ label, children }: { label?: string; children: ReactNode }) {
  return label === undefined ? (
    <div className={css.toolbar}>{children}</div>
  ) : (
    <section aria-label={label} className={css.toolbar}>
      {children}
    </section>
  );
}
