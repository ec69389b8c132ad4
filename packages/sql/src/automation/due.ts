import { accessTo, type Clock, type Entity } from '@pipewright/definition';
import type { Result, Rule } from '@pipewright/logic';
import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { Joins } from '../read/joins.ts';
import { heldSql } from '../read/pool.ts';
import { filterSql, visible } from '../read/visible.ts';
import { foundSql } from './found.ts';

/** For which automation runs are looked for, and whether they are begun or only found. */
export interface DueWish {
  readonly entity: Entity;
  /** What must hold of a record, besides that its time has come. */
  readonly when: Rule | undefined;
  /** `begin` writes the runs and answers how many; `find` counts those that have not begun, gives the first, and writes nothing: one row as `Found`. For an automation without a name none has. */
  readonly what: 'begin' | 'find';
}

/** A ladder: since when its clock counts, and which rows it has. */
export interface LadderWish extends DueWish {
  readonly clock: Clock;
  /** True where some level takes records back: each owner is told for themself, and those that an appeal holds are left out there. */
  readonly reclaims: boolean;
  /** The rule of each row; the first that holds applies. */
  readonly bands: readonly (Rule | null)[];
  /** Where the activities are that follow a record up, for that clock: their table, and the column that names the record. */
  readonly activity: { readonly table: string; readonly by: string } | undefined;
}

const AUTOMATION = new Slot('automation');
const NOW = new Slot('now');
const STATED = {
  version: new Slot('version'),
  levels: new Slot('levels'),
  latest: new Slot('latest'),
  calendar: new Slot('calendar'),
  unit: new Slot('unit'),
  node: new Slot('node'),
  after: new Slot('after'),
  until: new Slot('until'),
  occasion: new Slot('occasion'),
};

/** The text that names an instant in an episode: the same for every server and session. */
const instant = (column: Fragment) => sql`(extract(epoch from ${column}) * 1000)::bigint::text`;

/** Whose a record was when a run of a ladder that takes records back began for it; undefined for any other run. */
export function ownerOfEpisode(episode: string): string | undefined {
  return episode.split(' ')[3];
}

/** Begins a run for each row of `due` (`record`, `episode`, `level`, `counted_from`, `node`) that has none yet, or counts the rows. */
function runsFrom(view: RoleSight, { entity, what }: DueWish, due: Fragment): Statement {
  const run = sql.id(view.schema, '_run');
  const begun = sql`exists (select 1 from ${run} q where q.automation = ${AUTOMATION}::text and q.episode = d.episode)`;
  if (what === 'find') return foundSql(due, begun);
  // Put in order, all of it is found before the first is written: a search that met its own rows would take ever longer.
  const fresh = sql`due as materialized (${due}), fresh as (select gen_random_uuid() as id, d.* from due d where not ${begun})`;
  return compileSql(
    sql`with ${fresh}, begun as (insert into ${run} (id, automation, version, entity, record, episode, level, counted_from, state, node, wake_at, depth, root, chain, begun_at)
      select f.id, ${AUTOMATION}::text, ${STATED.version}::integer, ${entity.key}::text, f.record, f.episode, f.level, f.counted_from, 'waiting', f.node, ${NOW}::timestamptz, 0, f.id, array[${AUTOMATION}::text], ${NOW}::timestamptz
      from fresh f order by f.record, f.level on conflict (automation, episode) do nothing returning 1)
      select count(*)::int as begun from begun`,
  );
}

/** The rows a rule holds for, with what it looks up one reference away joined once. */
function candidates(
  view: RoleSight,
  entity: Entity,
  rules: readonly (Rule | undefined)[],
): Result<{ rows: Fragment; conditions: (Fragment | undefined)[] }> {
  const access = accessTo(view.app, entity, view.principal);
  const joins = new Joins(view);
  const conditions: (Fragment | undefined)[] = [];
  for (const rule of rules) {
    const made = rule === undefined ? undefined : filterSql(view, access, rule, 'when', joins.far);
    if (made && 'issues' in made) return made;
    conditions.push(made?.value);
  }
  return { value: { rows: sql`${visible(view, entity)} as r ${joins.sql()}`, conditions } };
}

const both = (conditions: readonly (Fragment | undefined)[]) =>
  sql.join(
    conditions.filter((each) => each !== undefined),
    sql` and `,
  );

/**
 * Compiles the search for records whose time on a ladder has come. Business time stays out of it: each level comes with the latest instant at which a clock that has run out may have
 * begun. A record that stood still for a while is counted from the moved beginning in `_clock`, one that somebody took out of the pool from then on; in the pool nothing runs. One pass over the records, whatever the number of rows and levels.
 */
export function ladderSql(view: RoleSight, wish: LadderWish): Result<Statement> {
  const found = candidates(view, wish.entity, [wish.when, ...wish.bands.map((rule) => rule ?? true)]);
  if ('issues' in found) return found;
  const [when, ...bands] = found.value.conditions;
  const cases = bands.map((rule, i) => sql`when ${rule} then ${i}::integer`);
  const { since, pre } = clockOf(view, wish);
  // What is behind an offset is reckoned once for each record, not once for each use and level.
  const moved = sql`left join ${sql.id(view.schema, '_passage')} p on p.record = r.id cross join lateral (select ${since} as since offset 0) s
    left join ${sql.id(view.schema, '_clock')} c on c.record = r.id and c.clock = ${wish.clock}::text and c.calendar = ${STATED.calendar}::text
    and c.unit = ${STATED.unit}::text and c.resumed_at = r.stage_since and ${wish.clock === 'stage' ? sql`(p.taken_at is null or c.counted_from >= p.taken_at)` : sql`c.counted_from = s.since`}`;
  const counted = sql`select r.id as record, coalesce(c.counted_from, s.since) as counted_from, coalesce(c.start, s.since) as start, r.owner, (case ${sql.join(cases, sql` `)} end) as band, ${wish.reclaims ? heldSql(view.schema, sql`${NOW}::timestamptz`) : sql`false`} as held
    from ${found.value.rows} ${moved} where ${both([sql`r.status = 'open'`, sql`r.owner is not null`, sql`coalesce(c.start, s.since) <= ${STATED.latest}::timestamptz`, pre, when])} offset 0`;
  const shape = sql`jsonb_to_recordset(${STATED.levels}::jsonb) as l(band integer, level text, node text, cutoff timestamptz, "before" text, waits timestamptz, reclaims boolean)`;
  const told = sql`k.record::text || ' ' || ${instant(sql`k.counted_from`)} || ' '`;
  const episode = (level: Fragment) => sql`${told} || ${level} ${wish.reclaims ? sql`|| ' ' || k.owner` : sql``}`;
  const due = sql`select k.record, k.counted_from, l.level, l.node, ${episode(sql`l.level`)} as episode
    from (${counted}) k join ${shape} on l.band = k.band and k.start <= l.cutoff
    left join ${sql.id(view.schema, '_run')} b on b.automation = ${AUTOMATION}::text and b.episode = ${episode(sql`l."before"`)} and b.begun_at <= l.waits and b.state = 'done'
    where not (l.reclaims and k.held) and (l.waits is null or b.id is not null)`;
  return { value: runsFrom(view, wish, due) };
}

/** Since when the clock of a record `r` counts that went through the pool by `p`, and what of it can be told before. */
function clockOf(view: RoleSight, { clock, activity }: LadderWish): { since: Fragment; pre: Fragment | undefined } {
  if (clock === 'stage' || !activity) return { since: sql`greatest(r.stage_since, p.taken_at)`, pre: undefined };
  const of = sql`${sql.id(view.schema, activity.table)} a where a.${sql.id(activity.by)} = r.id and a.deleted_at is null`;
  const last = sql`(select max(a.created_at) from ${of})`;
  return {
    since: sql`greatest(r.created_at, ${last}, p.taken_at)`,
    pre: sql`r.created_at <= ${STATED.latest}::timestamptz and not exists (select 1 from ${of} and a.created_at > ${STATED.latest}::timestamptz)`,
  };
}

/** Compiles the search for records with a date, in a column of theirs, after the slot `after` and no later than `until`. */
export function dateSql(view: RoleSight, wish: DueWish & { readonly field: string; readonly once: boolean }): Result<Statement> {
  const found = candidates(view, wish.entity, [wish.when]);
  if ('issues' in found) return found;
  const day = sql.id('r', wish.field);
  const episode = wish.once ? sql`r.id::text` : sql`r.id::text || ' ' || ${day}::text`;
  const due = sql`select r.id as record, null::timestamptz as counted_from, null::text as level, ${STATED.node}::text as node, ${episode} as episode
    from ${found.value.rows} where ${both([sql`${day} > ${STATED.after}::date and ${day} <= ${STATED.until}::date`, found.value.conditions[0]])}`;
  return { value: runsFrom(view, wish, due) };
}

/** Compiles the search for all records that a rule holds for, on an occasion that the slot of this name names. */
export function occasionSql(view: RoleSight, wish: DueWish & { readonly once: boolean }): Result<Statement> {
  const found = candidates(view, wish.entity, [wish.when]);
  if ('issues' in found) return found;
  const episode = wish.once ? sql`r.id::text` : sql`r.id::text || ' ' || ${STATED.occasion}::text`;
  const where = found.value.conditions[0] ? sql`where ${found.value.conditions[0]}` : sql``;
  const due = sql`select r.id as record, null::timestamptz as counted_from, null::text as level, ${STATED.node}::text as node, ${episode} as episode from ${found.value.rows} ${where}`;
  return { value: runsFrom(view, wish, due) };
}

/** Compiles the beginning of one run that is of no record: for all that a rule holds for, on an occasion. */
export function listRunSql(view: RoleSight, wish: DueWish): Statement {
  const due = sql`select null::uuid as record, null::timestamptz as counted_from, null::text as level, ${STATED.node}::text as node, ${STATED.occasion}::text as episode`;
  return runsFrom(view, wish, due);
}
