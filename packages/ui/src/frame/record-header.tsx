import type { ReactNode } from 'react';
import * as css from './frame.module.css';

/** The head of a record: its name, the facts to know at once, and what can be done with it. */
export function RecordHeader({ name, facts, actions }: { name: string; facts: ReactNode; actions: ReactNode }) {
  return (
    <div className={css.record}>
      <div className={css.name}>
        <h2>{name}</h2>
        <div className={css.facts}>{facts}</div>
      </div>
      {actions}
    </div>
  );
}
