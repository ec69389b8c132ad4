import { createHash, timingSafeEqual } from 'node:crypto';
import { signatureOf } from '../deliveries/webhook.ts';

/** How far the clock of a sender may be from ours, and how long a signed message may be on its way. */
export const TOLERANCE_S = 300;

/** With what a message says that its sender knows the secret. */
export interface Proof {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly bearer: string | undefined;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
/** Compares in a time that does not depend on where two texts differ. */
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));

/**
 * True where a message is from somebody who knows the secret: it is signed with it after Standard Webhooks a moment ago, or has it as its bearer token. One that has a signature is judged by
 * that alone.
 */
export function isProven(secret: string, { id, timestamp, signature, bearer }: Proof, body: string, nowMs: number): boolean {
  if (signature === undefined) return bearer !== undefined && isSame(bearer, secret);
  if (!id || !/^\d{1,12}$/.test(timestamp ?? '')) return false;
  const seconds = Number(timestamp);
  if (Math.abs(nowMs / 1000 - seconds) > TOLERANCE_S) return false;
  const wanted = signatureOf(secret, id, seconds, body);
  return signature.split(' ').some((each) => isSame(each, wanted));
}
