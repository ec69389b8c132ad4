import { type Field, hasTrait, type Language, type RecordJson } from '@pipewright/definition';
import { stringify } from 'csv-stringify/sync';
import type { Cursor } from '../asking/cursor.ts';
import { harmless } from '../ground/formula.ts';
import { cellOf, type Reader } from './cell.ts';

/** A record as Postgres wrote it. */
export interface RecordRow {
  readonly j: string;
}

/** The headings of a file: what the fields are called, two of one name told apart, for an import finds a column by its name. */
export function headings(fields: readonly Field[], language: Language): string[] {
  const given = new Map<string, number>();
  return fields.map(({ name }) => {
    const count = (given.get(name[language]) ?? 0) + 1;
    given.set(name[language], count);
    return count === 1 ? name[language] : `${name[language]} (${count})`;
  });
}

const text = (lines: readonly (readonly string[])[], bom = false) => stringify(lines as string[][], { bom, quoted_match: /[\r;\t]/ });

/** Records as lines of a file. A figure is no formula, whatever sign it begins with. */
function linesOf(rows: readonly RecordRow[], fields: readonly Field[], reader: Reader): string[][] {
  return rows.map(({ j }) => {
    const record = JSON.parse(j) as RecordJson;
    return fields.map((field) => {
      const cell = cellOf(field, record, reader);
      return hasTrait(field, 'numeric') ? cell : harmless(cell);
    });
  });
}

/**
 * Records as a CSV file that programs for sheets open as it is: UTF-8 with a mark that says so. Read as it is sent, so that a file of any length takes
 * no more memory than a short one; where nobody reads on, the question ends.
 * @param first the first rows, which tell whether there is an answer at all
 */
export function csvFile(
  first: readonly RecordRow[],
  cursor: Cursor<RecordRow>,
  fields: readonly Field[],
  reader: Reader,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const head = [headings(fields, reader.language).map(harmless), ...linesOf(first, fields, reader)];
        controller.enqueue(encoder.encode(text(head, true)));
      },
      async pull(controller) {
        const rows = await cursor.next();
        if (rows.length === 0) controller.close();
        else controller.enqueue(encoder.encode(text(linesOf(rows, fields, reader))));
      },
      cancel: () => cursor.close(),
    },
    { highWaterMark: 1 },
  );
}
