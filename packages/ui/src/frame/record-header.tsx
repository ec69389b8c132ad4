import type { ReactNode } from 'react';
import * as css from './record-header.module.css';

/** The head of a record, which stays while the rest scrolls: its name and number, the facts to know at once, what can be done with it, and where it stands. */
export function RecordHeader({
  name,
  number,
  main = false,
  facts,
  actions,
  way,
  missing,
}: {
  name: string;
  number?: string | undefined;
  /** True where the record is what the page is about. */
  main?: boolean;
  facts: ReactNode;
  actions: ReactNode;
  /** The stages it goes through. */
  way?: ReactNode;
  /** What speaks against the next of them. */
  missing?: ReactNode;
}) {
  const Heading = main ? 'h1' : 'h2';
  return (
    <div className={css.record}>
      <div className={css.name}>
        <Heading title={name}>{name}</Heading>
        {number && <span className={css.number}>{number}</span>}
      </div>
      <div className={css.facts}>{facts}</div>
      <div className={css.actions}>{actions}</div>
      {way && <div className={css.way}>{way}</div>}
      {missing && <div className={css.missing}>{missing}</div>}
    </div>
  );
}
