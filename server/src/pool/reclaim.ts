import { issue } from '@pipewright/logic';
import { compileSql, type Fragment, heldSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { rows } from '../db/pool.ts';
import type { Outcome, SaveTerms } from '../records/change.ts';
import { save } from '../records/save.ts';
import { endAppeals } from './appeals.ts';

/** A record in the version in which it was looked at. */
export interface SeenRecord {
  readonly id: string;
  readonly version: number;
}

interface Standing {
  readonly id: string;
  readonly owner: string | null;
  readonly open: boolean;
  readonly held: boolean;
}

/**
 * Takes records back from their owners, inside a transaction: each belongs to nobody afterwards and is otherwise as it was, where it stands and its department too. Who had
 * it is told, and kept with the record. Refused where it belongs to nobody, is not open, or an appeal of its owner holds it. Answers what became of each, in their order.
 */
export async function reclaimAll(terms: SaveTerms, entity: string, records: readonly SeenRecord[]): Promise<Outcome[]> {
  if (!terms.inTransaction) throw new Error('Taking records back needs a transaction');
  const standings = new Map((await standingOf(terms, entity, records)).map((each) => [each.id, each]));
  const refused = new Map(records.flatMap(({ id }) => refusalOf(id, standings.get(id))));
  const free = records.filter(({ id }) => !refused.has(id));
  const written = await save(
    terms,
    free.map(({ id, version }) => ({ entity, change: { kind: 'update', id, version, values: { owner: null } } })),
  );
  const taken = written.flatMap((outcome) => {
    const person = standings.get('id' in outcome ? outcome.id : '')?.owner;
    return 'issues' in outcome || !person ? [] : [{ record: outcome.id, person }];
  });
  await keep(terms, entity, taken);
  const outcomes = new Map([...refused, ...free.map(({ id }, i) => [id, written[i] as Outcome] as const)]);
  return records.map(({ id }) => outcomes.get(id) as Outcome);
}

/** Takes one record back from its owner, as `reclaimAll` does. */
export async function reclaim(terms: SaveTerms, entity: string, record: SeenRecord): Promise<Outcome> {
  return (await reclaimAll(terms, entity, [record]))[0] as Outcome;
}

/** How records stand, which are kept so until the transaction ends. */
async function standingOf({ db, view, published }: SaveTerms, entity: string, records: readonly SeenRecord[]): Promise<Standing[]> {
  const table = published.entity(entity)?.table;
  if (!table?.columns.status || records.length === 0) return [];
  const { schema } = published;
  const held = heldSql(schema, sql`${view.principal.now}::timestamptz`);
  const row = (more: Fragment) => sql`select r.id${more} from ${sql.id(schema, table.name)} r
    where r.id = any(${records.map(({ id }) => id)}::uuid[]) and r.deleted_at is null`;
  // Held first and looked at afterwards: an appeal that was on its way when this began is there by then.
  await rows(db, compileSql(sql`${row(sql``)} order by r.id for no key update`));
  return rows(db, compileSql(row(sql`, r.owner, coalesce(r.status, 'open') = 'open' as open, ${held} as held`)));
}

function refusalOf(id: string, standing: Standing | undefined): [string, Outcome][] {
  const code = !standing ? 'unknown.record' : !standing.owner ? 'pool.nobody' : !standing.open ? 'pool.closed' : 'pool.held';
  return standing?.owner && standing.open && !standing.held ? [] : [[id, { issues: [issue('', code)] }]];
}

async function keep(
  { db, published, view, cause, actor }: SaveTerms,
  entity: string,
  taken: readonly { record: string; person: string }[],
) {
  if (taken.length === 0) return;
  const { key, run } = cause.by === 'automation' ? { key: cause.automation, run: cause.run } : { key: null, run: null };
  const automation = key ?? (actor.kind === 'automation' ? actor.key : null);
  await db.query(
    `insert into "${published.schema}"._reclaim (record, entity, person, at, automation, run)
     select t.record, $1, t.person, $2, $3, $4 from unnest($5::uuid[], $6::text[]) as t(record, person)`,
    [entity, view.principal.now, automation, run, taken.map(({ record }) => record), taken.map(({ person }) => person)],
  );
  await endAppeals(
    db,
    published.schema,
    taken.map(({ record }) => record),
  );
}
