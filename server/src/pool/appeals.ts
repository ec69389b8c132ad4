import type { AppealState, Entity } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';

/** An appeal as it is kept: people by their ids, instants in ISO 8601. */
export interface KeptAppeal {
  readonly id: string;
  readonly person: string;
  readonly note: string;
  readonly at: string;
  readonly state: AppealState;
  readonly until: string | null;
  readonly answeredBy: string | null;
  readonly answer: string | null;
}

const COLUMNS = `id::text, person, note, ${instantSql('at')} as at, state, ${instantSql('until')} as until, answered_by as "answeredBy", answer`;

/** The latest appeal of a person about a record; undefined for none. `lock` keeps it as it is until the transaction ends. */
export async function appealOf(
  db: Queryable,
  schema: string,
  record: string,
  person: string,
  lock = false,
): Promise<KeptAppeal | undefined> {
  const { rows } = await db.query<KeptAppeal>(
    `select ${COLUMNS} from "${schema}"._appeal a where record = $1 and person = $2 order by a.at desc, a.id desc limit 1${lock ? ' for update' : ''}`,
    [record, person],
  );
  return rows[0];
}

/** Ends what is open of appeals about records that change hands: nobody waits for an answer, and no time that was granted goes on. */
export async function endAppeals(db: Queryable, schema: string, records: readonly string[]): Promise<void> {
  await db.query(`update "${schema}"._appeal set state = 'ended' where record = any($1) and state in ('asked', 'granted')`, [records]);
}

/** Who leads the department of a person or one above it, the nearest first, and never that person. */
export async function leadersOf(db: Queryable, app: string, person: string): Promise<string[]> {
  const { rows } = await db.query<{ user: string }>(
    `select d.manager as "user" from pipewright.person own join pipewright.department home on home.id = own.department
       join pipewright.department d on d.id = any(home.path) join pipewright.person p on p.user_id = d.manager and p.active
       join pipewright.member m on m.user_id = d.manager and m.app = $1
     where own.user_id = $2 and d.manager <> $2 order by cardinality(d.path) desc`,
    [app, person],
  );
  return [...new Set(rows.map(({ user }) => user))];
}

/** Who holds one of these roles of an app and works here, but for one person. */
export async function holdersOf(db: Queryable, app: string, roles: readonly string[], but: string): Promise<string[]> {
  const { rows } = await db.query<{ user: string }>(
    `select m.user_id as "user" from pipewright.member m join pipewright.person p on p.user_id = m.user_id and p.active
     where m.app = $1 and m.role = any($2) and m.user_id <> $3 order by 1`,
    [app, roles, but],
  );
  return rows.map(({ user }) => user);
}

/** Puts an appeal down; false where one waits already. */
export async function addAppeal(
  db: Queryable,
  schema: string,
  entity: Entity,
  appeal: Pick<KeptAppeal, 'id' | 'person' | 'note' | 'at'> & { readonly record: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into "${schema}"._appeal (id, entity, record, person, note, at, state) values ($1, $2, $3, $4, $5, $6, 'asked') on conflict do nothing`,
    [appeal.id, entity.key, appeal.record, appeal.person, appeal.note, appeal.at],
  );
  return rowCount === 1;
}
