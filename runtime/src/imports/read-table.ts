import { CsvReader, encodingOf, separatorOf } from '@pipewright/definition';
import { issue, type Result } from '@pipewright/logic';

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
export function readTable(bytes: Uint8Array): Result<Table> {
  const text = decode(bytes, encodingOf(bytes, decode(bytes, 'utf-8') !== undefined));
  if (text === undefined) return { issues: [issue('file', 'csv.encoding')] };
  const reader = new CsvReader(separatorOf(text.slice(0, 100_000)));
  const { rows, issue: wrong } = reader.read(text, true);
  const found = wrong ?? rows.find((row) => row.issue)?.issue;
  if (found) return { issues: [found] };
  if (!reader.columns) return { issues: [issue('file', 'csv.columns')] };
  return rows.length > 0
    ? { value: { heading: reader.columns, lines: rows.map(({ cells }) => cells) } }
    : { issues: [issue('file', 'csv.rows')] };
}
