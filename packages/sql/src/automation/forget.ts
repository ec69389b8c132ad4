import type { App } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { instantText } from '../ground/instant.ts';
import type { Statement } from '../ground/statement.ts';

/** Which runs are looked at: the next that were over before an instant. */
export interface ForgetWish {
  readonly app: Pick<App, 'entities' | 'automations'>;
  readonly key: string;
  readonly schema: string;
  readonly before: string;
  /** The last run that was looked at. */
  readonly after: { readonly ended: string; readonly id: string };
  readonly limit: number;
}

/** How many runs were looked at and how many of them went, with the last of them; none where nothing is left to look at. */
export interface Forgotten {
  readonly seen: number;
  readonly gone: number;
  readonly ended: string | null;
  readonly id: string | null;
}

/** What was overtaken has its id behind what it began for. */
const BEGAN_FOR = sql`split_part(o.episode, ' overtaken ', 1)`;

/**
 * Deletes a number of runs that were over long ago, as far as nothing can begin for the same again: the key of a run is what keeps a level from being told twice.
 * - What began for facts of a record that may come again (a time that a clock counts from, a date, the record itself) stays while the record does, be it closed or deleted: it may be opened and
 *   restored. What a clock of stages began for is over for good once the record has stood in another stage since.
 * - Whatever else began a run (a write, a press, an occasion) comes once, and its run goes.
 * - Of a run that stays its steps go, but those of the last of each ladder, by which a warning stands, and those of one that was overtaken, which may be told anew and must not tell again whom it told.
 * What another run began that still waits for it stays: by it that run knows what it has begun.
 *
 * With steps go the keys under which they told people.
 */
export function forgetRunsSql({ app, key: appKey, schema, before, after, limit }: ForgetWish): Statement {
  const [run, steps, period] = ['_run', '_run_step', '_period'].map((name) => sql.id(schema, name)) as [Fragment, Fragment, Fragment];
  const ofStages = (app.automations ?? []).flatMap(({ key, on }) => (on.kind === 'since' && on.clock === 'stage' ? [key] : []));
  const left = sql`o.counted_from is not null and o.automation = any(${ofStages}::text[]) and exists (select 1 from ${period} p
    where p.record = o.record and p.left_at > o.counted_from and (p.pipeline, p.stage) is distinct from (t.pipeline, t.stage))`;
  const standing = app.entities.map(
    ({ key, process }) =>
      sql`select o.id from old o join ${sql.id(schema, key)} t on t.id = o.record where o.entity = ${key}::text and not (${process ? left : sql`false`})`,
  );
  // Of what the app does not know any more nobody can say whether its records are gone.
  const unknown = sql`select o.id from old o where o.entity <> all(${app.entities.map(({ key }) => key)}::text[])`;
  const comesAgain = sql`(o.counted_from is not null or ${BEGAN_FOR} = o.record::text or ${BEGAN_FOR} ~ '^[0-9a-f-]{36} \\d{4,}-\\d\\d-\\d\\d$')`;
  const speaks = sql`r.stays and (r.episode like '% overtaken %' or r.counted_from is not null and not exists (select 1 from ${run} x
    where x.record = r.record and x.automation = r.automation and x.counted_from > r.counted_from))`;
  return compileSql(sql`with old as (
      select q.id, q.automation, q.entity, q.record, q.episode, q.counted_from, q.ended_at from ${run} q
      where q.ended_at < ${before}::timestamptz and not exists (select 1 from ${run} p where p.id = q.parent and p.ended_at is null) and (q.ended_at, q.id) > (${after.ended}::timestamptz, ${after.id}::uuid) order by q.ended_at, q.id limit ${limit}::integer for update skip locked),
    standing as (${sql.join([...standing, unknown], sql` union all `)}),
    judged as (select o.*, ${BEGAN_FOR} as began_for, ${comesAgain} and o.id in (select s.id from standing s) as stays from old o),
    silent as (select r.id, r.automation, r.began_for from judged r where not (${speaks})),
    shed as (delete from ${steps} s using silent r where s.run = r.id returning r.automation || ' ' || r.began_for || ' ' || s.node as key, s.people),
    untold as (delete from pipewright.notice_key k using (select distinct s.key, p.person from shed s cross join unnest(s.people) as p (person)) s
      where k.app = ${appKey}::text and k.person = s.person and k.key = s.key),
    went as (delete from ${run} q using judged r where q.id = r.id and not r.stays returning 1)
    select (select count(*)::int from old) as seen, (select count(*)::int from went) as gone, last.id::text as id, ${instantText(sql`last.ended_at`)} as ended
    from (select 1) as one left join lateral (select o.id, o.ended_at from old o order by o.ended_at desc, o.id desc limit 1) last on true`);
}

/** Deletes what other programs were asked, and answered, before an instant. */
export function forgetCallsSql(schema: string, before: string): Statement {
  return compileSql(sql`delete from ${sql.id(schema, '_call')} where ended_at < ${before}::timestamptz`);
}
