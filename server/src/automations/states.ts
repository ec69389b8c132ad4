import { type AutomationState, type Language, sentence } from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import { compileSql, type Fragment, instantText } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import type { WorkApp } from './apps.ts';
import { lastArrivals } from './hooks.ts';
import { atWork } from './tick.ts';

/** Why a run was given up or cut off, as it is kept. */
export type Failure = { readonly code: string } | { readonly issues: readonly Issue[] } | null;

const CODES = ['run.loop', 'run.many', 'run.long', 'run.ended', 'run.parent_ended'] as const;

/** What of a failure a person is told. */
export function failureText(
  failure: Failure,
  chain: readonly string[],
  nameOf: (key: string) => string,
  language: Language,
): string | null {
  if (!failure) return null;
  const names = chain.map(nameOf).join(' → ');
  if ('issues' in failure) return failure.issues.map((each) => sentence(each, language)).join(' ');
  const code = CODES.find((each) => each === failure.code) ?? 'run.fault';
  return sentence({ path: '', code, params: { chain: names } }, language);
}

/** Where a run `r` stands at an instant: one that is to be tried again later is about to go on. */
export const standsSql = (now: string): Fragment =>
  sql`case when r.state = 'waiting' and r.wake_at > ${now}::timestamptz and r.failure is null then 'asleep' else r.state end`;

/** What an automation is called; its key where it is gone. */
export const namer =
  ({ published }: WorkApp, language: Language) =>
  (key: string): string =>
    published.app.automations?.find((each) => each.key === key)?.name[language] ?? key;

interface Row {
  readonly key: string;
  readonly off: boolean;
  readonly by: string | null;
  readonly by_name: string | null;
  readonly switched_at: string | null;
  readonly fired: number;
  readonly last_at: string | null;
  readonly waiting: number;
  readonly asleep: number;
  readonly failed: number;
  readonly failure: Failure;
  readonly chain: readonly string[] | null;
  readonly refused: number;
}

/** How the automations of an app are doing, in the order of the definition. */
export async function automationStates(db: Queryable, app: WorkApp, now: string, language: Language): Promise<AutomationState[]> {
  const { schema, app: definition } = app.published;
  await atWork(db, app, now);
  const run = sql.id(schema, '_run');
  const lately = sql`r.side is null and r.automation = a.key and r.begun_at > ${now}::timestamptz - interval '30 days'`;
  const bad = sql`r.side is null and r.automation = a.key and r.state in ('failed', 'stopped') and r.begun_at > ${now}::timestamptz - interval '30 days'`;
  const found = await rows<Row>(
    db,
    compileSql(sql`select a.key, a.off, a.switched_by as by, p.name as by_name, ${instantText(sql`a.switched_at`)} as switched_at,
      (select count(*)::int from ${run} r where ${lately}) as fired, (select count(*)::int from ${run} r where ${bad}) as failed,
      (select count(*)::int from ${run} r where r.side is null and r.automation = a.key and r.state = 'waiting' and ${standsSql(now)} = 'waiting') as waiting,
      (select count(*)::int from ${run} r where r.side is null and r.automation = a.key and r.state = 'waiting' and ${standsSql(now)} = 'asleep') as asleep,
      (select ${instantText(sql`max(r.begun_at)`)} from ${run} r where r.automation = a.key) as last_at, bad.failure, bad.chain,
      (select count(*)::int from (${lastArrivals(app.published.key, sql`a.key`)}) m where m.outcome in ('refused', 'unmatched')) as refused
      from ${sql.id(schema, '_automation')} a left join pipewright.person p on p.user_id = a.switched_by
      left join lateral (select r.failure, r.chain from ${run} r where ${bad} order by r.begun_at desc, r.id desc limit 1) bad on true`),
  );
  const known = new Map(found.map((each) => [each.key, each]));
  const name = namer(app, language);
  return (definition.automations ?? []).flatMap(({ key }): AutomationState[] => {
    const row = known.get(key);
    if (!row) return [];
    const { off, by, by_name, switched_at, fired, failed, waiting, asleep, last_at, failure, chain, refused } = row;
    return [
      {
        ...{
          key,
          off,
          switchedBy: by === null ? null : { id: by, name: by_name ?? '' },
          switchedAt: switched_at,
          fired,
          lastAt: last_at,
          waiting,
          asleep,
          failed,
        },
        failure: failureText(failure, chain ?? [], name, language),
        refused,
      },
    ];
  });
}

/** Switches an automation on or off from this moment on. One that is switched on again is at work from now: what would have come meanwhile does not, but runs whose wait was over meanwhile go on. */
export async function switchAutomation(db: Queryable, app: WorkApp, key: string, off: boolean, by: string, now: string): Promise<void> {
  await atWork(db, app, now);
  await rows(
    db,
    compileSql(sql`update ${sql.id(app.published.schema, '_automation')} set off = ${off}::boolean, switched_by = ${by}::text, switched_at = ${now}::timestamptz,
      at_work_since = case when ${off}::boolean then at_work_since else ${now}::timestamptz end where key = ${key}::text and off <> ${off}::boolean`),
  );
  if (off) return;
  await rows(
    db,
    compileSql(sql`update ${sql.id(app.published.schema, '_run')} set wake_at = ${now}::timestamptz
      where automation = ${key}::text and state = 'waiting' and ended_at is null and until <= ${now}::timestamptz`),
  );
}
