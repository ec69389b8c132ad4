import { type App, fieldOf, type Impact, type Label, readApp } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { accumulate, clashes, compileSql, ddl, driftInTheWay, driftIssue, impactQueries, type Step, steps, tables } from '@pipewright/sql';
import { schemaOf } from '../apps/published.ts';
import { type Queryable, rows } from '../db/pool.ts';
import { findDrift } from './drift.ts';
import { formerKeys, type Lineage } from './lineage.ts';

/** What publishing a draft over a version would do, or why it cannot be done. */
export interface Plan {
  readonly app: App | undefined;
  readonly issues: readonly Issue[];
  readonly steps: readonly Step[];
  readonly sql: readonly string[];
  readonly impact: readonly Impact[];
}

/** Works out a publish without doing any of it: issues, plan, SQL, and the effect counted on real rows. */
export async function planPublish(db: Queryable, key: string, past: Lineage, document: unknown): Promise<Plan> {
  const read = readApp(document, formerKeys(past));
  if ('issues' in read) return { app: undefined, issues: read.issues, steps: [], sql: [], impact: [] };
  const { app } = read;
  const wanted = tables(app);
  const reused = clashes(past.tables, wanted).map(({ table, column }) => {
    const name =
      fieldOf(app.entities.find((entity) => entity.key === table) ?? (app.entities[0] as App['entities'][number]), column)?.name ?? column;
    return issue(`entities.${table}.fields.${column}`, 'key.reused', { field: name });
  });
  if (reused.length > 0) return { app, issues: reused, steps: [], sql: [], impact: [] };
  const schema = schemaOf(key);
  const plan = steps(past.tables, accumulate(past.tables, wanted));
  const found = past.app ? await countImpact(db, schema, past.app, app, past) : { impact: [], issues: [] };
  return {
    app,
    issues: [...found.issues, ...(await driftIssues(db, key, past, plan))],
    steps: plan,
    sql: plan.map((step) => compileSql(ddl(schema, step)).sql),
    impact: found.impact,
  };
}

async function countImpact(
  db: Queryable,
  schema: string,
  before: App,
  after: App,
  past: Lineage,
): Promise<{ impact: Impact[]; issues: Issue[] }> {
  const impact: Impact[] = [];
  const issues: Issue[] = [];
  for (const query of impactQueries(schema, before, after, past.tables)) {
    const [row] = await rows<{ n: number }>(db, query.statement);
    const count = row?.n ?? 0;
    if (count === 0) continue;
    impact.push({ code: query.code, count, names: query.names });
    if (query.blocking) issues.push(issue(query.path, 'publish.unique_twins', { field: query.names.at(-1) as Label, count }));
  }
  return { impact, issues };
}

/** Why the database as it is forbids to publish; differences that harm nothing, like a missing index, do not. */
async function driftIssues(db: Queryable, key: string, past: Lineage, plan: readonly Step[]): Promise<Issue[]> {
  const { app, version } = past;
  const found = app ? driftInTheWay(await findDrift(db, key, past), plan) : [];
  if (!app || found.length === 0) return [];
  return [issue('', 'publish.drift', { version, count: found.length }), ...found.map((each) => driftIssue(app, each))];
}
