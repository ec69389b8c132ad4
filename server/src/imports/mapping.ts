import { z } from 'zod';

const source = z.union([
  z.strictObject({ column: z.string().max(200), values: z.record(z.string().max(500), z.string().max(500).nullable()).optional() }),
  z.strictObject({ value: z.string().max(500) }),
]);

/** Where the values of an import come from: for each target (a field, `stage`, `status`, `valid_at`, `closed_on`) a column, its values translated, or one value for all. */
export const mappingSchema = z.strictObject({ targets: z.record(z.string().max(60), source), baseline: z.boolean().optional() });
/** Where the values of an import come from. */
export type Mapping = z.infer<typeof mappingSchema>;
/** Where one target's values come from. */
export type Source = z.infer<typeof source>;

/** The cells of one row by column. */
export type Cells = Readonly<Record<string, string>>;

/** The text a source gives for a row; undefined where it is empty. */
export function textFrom(source: Source, cells: Cells): string | undefined {
  const raw = 'value' in source ? source.value : cells[source.column];
  const text = raw?.normalize('NFC').trim();
  if (!text) return undefined;
  if ('column' in source && source.values && Object.hasOwn(source.values, text)) return source.values[text] ?? undefined;
  return text;
}

/** The columns a mapping names that the file does not have. */
export function unknownColumns(mapping: Mapping, columns: readonly string[]): string[] {
  return Object.values(mapping.targets).flatMap((each) => ('column' in each && !columns.includes(each.column) ? [each.column] : []));
}
