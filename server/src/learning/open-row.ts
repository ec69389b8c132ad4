import { ENDED, type Entity } from '@pipewright/definition';
import {
  activityOf,
  circumstancesOf,
  type Estimate,
  estimate,
  type PreparedEntity,
  type Stay,
  segmentValue,
  type TooFew,
} from '@pipewright/process';
import { compileSql, type Fragment, instantText } from '@pipewright/sql';
import { sql } from 'kysely';
import type { Learned } from '../chance/learned.ts';
import { leastOf, termsOf } from '../chance/told.ts';
import { type Queryable, rows } from '../db/pool.ts';
import type { Published } from '../published/published.ts';

/** A record that is not closed, with what its chance is told by. */
export interface OpenRow {
  readonly id: string;
  readonly pipeline: string | null;
  readonly stage: string | null;
  readonly computed: string | null;
  readonly set: string | null;
  readonly reason: string | null;
  readonly probability: string | null;
  readonly stays: readonly Stay[];
  readonly followed: string;
  readonly segments: readonly (string | null)[];
  /** As of when it is looked at: when was last learned, or when it came to stand where it does since. */
  readonly at: string;
}

/** Reads records that are not closed, as a model looks at them. */
export async function openRows(
  db: Queryable,
  { app, schema }: Published,
  entity: Entity,
  learned: Pick<Learned, 'at'>,
  { where, rest = sql`` }: { readonly where: Fragment; readonly rest?: Fragment },
): Promise<OpenRow[]> {
  const segments = (entity.process?.chance?.segments ?? []).map((name) => {
    const [near = '', far] = name.split('.');
    const target = far && entity.fields.find(({ key }) => key === near)?.target;
    return far && target
      ? sql`(select f.${sql.id(far)}::text from ${sql.id(schema, target)} f where f.id = t.${sql.id(near)})`
      : sql`t.${sql.id(near)}::text`;
  });
  const at = sql`greatest(${learned.at}::timestamptz, t.stage_since)`;
  const activity = activityOf(app, entity);
  const last = activity
    ? sql`greatest(t.created_at, (select max(a.created_at) from ${sql.id(schema, activity.table)} a where a.${sql.id(activity.by)} = t.id and a.deleted_at is null and a.created_at <= ${at}))`
    : sql`t.created_at`;
  const stay = sql`json_build_object('pipeline', p.pipeline, 'stage', p.stage, 'status', p.status, 'from', ${instantText(sql`p.entered_at`)}, 'to', coalesce(${instantText(sql`p.left_at`)}, ''))`;
  return rows<OpenRow>(
    db,
    compileSql(sql`select t.id::text, t.pipeline, t.stage, t.probability_computed::text as computed, t.probability_set::text as "set", t.probability_reason as reason, t.probability::text as probability,
      ${instantText(last)} as followed, ${instantText(at)} as at, array[${sql.join(segments)}]::text[] as segments,
      (select coalesce(json_agg(${stay} order by p.entered_at desc, p.id desc), '[]') from ${sql.id(schema, '_period')} p where p.entity = ${entity.key}::text and p.record = t.id) as stays
      from ${sql.id(schema, entity.key)} t where t.deleted_at is null and not (t.status = any(${[...ENDED]}::text[])) and ${where} ${rest}`),
  );
}

/** What a model tells of a record. */
export function toldOf(published: Published, prepared: PreparedEntity, learned: Learned, row: OpenRow): Estimate | TooFew {
  const { pipeline, stage, stays, followed, segments, at } = row;
  const known = { stays, followed, segments: segments.map(segmentValue) };
  const seen = circumstancesOf(known, Date.parse(at), termsOf(published, prepared));
  return estimate(learned.model, { ...seen, pipeline, stage }, leastOf(prepared.entity));
}
