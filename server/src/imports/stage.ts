import { parse } from 'csv-parse';
import type { Pool } from '../db/pool.ts';
import { transaction } from '../db/pool.ts';
import { refuse } from '../http/fault.ts';
import { newId } from '../id.ts';

/** The most rows of one file. */
const MOST_ROWS = 500_000;
const CHUNK = 2000;

/** The text of an uploaded file: UTF-8, with or without a mark, else GB18030, which Chinese Excel writes. */
export function decodeText(bytes: ArrayBuffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // the next encoding may fit
    }
  }
  return refuse('csv.encoding', undefined, 'file');
}

/** Reads a CSV file into staging rows. Answers the import's id; nothing is written to the app yet. */
export async function stageCsv(pool: Pool, app: string, entity: string, actor: string, text: string): Promise<string> {
  const id = newId();
  const parser = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 1_000_000, trim: false });
  let columns: string[] | undefined;
  let total = 0;
  await transaction(pool, async (client) => {
    let chunk: object[] = [];
    const flush = async () => {
      if (chunk.length === 0) return;
      await client.query(
        `insert into pipewright.import_row (import, number, cells) select $1, x.number, x.cells from jsonb_to_recordset($2::jsonb) as x(number integer, cells jsonb)`,
        [id, JSON.stringify(chunk)],
      );
      chunk = [];
    };
    try {
      for await (const record of parser as AsyncIterable<string[]>) {
        if (!columns) {
          columns = distinct(record.map((name, i) => name.replaceAll('\0', '').normalize('NFC').trim() || `#${i + 1}`));
          await client.query(
            `insert into pipewright.import (id, app, entity, actor, state, columns, total) values ($1, $2, $3, $4, 'staged', $5, 0)`,
            [id, app, entity, actor, JSON.stringify(columns)],
          );
          continue;
        }
        total += 1;
        if (total > MOST_ROWS) refuse('body.too_large', { limit: `${MOST_ROWS}` }, 'file');
        chunk.push({ number: total, cells: Object.fromEntries(columns.map((name, i) => [name, (record[i] ?? '').replaceAll('\0', '')])) });
        if (chunk.length >= CHUNK) await flush();
      }
    } catch (error) {
      if (error instanceof Error && error.name === 'CsvError') refuse('csv.parse', { detail: error.message }, 'file');
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
        refuse('csv.parse', { detail: error.message }, 'file');
      throw error;
    }
    if (!columns) refuse('csv.columns', undefined, 'file');
    if (total === 0) refuse('csv.rows', undefined, 'file');
    await flush();
    await client.query('update pipewright.import set total = $2 where id = $1', [id, total]);
  });
  return id;
}

/** Makes repeated column names distinct by numbering them. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name} (${n})`;
  });
}
