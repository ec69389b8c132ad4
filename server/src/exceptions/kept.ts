import type { ExceptionState } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import type { Change } from '../records/change.ts';

/** What is wished of a record, as it is kept until that is granted. */
export type KeptWish = Pick<Change, 'values' | 'stage' | 'status' | 'pipeline' | 'reason' | 'until' | 'duplicates'>;

/** An exception as it is kept: people by their ids, instants in ISO 8601. */
export interface KeptException {
  readonly id: string;
  readonly entity: string;
  readonly record: string;
  /** True where the record is to be made. */
  readonly fresh: boolean;
  readonly person: string;
  readonly note: string;
  readonly at: string;
  readonly wish: KeptWish;
  /** The ids of the criteria it is to be let past. */
  readonly held: readonly string[];
  /** The version of the app in which it was asked for. */
  readonly version: number;
  readonly state: ExceptionState;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  readonly answer: string | null;
}

const COLUMNS = `id::text, entity, record::text, fresh, person, note, ${instantSql('at')} as at, wish, held, version, state, answered_by as "answeredBy",
  ${instantSql('answered_at')} as "answeredAt", answer`;

/** The most exceptions of a list, and of one record. */
const MOST = { waiting: 200, record: 20 };

/** One exception; undefined for none. `lock` keeps it as it is until the transaction ends. */
export async function exceptionOf(db: Queryable, schema: string, id: string, lock = false): Promise<KeptException | undefined> {
  const { rows } = await db.query<KeptException>(
    `select ${COLUMNS} from "${schema}"._exception e where id = $1${lock ? ' for update' : ''}`,
    [id],
  );
  return rows[0];
}

/** The latest exceptions that were asked for a record, the newest first. */
export async function exceptionsOfRecord(db: Queryable, schema: string, record: string): Promise<KeptException[]> {
  const { rows } = await db.query<KeptException>(
    `select ${COLUMNS} from "${schema}"._exception e where record = $1 order by e.at desc, e.id desc limit ${MOST.record}`,
    [record],
  );
  return rows;
}

/** The exceptions that wait for an answer, the oldest first: those of one person, or those of everybody else about some entities. */
export async function waitingExceptions(
  db: Queryable,
  schema: string,
  whose: { readonly person: string; readonly others?: readonly string[] },
): Promise<KeptException[]> {
  const { rows } = await db.query<KeptException>(
    `select ${COLUMNS} from "${schema}"._exception e where state = 'asked'
       and case when $2::text[] is null then person = $1 else person <> $1 and entity = any($2) end order by e.at, e.id limit ${MOST.waiting}`,
    [whose.person, whose.others ?? null],
  );
  return rows;
}

/** Puts an exception down; false where one waits for the record already. */
export async function addException(
  db: Queryable,
  schema: string,
  kept: Omit<KeptException, 'state' | 'answeredBy' | 'answeredAt' | 'answer'>,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into "${schema}"._exception (id, entity, record, fresh, person, note, at, wish, held, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      ...[kept.id, kept.entity, kept.record, kept.fresh, kept.person, kept.note, kept.at],
      ...[JSON.stringify(kept.wish), kept.held, kept.version],
    ],
  );
  return rowCount === 1;
}

/** Says what became of an exception. */
export async function endException(
  db: Queryable,
  schema: string,
  id: string,
  { state, by, at, answer }: { readonly state: ExceptionState; readonly by: string; readonly at: string; readonly answer: string | null },
): Promise<void> {
  await db.query(`update "${schema}"._exception set state = $2, answered_by = $3, answered_at = $4, answer = $5 where id = $1`, [
    ...[id, state, by, at, answer],
  ]);
}
