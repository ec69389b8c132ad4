import { type Issue, issue } from '@pipewright/logic';

// Postgres cannot store NUL, and a lone surrogate is not a character.
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** True for a text that the database can hold. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** The most places that are told of one document. */
const MOST_ISSUES = 20;

/** A document with every text in its one form, and the places whose text cannot be stored. */
export interface StorableTexts {
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

/**
 * Brings every text of a JSON document, names of properties included, to Unicode NFC, and finds those that cannot be stored.
 * @param at where the document stands, with which every path begins
 * @param later a property of the document that is left as it is, because somebody else judges what is in it
 */
export function storableTexts(document: unknown, at = '', later?: string): StorableTexts {
  const issues: Issue[] = [];
  const place: string[] = at ? [at] : [];
  const text = (found: string): string => {
    if (!isStorable(found) && issues.length < MOST_ISSUES) issues.push(issue(place.join('.'), 'text.characters'));
    return found.normalize('NFC');
  };
  const within = (name: string, value: unknown): unknown => {
    place.push(name);
    const clean = walk(value);
    place.pop();
    return clean;
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map((each, i) => within(String(i), each));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => (value === document && name === later ? [name, each] : [text(name), within(name, each)])),
    );
  };
  return { value: walk(document), issues };
}
