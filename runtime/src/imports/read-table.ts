import { CsvReader, encodingOf, separatorOf } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';

/** A small file as a table. */
export interface Table {
  readonly heading: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reads the bytes of a small CSV file here, as the server reads large ones. Where a row is not well formed, says which. */
export function readTable(bytes: Uint8Array): Table | { readonly issue: Issue } {
  const text = decode(bytes, encodingOf(bytes, decode(bytes, 'utf-8') !== undefined));
  if (text === undefined) return { issue: issue('file', 'csv.encoding') };
  const reader = new CsvReader(separatorOf(text.slice(0, 100_000)));
  const { rows, issue: wrong } = reader.read(text, true);
  const found = wrong ?? rows.find((row) => row.issue)?.issue;
  if (found) return { issue: found };
  if (!reader.columns) return { issue: issue('file', 'csv.columns') };
  return rows.length > 0 ? { heading: reader.columns, lines: rows.map(({ cells }) => cells) } : { issue: issue('file', 'csv.rows') };
}
