import { CsvReader, type CsvRow, separatorOf } from '@pipewright/definition';
import { type Pool, type Queryable, transaction } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { Refusal, refuse } from '../ground/refusal.ts';

/** The most rows of one file. */
const MOST_ROWS = 500_000;
/** Rows, and characters, written to the table of waiting rows at once. */
const BATCH = { rows: 2000, characters: 1_000_000 };
/** How many files a person may have read and not run. */
const MOST_WAITING = 5;

/** What a file is read for: an entity of an app, by a person. */
export interface Intake {
  readonly app: string;
  readonly entity: string;
  readonly actor: string;
}

/**
 * Reads the text of a CSV file into waiting rows, a piece at a time, so that others are served meanwhile. Rows that are not well formed wait as
 * refused ones; a file that cannot be read to its end is refused as a whole, and nothing of it is kept.
 * @param proceed called between pieces; throws where nobody waits for the answer any more
 * @returns the import's id; nothing is written to the app yet
 */
export async function takeInCsv(pool: Pool, intake: Intake, text: AsyncIterable<string>, proceed: () => void): Promise<string> {
  const id = newId();
  await transaction(pool, async (client) => {
    await forgetOld(client, intake);
    const waiting = new WaitingRows(client, id, intake);
    let reader: CsvReader | undefined;
    const take = async (piece: string, last = false) => {
      reader ??= new CsvReader(separatorOf(piece));
      const { rows, issue } = reader.read(piece, last);
      if (reader.columns) await waiting.add(reader.columns, rows);
      if (issue) throw new Refusal([issue]);
      proceed();
    };
    for await (const piece of text) if (piece !== '') await take(piece);
    await take('', true);
    if (!reader?.columns) refuse('csv.columns', undefined, 'file');
    await waiting.end();
  });
  return id;
}

/** Gives up files of the same person that were read longest ago and never run. */
async function forgetOld(db: Queryable, { app, actor }: Intake): Promise<void> {
  await db.query(
    `delete from pipewright.import where id in (select id from pipewright.import where app = $1 and actor = $2 and state = 'staged' order by created_at desc offset $3)`,
    [app, actor, MOST_WAITING - 1],
  );
}

class WaitingRows {
  readonly #db: Queryable;
  readonly #id: string;
  readonly #intake: Intake;
  #begun = false;
  #total = 0;
  #batch: string[] = [];
  #characters = 0;

  constructor(db: Queryable, id: string, intake: Intake) {
    this.#db = db;
    this.#id = id;
    this.#intake = intake;
  }

  async add(columns: readonly string[], rows: readonly CsvRow[]): Promise<void> {
    if (!this.#begun) {
      const { app, entity, actor } = this.#intake;
      await this.#db.query(
        `insert into pipewright.import (id, app, entity, actor, state, columns, total) values ($1, $2, $3, $4, 'staged', $5, 0)`,
        [this.#id, app, entity, actor, JSON.stringify(columns)],
      );
      this.#begun = true;
    }
    this.#total += rows.length;
    if (this.#total > MOST_ROWS) refuse('csv.too_many', { most: MOST_ROWS }, 'file');
    for (const { number, cells, issue } of rows) {
      const size = cells.reduce((sum, cell) => sum + cell.length, 0);
      this.#batch.push(JSON.stringify({ number, cells, size, ...(issue ? { state: 'refused', issues: [issue] } : { state: 'staged' }) }));
      this.#characters += size;
      if (this.#batch.length >= BATCH.rows || this.#characters >= BATCH.characters) await this.#flush();
    }
  }

  async end(): Promise<void> {
    if (this.#total === 0) refuse('csv.rows', undefined, 'file');
    await this.#flush();
    await this.#db.query('update pipewright.import set total = $2 where id = $1', [this.#id, this.#total]);
  }

  async #flush(): Promise<void> {
    if (this.#batch.length === 0) return;
    await this.#db.query(
      `insert into pipewright.import_row (import, number, cells, size, state, issues)
       select $1, x.number, x.cells, x.size, x.state, x.issues
       from jsonb_to_recordset($2::jsonb) as x(number integer, cells jsonb, size integer, state text, issues jsonb)`,
      [this.#id, `[${this.#batch.join()}]`],
    );
    this.#batch = [];
    this.#characters = 0;
  }
}
