import type { Mapping, Source } from '@pipewright/definition';
import { meant } from '../ground/formula.ts';

/** The cells of one row, in the order of the columns; empty ones at the end are left out. */
export type Cells = readonly string[];

/** Gives the text of one target for a row; undefined where it is empty. */
export type TextOf = (cells: Cells) => string | undefined;

/** Where each target's text stands in the rows of a file with these columns. */
export function textsOf(mapping: Mapping, columns: readonly string[]): Map<string, TextOf> {
  return new Map(Object.entries(mapping.targets).map(([target, from]) => [target, textOf(from, columns)]));
}

function textOf(from: Source, columns: readonly string[]): TextOf {
  if ('value' in from) {
    const fixed = clean(from.value);
    return () => fixed;
  }
  const place = columns.indexOf(from.column);
  const translated = new Map(Object.entries(from.values ?? {}));
  return (cells) => {
    const text = clean(cells[place]);
    // What is translated is said as it stands in the file.
    return text !== undefined && translated.has(text) ? (translated.get(text) ?? undefined) : text && clean(meant(text));
  };
}

const clean = (text: string | undefined) => text?.normalize('NFC').trim() || undefined;

/** The columns a mapping names that the file does not have. */
export function unknownColumns(mapping: Mapping, columns: readonly string[]): string[] {
  const known = new Set(columns);
  return Object.values(mapping.targets).flatMap((each) => ('column' in each && !known.has(each.column) ? [each.column] : []));
}
