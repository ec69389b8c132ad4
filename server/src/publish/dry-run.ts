import {
  type App,
  fieldOf,
  type Impact,
  type KnownKeys,
  keyIssues,
  leavingStages,
  type PlaceQuestion,
  type Places,
  placeIssues,
  type RelabellingJson,
  readApp,
} from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { accumulate, clashes, compileSql, ddl, driftInTheWay, driftIssue, isAhead, type Step, steps, tables } from '@pipewright/sql';
import type { Queryable } from '../db/pool.ts';
import { schemaOf } from '../published/published.ts';
import { findDrift } from './drift.ts';
import { countImpact, viewImpact } from './impact.ts';
import { readKeys } from './keys.ts';
import { formerKeys, type Lineage } from './lineage.ts';
import { countRelabels } from './relabels.ts';

/** What publishing a draft over a version would do, or why it cannot be done. */
export interface Plan {
  readonly app: App | undefined;
  /** What speaks against it, unanswered questions among it. */
  readonly issues: readonly Issue[];
  readonly steps: readonly Step[];
  readonly sql: readonly string[];
  readonly impact: readonly Impact[];
  readonly questions: readonly PlaceQuestion[];
  /** The records that would get another value by its rules. */
  readonly relabels: readonly RelabellingJson[];
  /** Every key published before. */
  readonly keys: KnownKeys;
}

const NOTHING = { steps: [], sql: [], impact: [], questions: [], relabels: [], keys: {} } as const;

/** Works out a publish without doing any of it: issues, plan, SQL, the effect counted on real rows, and what it asks. */
export async function planPublish(db: Queryable, key: string, past: Lineage, document: unknown, places: Places = {}): Promise<Plan> {
  const read = readApp(document, formerKeys(past));
  if ('issues' in read) return { ...NOTHING, app: undefined, issues: read.issues };
  const app = read.value;
  const keys = await readKeys(db, key, past.version);
  const wanted = tables(app);
  const misread = misreadKeys(past, app, keys, wanted);
  if (misread.length > 0) return { ...NOTHING, app, issues: misread };
  const schema = schemaOf(key);
  const plan = steps(past.tables, accumulate(past.tables, wanted));
  const view = await viewImpact(db, key, past, app, places);
  const found = view ? await countImpact(db, view) : { impact: [], questions: [], issues: [] };
  const counts = new Map(found.questions.map((each) => [each.id, each.count]));
  return {
    app,
    issues: [
      ...found.issues,
      ...(past.app ? placeIssues(leavingStages(past.app, app), places, counts) : []),
      ...(await driftIssues(db, key, past, plan)),
    ],
    steps: plan,
    sql: plan.map((step) => compileSql(ddl(schema, step)).sql),
    impact: found.impact,
    questions: found.questions,
    relabels: view ? await countRelabels(db, view) : [],
    keys,
  };
}

/** Keys under which old values would be read wrongly: by what they stood for, and by the columns that hold them. */
function misreadKeys(past: Lineage, app: App, keys: KnownKeys, wanted: ReturnType<typeof tables>): Issue[] {
  const found = keyIssues(keys, past.app, app);
  const paths = new Set(found.map((each) => each.path));
  const other = clashes(past.tables, wanted).flatMap(({ table, column }) => {
    const path = `entities.${table}.fields.${column}`;
    const entity = app.entities.find((each) => each.key === table);
    return paths.has(path) ? [] : [issue(path, 'key.reused', { field: (entity && fieldOf(entity, column)?.name) ?? column })];
  });
  return [...found, ...other];
}

/** Why the database as it is forbids to publish; differences that harm nothing, like a missing index, do not. */
async function driftIssues(db: Queryable, key: string, past: Lineage, plan: readonly Step[]): Promise<Issue[]> {
  const { app, version, ahead } = past;
  const open = plan.filter((step) => !ahead || !isAhead(ahead, step));
  const found = app ? driftInTheWay(await findDrift(db, key, past), open) : [];
  if (!app || found.length === 0) return [];
  return [issue('', 'publish.drift', { version, count: found.length }), ...found.map((each) => driftIssue(app, each))];
}
