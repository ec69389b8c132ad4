import { randomInt } from 'node:crypto';
import { keySchema } from '@pipewright/definition';
import { refuse } from '../ground/refusal.ts';

// Without those that are taken for each other.
const CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const ADDED = 4;
const LONGEST = 40;

/**
 * The key of a new app: the wished one with four characters by chance behind it. It is made alike whether the wish is taken or not, so that nobody
 * learns from it which apps there are that they have no part in. Refuses a wish that could be no key.
 */
export function freshKey(wish: string): string {
  if (!keySchema.safeParse(wish).success) refuse('app.key', undefined, 'key');
  const tail = Array.from({ length: ADDED }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join('');
  return `${wish.slice(0, LONGEST - ADDED - 1)}_${tail}`;
}
