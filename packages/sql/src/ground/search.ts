import type { Entity, Field } from '@pipewright/definition';
import { sql } from 'kysely';
import type { Fragment } from './compile.ts';
import { fieldStorage } from './field-storage.ts';
import { isLetter } from './first-letter.ts';
import { Slot } from './slot.ts';

/** True for a field by whose values records are searched: the title, and those that the definition says. */
export function isSearched(entity: Entity, field: Field): boolean {
  return field.searchable === true || field.key === entity.title;
}

/** The keys by which a text is found: its parts, pinyin and initials. An index holds them, and working them out for a row is dear. */
export function searchKeys(column: Fragment): Fragment {
  return sql`pipewright.search_keys(${column})`;
}

/** The text in the slot `search`, as it was typed. */
export const sought = sql`${new Slot('search')}::text`;

/** A value as search compares it: small letters without spaces and signs. */
export function searchFold(column: Fragment): Fragment {
  return sql`pipewright.search_fold(${column}::text)`;
}

/** True where the slot `search` has one Latin letter: nearly every long text has it, and nobody who types it means them all. */
export const oneLetter = sql`${new Slot('search', isLetter)}::boolean`;

/** True where the value of a field of the rows `r` is found by the text in the slot `search`. */
export function isFound({ key, type }: Pick<Field, 'key' | 'type'>): Fragment {
  const column = sql.id('r', key);
  const exact = sql`${new Slot('search', exactParts)}::text[]`;
  const told = fieldStorage[type].long ? sql` and not ${oneLetter}` : sql``;
  return sql`(${searchKeys(column)} @@ pipewright.search_query(${sought}) and (${exact} = '{}' or ${searchFold(column)} like all (${exact}))${told})`;
}

/**
 * Patterns for the words of a search that are digits and Chinese alone and longer than a key: keys of 13900009999 are in other numbers too, and nothing
 * but the word itself is meant by it.
 */
export function exactParts(search: unknown): string[] {
  const words = String(search).normalize('NFKC').split(/\s+/);
  return words
    .map((word) => word.replaceAll(/[-+.()/·]/g, ''))
    .flatMap((word) => (/^[\p{Nd}\p{Script=Han}]{4,}$/u.test(word) ? [`%${word}%`] : []));
}

/** What somebody wants found, without spaces around it; undefined where there is nothing to find. */
export function searchText(search: string | undefined): string | undefined {
  return search?.normalize('NFC').trim() || undefined;
}
