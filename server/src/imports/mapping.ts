import { z } from 'zod';

// More than an entity can have fields.
const MOST_TARGETS = 400;

const source = z.union([
  z.strictObject({ column: z.string().max(200), values: z.record(z.string().max(500), z.string().max(500).nullable()).optional() }),
  z.strictObject({ value: z.string().max(500) }),
]);
const targets = z.record(z.string().max(60), source);

/** Where the values of an import come from: for each target (a field, `stage`, `status`, `valid_at`, `closed_on`) a column, its values translated, or one value for all. */
export const mappingSchema = z.strictObject({
  targets: targets.refine((all) => Object.keys(all).length <= MOST_TARGETS, { error: `At most ${MOST_TARGETS} targets` }),
  baseline: z.boolean().optional(),
});
/** Where the values of an import come from. */
export type Mapping = z.infer<typeof mappingSchema>;
/** Where one target's values come from. */
export type Source = z.infer<typeof source>;

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
    return text !== undefined && translated.has(text) ? (translated.get(text) ?? undefined) : text;
  };
}

const clean = (text: string | undefined) => text?.normalize('NFC').trim() || undefined;

/** The columns a mapping names that the file does not have. */
export function unknownColumns(mapping: Mapping, columns: readonly string[]): string[] {
  const known = new Set(columns);
  return Object.values(mapping.targets).flatMap((each) => ('column' in each && !known.has(each.column) ? [each.column] : []));
}
