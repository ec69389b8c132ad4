import type { DeliveryFault } from '@pipewright/definition';
import { readStatus } from '../door/fault.ts';
import type { Answer } from './outgoing.ts';

/** What became of one attempt. */
export interface Outcome {
  /** Null where the receiver took it. */
  readonly fault: DeliveryFault | null;
  readonly status: number | null;
  readonly said: string | null;
  /** Whether the same may go well later; false where somebody has to change something first. */
  readonly again: boolean;
  /** How many seconds the receiver asks to be left alone. */
  readonly wait?: number | undefined;
}

/** What another server's status says. */
export function outcomeOf({ status, body, retryAfter }: Omit<Answer, 'cut'>): Outcome {
  const meant = readStatus(status);
  const [said, wait] = [body, secondsOf(retryAfter, Date.now())];
  if (meant === 'taken') return { fault: null, status, said, again: false };
  if (meant === 'elsewhere') return { fault: 'elsewhere', status, said, again: false };
  return { fault: meant === 'busy' ? 'busy' : 'refused', status, said, again: meant !== 'never', wait };
}

/** An attempt that came to no answer. */
export function failed(fault: DeliveryFault, again: boolean, said: string | null = null): Outcome {
  return { fault, status: null, said, again };
}

/** What `Retry-After` says, in seconds from now: a number of them, or a date. */
export function secondsOf(retryAfter: string | undefined, now: number): number | undefined {
  if (retryAfter === undefined) return undefined;
  const text = retryAfter.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}

/** After so many seconds it is tried again, once it failed for the first, the second, … time. */
export const WAITS: readonly number[] = [10, 60, 600, 3600, 21_600];
/** Nobody is left alone for longer than this: a receiver could ask for a year. */
const LONGEST_WAIT = 21_600;

/** For how many seconds a receiver is left alone who asks for it; 0 where none does. */
export function heeded({ wait = 0 }: Pick<Outcome, 'wait'>): number {
  return Math.min(wait, LONGEST_WAIT);
}

/**
 * In how many seconds it is tried again after so many attempts; undefined where it is given up.
 * @param waits how long after each of them
 */
export function nextWait(attempts: number, outcome: Pick<Outcome, 'again' | 'wait'>, waits: readonly number[] = WAITS): number | undefined {
  const usual = waits[attempts - 1];
  return outcome.again && usual !== undefined ? Math.max(usual, heeded(outcome)) : undefined;
}

/** The most that is kept of an answer. */
const MOST_SAID = 500;

/** An answer as it may be kept: cut short, in signs that the database takes, without what nobody may read. */
export function keptAnswer(said: string | null, secrets: readonly (string | undefined)[]): string | null {
  if (said === null) return null;
  const clean = secrets.reduce<string>((text, secret) => (secret ? text.replaceAll(secret, '…') : text), said);
  const text = clean.replace(/[\p{Cc}\p{Cs}\uFFFD\s]+/gu, ' ').trim();
  return [...text].slice(0, MOST_SAID).join('') || null;
}
