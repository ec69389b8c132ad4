import { Refused } from '@pipewright/client';
import type { RecordJson } from '@pipewright/definition';
import { type Facts, sameValue, type Value } from '@pipewright/logic';

/** What an answer tells of a record that others changed first: how it is now, and which of its fields they changed. */
export interface Overtaken {
  readonly current: RecordJson;
  readonly changed: readonly string[];
}

/** How others were first, by the error of a call; undefined where it failed for another reason. */
export function overtakenBy(error: unknown): Overtaken | undefined {
  const { current, changed = [] } = error instanceof Refused && error.status === 409 ? error.body : {};
  return current && { current, changed };
}

/** The fields in which a wish and what others did meet: both changed them, and not to the same value. */
export function contested(wish: Readonly<Record<string, unknown>>, { current, changed }: Overtaken): string[] {
  const now = current as Facts;
  return Object.keys(wish).filter((key) => changed.includes(key) && !sameValue(wish[key] as Value, now[key]));
}

// Each is a change of somebody else that came in just then.
const TRIES = 4;

/**
 * Writes what is wished of a record on the version that is known here. A version that others made in other fields, or in none as by sharing the record,
 * is no reason to ask: the wish is sent again on it. Throws what the call throws where they meet.
 */
export async function writeBeside<T>(
  version: number,
  wish: Readonly<Record<string, unknown>>,
  send: (version: number) => Promise<T>,
  tries = TRIES,
): Promise<T> {
  try {
    return await send(version);
  } catch (error) {
    const others = overtakenBy(error);
    if (!others || tries <= 1 || contested(wish, others).length > 0) throw error;
    return writeBeside(others.current.version, wish, send, tries - 1);
  }
}
