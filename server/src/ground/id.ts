import { randomBytes } from 'node:crypto';

export { isUuid as isId } from '@pipewright/definition';

/** The id before all others, from which one begins to go through them. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** How many ids a millisecond has room for in order: the 12 bits after the version. */
const IN_A_MILLISECOND = 0x1000;
let latest = { now: 0, count: 0 };

/** The next place in this process's order; where the clock goes back or a millisecond is full, the order goes on ahead of the clock. */
function nextPlace(): typeof latest {
  const now = Date.now();
  if (now > latest.now) latest = { now, count: 0 };
  else if (latest.count + 1 < IN_A_MILLISECOND) latest = { now: latest.now, count: latest.count + 1 };
  else latest = { now: latest.now + 1, count: 0 };
  return latest;
}

/**
 * A new uuid of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then a count within them (§6.2, method 1), then random bits, so that the ids of one
 * process sort in the order they were made. Of an instant that is given the count is random: it has no order of its own.
 */
export function newId(at?: number): string {
  const bytes = randomBytes(16);
  const { now, count } = at === undefined ? nextPlace() : { now: at, count: bytes.readUInt16BE(6) % IN_A_MILLISECOND };
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
