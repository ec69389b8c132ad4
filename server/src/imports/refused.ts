import { type Language, sentence } from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import { stringify } from 'csv-stringify/sync';
import type { Queryable } from '../db/pool.ts';
import type { Cells } from './mapping.ts';

/** Rows, and characters, that are made into text at once. */
const BATCH = { rows: 1000, characters: 1_000_000 };
const HEADINGS: Readonly<Record<Language, readonly string[]>> = { en: ['Reason', 'Row'], 'zh-CN': ['原因', '行号'] };

interface RefusedRow {
  readonly number: number;
  readonly cells: Cells;
  readonly issues: readonly Issue[];
}

/** The rows of an import that were refused as a CSV file: the columns of the file, the reason, the row's number, and cells that belonged to no column. */
export function refusedFile(db: Queryable, id: string, columns: readonly string[], language: Language): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: number | undefined;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { rows } = await db.query<RefusedRow>(
        `select number, cells, issues from
           (select number, cells, issues, sum(size) over (order by number) - size as before from
             (select * from pipewright.import_row where import = $1 and state = 'refused' and number > $2 order by number limit $3) r) b
         where before < $4 order by number`,
        [id, after ?? 0, BATCH.rows, BATCH.characters],
      );
      const lines = rows.map(({ number, cells, issues }) => [
        ...columns.map((_, i) => cells[i] ?? ''),
        issues.map((each) => sentence(each, language)).join(' '),
        String(number),
        ...cells.slice(columns.length),
      ]);
      if (after === undefined) lines.unshift([...columns, ...HEADINGS[language]]);
      if (lines.length > 0) controller.enqueue(encoder.encode(stringify(lines, { bom: after === undefined, escape_formulas: true })));
      after = rows.at(-1)?.number ?? after ?? 0;
      if (rows.length === 0) controller.close();
    },
  });
}
