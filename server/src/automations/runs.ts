import {
  entityOf,
  faults,
  filledEntity,
  type Language,
  type NodeKind,
  outcomeName,
  type Run,
  type RunState,
  type StepOutcome,
  sentence,
} from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import { FOR_EVER } from '@pipewright/process';
import { compileSql, type Fragment, instantText, type Sight } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import { namesOf, titlesOf } from '../door/names.ts';
import type { WorkApp } from './apps.ts';
import { inputsOf } from './hooks.ts';
import { inWords } from './in-words.ts';
import { callInWords, type KeptCall } from './kept-call.ts';
import { type Failure, failureText, namer, standsSql } from './states.ts';
import { levelNamed } from './whom.ts';

interface StepRow {
  readonly seq: number;
  readonly node: string;
  readonly kind: NodeKind;
  readonly outcome: StepOutcome;
  readonly exit: string | null;
  readonly input: Readonly<Record<string, unknown>>;
  readonly people: readonly string[];
  readonly faults: readonly Issue[];
  readonly at: string;
  readonly children: NonNullable<Run['steps'][number]['children']>;
}

interface RunRow {
  readonly id: string;
  readonly automation: string;
  readonly version: number;
  readonly entity: string | null;
  readonly record: string | null;
  readonly level: string | null;
  readonly state: RunState;
  readonly begun_at: string;
  readonly ended_at: string | null;
  readonly node: string | null;
  readonly until: string | null;
  readonly attempts: number;
  readonly failure: Failure;
  readonly chain: readonly string[];
  readonly parent: string | null;
  readonly parent_automation: string | null;
  readonly side: string | null;
  readonly parent_node: string | null;
  readonly steps: readonly StepRow[] | null;
  readonly call: (Pick<KeptCall, 'method' | 'url' | 'attempts' | 'issue'> & { readonly next: string }) | null;
}

/** Which runs are asked for. */
export interface RunQuery {
  readonly automation?: string | undefined;
  readonly record?: string | undefined;
  /** One alone. */
  readonly run?: string | undefined;
  /** Those that one began and waits for; where neither is asked for, what goes beside a run is left to it. */
  readonly parent?: string | undefined;
  readonly state?: RunState | undefined;
  /** The last run of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** How many runs the step `s` of a run `r` began, and how many of those are over. */
const childrenSql = (schema: string): Fragment =>
  sql`(select json_build_object('total', count(*), 'over', count(c.ended_at), 'failed', count(*) filter (where c.state in ('failed', 'stopped')))
    from ${sql.id(schema, '_run')} c where s.kind in ('call', 'parallel') and c.parent = s.run and c.parent_seq = s.seq)`;

/** A page of what automations did, latest first, told to a person in a language: records and people by the names that this person may see. */
export async function listRuns(
  db: Queryable,
  view: Sight,
  app: WorkApp,
  { automation, record, run: only, parent, state, after, limit }: RunQuery,
  language: Language,
) {
  const { schema } = app.published;
  const run = sql.id(schema, '_run');
  const wanted = [
    ...(automation === undefined ? [] : [sql`r.automation = ${automation}::text`]),
    ...(record === undefined ? [] : [sql`r.record = ${record}::uuid`]),
    ...(only === undefined ? [] : [sql`r.id = ${only}::uuid`]),
    ...(parent === undefined ? [] : [sql`r.parent = ${parent}::uuid`]),
    ...(only === undefined && parent === undefined ? [sql`r.side is null`] : []),
    ...(state === undefined ? [] : [sql`${standsSql(view.principal.now)} = ${state}::text`]),
    ...(after === undefined ? [] : [sql`(r.begun_at, r.id) < (select x.begun_at, x.id from ${run} x where x.id = ${after}::uuid)`]),
  ];
  const where = wanted.length > 0 ? sql`where ${sql.join(wanted, sql` and `)}` : sql``;
  const found = await rows<RunRow>(
    db,
    compileSql(sql`select r.id::text, r.automation, r.version, r.entity, r.record::text, r.level, ${standsSql(view.principal.now)} as state, ${instantText(sql`r.begun_at`)} as begun_at, ${instantText(sql`r.ended_at`)} as ended_at, r.node,
      case when ${standsSql(view.principal.now)} = 'asleep' then ${instantText(sql`r.until`)} end as until,
      r.attempts, r.failure, r.chain, up.id::text as parent, up.automation as parent_automation, r.side,
      (select b.node from ${sql.id(schema, '_run_step')} b where b.run = up.id and b.seq = r.parent_seq) as parent_node, (select json_agg(json_build_object('seq', s.seq, 'node', s.node, 'kind', s.kind, 'outcome', s.outcome, 'exit', s.exit, 'input', s.input, 'people', s.people, 'faults', s.faults,
        'at', ${instantText(sql`s.at`)}, 'children', ${childrenSql(schema)}) order by s.seq) from ${sql.id(schema, '_run_step')} s where s.run = r.id) as steps,
      (select json_build_object('method', c.method, 'url', c.url, 'attempts', c.attempts, 'issue', c.issue, 'next', ${instantText(sql`c.next_at`)}) from ${sql.id(schema, '_call')} c
        where c.run = r.id and c.seq = r.seq and c.state = 'waiting' and r.state = 'waiting') as call
      from ${run} r left join ${run} up on up.id = r.parent ${where} order by r.begun_at desc, r.id desc limit ${limit + 1}::integer`),
  );
  const page = found.slice(0, limit);
  const titles = await titlesOf(db, view, page);
  const people = [...new Set(page.flatMap(({ steps }) => (steps ?? []).flatMap((each) => each.people)))];
  const names = people.length > 0 ? await namesOf(db, view, { type: 'person' }, people) : {};
  const inputs = await inputsOf(
    db,
    page.map(({ id }) => id),
  );
  const name = namer(app, language);
  const levelIn = (key: string, level: string | null) => {
    const automation = app.published.app.automations?.find((each) => each.key === key);
    return automation ? levelNamed(automation, level, language) : level;
  };
  const { app: now } = app.published;
  const stepOf = (key: string, node: string) => now.automations?.find((each) => each.key === key)?.nodes.find((each) => each.key === node);
  const exitIn = (key: string, node: string, exit: string | null) => {
    const step = stepOf(key, node);
    return exit === null || !step ? null : outcomeName(step, exit)[language];
  };
  const sideNamed = (key: string, node: string | null, side: string) => {
    const step = node === null ? undefined : stepOf(key, node);
    return step ? outcomeName(step, side) : { en: side, 'zh-CN': side };
  };
  // A step may fill another record than the one that its run is about.
  const filled = (key: string, node: string, entity: string | null) => {
    const step = stepOf(key, node);
    return (step && entity !== null ? filledEntity(now, entityOf(now, entity), step)?.key : undefined) ?? entity;
  };
  const runs = page.map(
    ({
      id,
      automation: key,
      version,
      entity,
      record: about,
      level,
      state: stands,
      begun_at,
      ended_at,
      node: stands_at,
      until,
      attempts,
      failure,
      chain,
      parent: up,
      parent_automation,
      parent_node,
      side,
      steps,
      call,
    }): Run => ({
      ...{
        id,
        automation: key,
        version,
        level: levelIn(key, level),
        state: stands,
        at: begun_at,
        endedAt: ended_at,
        until: until === FOR_EVER ? null : until,
        node: stands_at,
        attempts,
      },
      parent: up === null || parent_automation === null ? null : { id: up, automation: parent_automation },
      side: side === null ? null : sideNamed(key, parent_node, side),
      record: entity === null || about === null ? null : { entity, id: about, title: titles[about] ?? null },
      failure: failureText(failure, chain, name, language),
      ...(inputs.has(id) ? { input: inWords(app.published.app, entity, inputs.get(id) ?? {}, language) } : {}),
      call: call && {
        ...{ asks: callInWords(call), attempts: call.attempts, nextAt: call.attempts > 0 ? call.next : null },
        fault: call.issue && sentence(call.issue, language),
      },
      steps: (steps ?? []).map(({ node, kind, outcome, exit, at, input, people: reached, faults: spoken, children }) => ({
        ...{
          node,
          kind,
          outcome,
          exit: exitIn(key, node, exit),
          at,
          input: inWords(app.published.app, filled(key, node, entity), input, language),
          people: reached.flatMap((user) => names[user] ?? []),
        },
        faults: faults(spoken, language).map(({ message }) => message),
        children: children.total > 0 ? children : null,
      })),
    }),
  );
  return { runs, next: found.length > limit ? (page.at(-1)?.id ?? null) : null };
}
