import { sql } from 'kysely';
import type { Fragment } from './compile.ts';
import { Slot } from './slot.ts';

/** What ICU puts before the first Han character of each letter of pinyin, so that lists can be cut into letters. */
const BEFORE = '\uFDD0';
const letterOf = (search: unknown) => /^[a-z]$/.exec(String(search).normalize('NFKC').toLowerCase())?.[0];
const next = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 1);

/** True for a text that is one Latin letter, which nearly everything has in it somewhere. */
export function isLetter(search: unknown): boolean {
  return letterOf(search) !== undefined;
}

/**
 * Between which texts in the order of pinyin those stand that begin with the letter: as it is spoken, from and below, and as it is written. In that order
 * Latin letters come after Han characters and before Greek ones. For what is no letter, nothing stands between them.
 */
export function letterBounds(search: unknown): readonly [string, string, string, string] {
  const letter = letterOf(search);
  if (letter === undefined) return ['', '', '', ''];
  const sound = letter.toUpperCase();
  return letter === 'z' ? [BEFORE + sound, 'a', letter, '\u03B1'] : [BEFORE + sound, BEFORE + next(sound), letter, next(letter)];
}

/** True where a column begins with the letter in the slot `search`, in its pinyin or as it is written; an index in the order of pinyin answers it. */
export function beginsWith(column: Fragment): Fragment {
  const read = sql`${column} collate "zh-x-icu"`;
  const bound = (i: number) => sql`${new Slot('search', (search) => letterBounds(search)[i])}::text`;
  return sql`((${read} >= ${bound(0)} and ${read} < ${bound(1)}) or (${read} >= ${bound(2)} and ${read} < ${bound(3)}))`;
}
