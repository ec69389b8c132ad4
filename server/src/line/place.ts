import { isUuid } from '@pipewright/definition';
import type { LinePlace } from '@pipewright/sql';
import { refuse } from '../ground/refusal.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const ENTRY = /^\d{1,9}$/;

/** A place on a time line as the text of a cursor. */
export function writePlace(place: LinePlace): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Reads the cursor of a time line; refuses what is none. */
export function readPlace(text: string | undefined): LinePlace | undefined {
  if (text === undefined) return undefined;
  const [at, order, id, ...more] = partsOf(text);
  const sound = typeof at === 'string' && INSTANT.test(at) && !Number.isNaN(Date.parse(at));
  if (
    sound &&
    Number.isInteger(order) &&
    Math.abs(Number(order)) < 2 ** 31 &&
    typeof id === 'string' &&
    (ENTRY.test(id) || isUuid(id)) &&
    more.length === 0
  )
    return [at, Number(order), id];
  return refuse('query.cursor', undefined, 'after');
}

function partsOf(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
