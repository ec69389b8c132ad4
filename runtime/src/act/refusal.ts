import { Refused } from '@pipewright/client';
import type { Fault, FaultBody } from '@pipewright/definition';

/** Why the server did not do it: what speaks against it, and the move to another pipeline it asks about. */
export interface Refusal {
  readonly faults: readonly Fault[];
  readonly asks?: FaultBody['asks'];
  /** True where an exception can be asked for. */
  readonly excepts?: boolean | undefined;
}

/** The refusal in an error of a call; `offline` is said where no answer came. */
export function refusalOf(error: unknown, offline: string): Refusal {
  if (!(error instanceof Refused)) return { faults: [{ path: '', code: 'offline', message: offline }] };
  return { faults: error.issues, asks: error.body.asks, excepts: error.body.excepts };
}

/** The codes of faults that name what can be filled in to get past them. */
export const FILLABLE = /^((gate|entry|won|lost)\.(required|failed)|next\.missing)$/;
