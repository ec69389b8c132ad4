import type { Value } from '@pipewright/logic';
import type { MouseEvent, ReactNode } from 'react';
import * as css from './chart.module.css';

/** The way from figures to the records behind them. */
export interface Behind {
  /** The address of the records behind a figure of a row; undefined where they have none. */
  readonly address: (row: readonly Value[], measure: number) => string | undefined;
  readonly open: (address: string) => void;
}

/** A figure that leads to the records behind it, where there is a way. */
export function BehindLink({
  behind,
  row,
  measure,
  children,
}: {
  behind: Behind | undefined;
  row: readonly Value[];
  measure: number;
  children: ReactNode;
}) {
  const address = behind?.address(row, measure);
  if (!behind || address === undefined) return children;
  const follow = (event: MouseEvent) => {
    // Another window is the browser's to open.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    behind.open(address);
  };
  return (
    <a href={address} className={css.behind} onClick={follow}>
      {children}
    </a>
  );
}
