import {
  type ChanceLearned,
  type ChanceReason,
  type ChanceScore,
  type ChanceState,
  type Entity,
  fieldAt,
  grantOf,
  readsName,
  rowsFor,
} from '@pipewright/definition';
import { type Count, isEstimate, type Reason, usual } from '@pipewright/process';
import { compileSql, instantText, type Sight } from '@pipewright/sql';
import { sql } from 'kysely';
import { basisOf, learnedOf } from '../chance/learned.ts';
import { leastOf } from '../chance/told.ts';
import { type Queryable, rows } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { namesOf } from '../door/names.ts';
import { refuse } from '../ground/refusal.ts';
import { poolRow } from '../pool/why-not.ts';
import { openRows, toldOf } from './open-row.ts';

const NOTHING: ChanceState = {
  ...{ probability: null, stage: null, computed: null, set: null, low: null, high: null },
  ...{ n: 0, least: 0, reasons: [], learnedAt: null, records: 0 },
};

const number = (value: string | null) => (value === null ? null : Number(value));
const knows = ({ principal }: Sight, entity: Entity) =>
  !['probability', 'pipeline', 'stage', 'status'].some((key) => grantOf(principal.role, entity.key).hidden.includes(key));

/** What the probability of a record is made of, for who may see the record and its probability; nothing of one that is closed. */
export async function chanceStateOf(
  server: Pick<Server, 'pool'>,
  { view, published }: InApp,
  at: { readonly entity: string; readonly id: string },
): Promise<ChanceState> {
  const db = server.pool;
  const entity = entityFor(view, at.entity);
  const ready = published.entity(at.entity);
  if (!entity.process || !ready) return NOTHING;
  const row = await poolRow(db, view, entity, at.id);
  if (!row?.seen) return refuse('unknown.record');
  if (!ready.entity.process?.chance || !knows(view, entity)) return NOTHING;
  const learned = await learnedOf(db, published.key, entity.key, basisOf(published.app, ready.entity));
  const [open] = await openRows(db, published, ready.entity, learned ?? { at: view.principal.now }, { where: sql`t.id = ${at.id}::uuid` });
  if (!open) return NOTHING;
  const told = learned && toldOf(published, ready.prepared, learned, open);
  const sure = told && isEstimate(told) ? told : undefined;
  const few: Count = told && !isEstimate(told) ? told.tooFew : { won: 0, n: 0 };
  return {
    ...{ probability: number(open.probability), computed: number(open.computed) },
    stage: number(usual(ready.prepared, open.pipeline, open.stage)),
    set:
      open.set === null ? null : { probability: Number(open.set), reason: open.reason ?? '', ...(await saidBy(db, view, entity, at.id)) },
    ...{ low: sure?.low ?? null, high: sure?.high ?? null, n: sure?.n ?? few.n, least: leastOf(ready.entity) },
    reasons: (sure?.reasons ?? []).map((reason) => reasonFor(view, ready.entity, reason)),
    ...{ learnedAt: learned?.at ?? null, records: learned?.records ?? 0 },
  };
}

/** A reason as a person may know it: what divides into segments may be hidden from a role, how many there are may not be guessed from nothing. */
function reasonFor(view: Sight, entity: Entity, { of, won, n, points }: Reason): ChanceReason {
  const counted = { won, n, points };
  if (of.kind !== 'segment') return { kind: of.kind, field: null, value: 'value' in of ? of.value : null, ...counted };
  const name = entity.process?.chance?.segments[of.at] ?? '';
  const field = fieldAt(view.app, entity, name);
  if (!field || !readsName(view.app, entity, view.principal.role, name)) return { kind: 'segment', field: null, value: null, ...counted };
  const option = field.options?.find(({ key }) => key === of.value);
  return { kind: 'segment', field: field.name, value: option?.name ?? of.value, ...counted };
}

/** Who said the probability that stands, and when. */
async function saidBy(db: Queryable, view: Sight, entity: Entity, id: string): Promise<{ by: string | null; at: string | null }> {
  const [entry] = await rows<{ by: string | null; at: string }>(
    db,
    compileSql(sql`select case when l.actor_kind = 'person' then l.actor end as by, ${instantText(sql`l.valid_at`)} as at from ${sql.id(view.schema, '_ledger')} l
      where l.record = ${id}::uuid and l.entity = ${entity.key}::text and l.after ? 'probability_set' order by l.id desc limit 1`),
  );
  const names = entry?.by ? await namesOf(db, view, { type: 'person' }, [entry.by]) : {};
  return { by: names[entry?.by ?? ''] ?? null, at: entry?.at ?? null };
}

/** How far to trust the probabilities of an entity: told to who reads all of its records, for it counts all of them. */
export async function chanceScoreOf(server: Pick<Server, 'pool'>, { view, published }: InApp, key: string): Promise<ChanceLearned> {
  const entity = entityFor(view, key);
  const all = rowsFor(view.app, entity, view.principal, 'read');
  if (!published.entity(key)?.entity.process?.chance || !knows(view, entity) || all.kind !== 'constant' || !all.value)
    return refuse('unknown.route');
  const [found] = await rows<{ at: string; records: number; won: number | null; score: ChanceScore | null }>(
    server.pool,
    compileSql(sql`select ${instantText(sql`learned_at`)} as at, records, (model->'counts'->'["all"]'->>0)::integer as won, score from pipewright.chance
      where app = ${published.key} and entity = ${key}`),
  );
  return { learnedAt: found?.at ?? null, records: found?.records ?? 0, won: found?.won ?? 0, score: found?.score ?? null };
}
