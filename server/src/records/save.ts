import { grantOf } from '@pipewright/definition';
import { type Issue, type IssueCode, type IssueParams, issue } from '@pipewright/logic';
import { insertSql, REQUEST_INDEX, type RoleSight, type Row, updateSql } from '@pipewright/sql';
import { PG, pgError } from '../db/error.ts';
import { rows } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { Refusal } from '../ground/refusal.ts';
import { announced } from './announced.ts';
import { beginnings, begins, recordFacts } from './beginnings.ts';
import { chancesFor } from './chances.ts';
import type { Change, Current, Outcome, SaveGround, SaveTerms, Verdict, Write, Written } from './change.ts';
import { changedSince } from './changed-since.ts';
import { coolingOfTaken } from './cooling.ts';
import { duplicateIssues } from './duplicates.ts';
import { withExceptions } from './excepted.ts';
import { fileChanges, knownFiles } from './file-mentions.ts';
import { judge, type Shaped, shape } from './judge.ts';
import { loadForWrite } from './load-for-write.ts';
import { keptIssues } from './locks.ts';
import { assertOnMap, holdMaps, OffTheMap } from './map.ts';
import type { Known } from './mentions.ts';
import { needsTransaction } from './needs-transaction.ts';
import { holdPlanned, nextTaskIssues } from './next-task.ts';
import { holdOwners, tellOfOwners } from './owners.ts';
import { farNames } from './record.ts';
import { makeStageTasks } from './stage-tasks.ts';
import { assertAsJudged } from './stale.ts';
import { removalVerdict } from './verdict.ts';
import { makeWakeTasks } from './wake-tasks.ts';
import { holdHolders, undoneIssues, withWork } from './work.ts';
import { writeTarget } from './write-target.ts';

/**
 * The door every write goes through: form, board, API, import, sample data and whatever acts by itself. Checks shape, rights, references, rules, gates
 * and the version each change is based on, then writes rows, ledger, stage periods and outbox in one statement per kind of change, and announces it.
 * Writes are taken in the given order, so that a record may refer to one before it. A single write is atomic by itself. Several must come inside a
 * transaction (`inTransaction`), and so must whatever may change an owner, for people are told of it; refused ones do not stop the others (see
 * `saveTogether` for all or nothing).
 */
export async function save(context: SaveTerms, writes: readonly Write[]): Promise<Outcome[]> {
  if (writes.length > 1 && !context.inTransaction) throw new Error('Several changes at once need a transaction');
  if (!context.inTransaction && needsTransaction(context.published, context.view.principal.user, writes))
    throw new Error('Changes of owners, stages and maps need a transaction, as they tell people or hold on to other records');
  const takers = context.inTransaction ? await holdOwners(context, writes) : undefined;
  await holdMaps(context, writes);
  const outcomes: Outcome[] = [];
  for (const run of runsOf(writes)) {
    const entity = run[0]?.entity ?? '';
    const changes = run.map((write) => write.change);
    const ready = context.published.entity(entity);
    const found = ready
      ? await saveRun({ ...context, ready, takers }, changes)
      : changes.map(() => refused('unknown.entity', 'entity', { name: entity }));
    const written = found.flatMap((outcome) => ('version' in outcome ? [{ id: outcome.id, version: outcome.version }] : []));
    if (written.length > 0) context.announce({ app: context.published.key, entity, changes: written });
    outcomes.push(...found);
  }
  if (takers) await tellOfOwners(context, outcomes);
  return outcomes;
}

/**
 * Splits writes into stretches that can be judged by what is stored before them: of one entity, all new records or none, and none that is about or
 * mentions a record which the stretch writes already.
 */
function runsOf(writes: readonly Write[]): Write[][] {
  const runs: Write[][] = [];
  let written = new Set<unknown>();
  for (const write of writes) {
    const { id, kind, values } = write.change;
    const last = runs.at(-1);
    const [first] = last ?? [];
    const alike = first?.entity === write.entity && (first.change.kind === 'create') === (kind === 'create');
    if (last && alike && !written.has(id) && !Object.values(values).some((value) => written.has(value))) last.push(write);
    else {
      runs.push([write]);
      written = new Set();
    }
    if (id !== undefined) written.add(id);
  }
  return runs;
}

/** Writes all or nothing, inside a transaction. Throws a Refusal with the issues of everything that was refused. */
export async function saveAll(context: Omit<SaveTerms, 'inTransaction'>, writes: readonly Write[]): Promise<Written[]> {
  const outcomes = await save({ ...context, inTransaction: true }, writes);
  const issues = outcomes.flatMap((outcome) => ('issues' in outcome ? outcome.issues : []));
  if (issues.length > 0) throw new Refusal(issues);
  return outcomes as Written[];
}

/** Writes all or nothing, in a transaction of its own. Throws a Refusal with the issues of everything that was refused. */
export async function saveTogether(
  server: Pick<Server, 'pool' | 'events'>,
  context: Omit<SaveTerms, 'db' | 'announce' | 'inTransaction'>,
  writes: readonly Write[],
): Promise<Written[]> {
  return announced(server, (db, announce) => saveAll({ ...context, db, announce }, writes));
}

async function saveRun(ground: SaveGround, changes: readonly Change[]): Promise<Outcome[]> {
  const scope = { ...ground, chances: await chancesFor(ground, changes) };
  const shaped = changes.map((change) => shape(scope, change));
  if (scope.inTransaction && scope.ready.prepared.shows.length > 0) await holdHolders(scope, changes);
  await holdPlanned(scope, changes);
  const loaded = await loadForWrite(scope, changes, shaped);
  const files = await knownFiles(
    scope,
    shaped.map(({ values }) => values),
  );
  const known = new Map([...loaded.known, ...files]);
  const currents = await withExceptions(scope, changes, await withWork(scope, changes, loaded.currents));
  const cooling = await coolingOfTaken(scope, changes, currents);
  const outcomes: (Outcome | undefined)[] = changes.map(() => undefined);
  const verdicts = new Map<Verdict, number>();
  for (const [i, change] of changes.entries()) {
    const against = cooling.get(change.id ?? '');
    const found = against ? { issues: [against] } : consider(scope, change, shaped[i] as Shaped, currents, known);
    if ('row' in found) verdicts.set(found, i);
    else outcomes[i] = found;
  }
  const undoing = new Map([
    ...(await nextTaskIssues(scope, [...verdicts.keys()], currents)),
    ...(await undoneIssues(scope, [...verdicts.keys()], currents, known)),
  ]);
  for (const [verdict, i] of [...verdicts]) {
    const against = undoing.get(verdict.row.id);
    if (!against) continue;
    verdicts.delete(verdict);
    outcomes[i] = { issues: [against] };
  }
  for (const [verdict, against] of await duplicateIssues(scope, [...verdicts.keys()], currents)) {
    outcomes[verdicts.get(verdict) as number] = against;
    verdicts.delete(verdict);
  }
  for (const batch of alike([...verdicts.keys()])) {
    const written = await writeBatch(scope, batch);
    for (const [j, verdict] of batch.entries()) outcomes[verdicts.get(verdict) as number] = written[j] as Outcome;
  }
  const tasks = await makeTasks(scope, [...verdicts], outcomes, currents);
  const wakes = await makeWakeTasks(scope, [...verdicts], outcomes, currents, saveAll);
  const explained: Outcome[] = [];
  for (const [i, outcome] of outcomes.entries()) explained.push(await withConflict(scope, outcome as Outcome, changes[i] as Change));
  // What a record says of its tasks was answered before these were made.
  return tasks || wakes ? explained.map((outcome) => ('record' in outcome ? { ...outcome, record: undefined } : outcome)) : explained;
}

/** Makes the tasks of the stages that open records came into; the past that is brought in has had its own. True where there are some. */
async function makeTasks(
  scope: SaveGround,
  verdicts: readonly (readonly [Verdict, number])[],
  outcomes: readonly (Outcome | undefined)[],
  currents: ReadonlyMap<string, Current>,
): Promise<boolean> {
  if (scope.past || !scope.inTransaction || !scope.ready.prepared.work.some(({ by }) => 'task' in by)) return false;
  const entered = verdicts.flatMap(([{ row, entries, change }, i]) => {
    const { stands, pipeline, stage, status } = entries.at(-1) ?? {};
    const written = outcomes[i];
    if (!written || 'issues' in written || stands !== 'enter' || status !== 'open') return [];
    return [{ id: row.id, pipeline, stage, fresh: change.kind === 'create', values: { ...currents.get(row.id)?.values, ...row } }];
  });
  return makeStageTasks(scope, scope.ready, entered, saveAll);
}

/** Splits verdicts into those that set the same columns, which one statement can write. */
function alike(verdicts: readonly Verdict[]): Verdict[][] {
  const groups = Map.groupBy(verdicts, ({ change, row }) => (change.kind === 'create' ? 'create' : Object.keys(row).sort().join()));
  return [...groups.values()];
}

const refused = <Code extends IssueCode>(code: Code, path: string, ...params: IssueParams<Code>): Outcome => ({
  issues: [issue(path, code, ...params)],
});

/** Everything that decides whether one change may be written. */
function consider(
  scope: SaveGround,
  change: Change,
  shaped: Shaped,
  currents: ReadonlyMap<string, Current>,
  known: Known,
): Verdict | Outcome {
  const { entity } = scope.ready;
  if (change.kind === 'create') {
    if (!grantOf(scope.view.principal.role, entity.key).create) return refused('denied.create', '', { entity: entity.name });
    return judge(scope, change, shaped, undefined, known) as Verdict | Outcome;
  }
  const current = currents.get(change.id ?? '');
  if (!current || current.deleted !== (change.kind === 'restore')) return refused('unknown.record', '');
  if (change.kind === 'update' ? !current.may_update : !current.may_delete)
    return refused(change.kind === 'update' ? 'denied.update' : 'denied.delete', '');
  if (change.version === undefined && change.kind !== 'delete') return refused('version.missing', 'version');
  if (change.version !== undefined && change.version !== current.values.version) return refused('version.conflict', '');
  if (change.kind !== 'update') {
    const kept = change.kind === 'delete' ? keptIssues(scope, current) : [];
    if (kept.length > 0) return { issues: kept };
    const facts = recordFacts(scope, current.values, known);
    const gone = change.kind === 'delete';
    const happening = { kind: change.kind, before: gone ? facts : null, after: gone ? null : facts };
    return { ...removalVerdict(scope, change, current), starts: begins(scope, happening) };
  }
  const { id, version } = current.values;
  return judge(scope, change, shaped, current, known) ?? { id, version, entity: entity.key, kind: 'update', before: {}, after: {} };
}

/** Writes verdicts of one kind. A row that breaks uniqueness, or comes to stand where it may not on the map, is refused; inside a transaction the rest of the batch is written all the same. */
async function writeBatch(scope: SaveGround, verdicts: readonly Verdict[]): Promise<Outcome[]> {
  if (verdicts.length === 0) return [];
  try {
    if (scope.inTransaction) await scope.db.query('savepoint batch');
    const written = await writeVerdicts(scope, verdicts);
    await assertOnMap(scope, verdicts);
    return written;
  } catch (error) {
    const failed = pgError(error);
    const off = error instanceof OffTheMap ? error : undefined;
    if (!off && failed?.code !== PG.unique && failed?.code !== PG.foreignKey) throw error;
    if (scope.inTransaction) await scope.db.query('rollback to savepoint batch');
    if (verdicts.length === 1)
      return [{ issues: off ? [...off.issues.values()] : [databaseIssue(scope, failed?.code ?? '', failed?.constraint ?? '')] }];
    const middle = Math.ceil(verdicts.length / 2);
    return [...(await writeBatch(scope, verdicts.slice(0, middle))), ...(await writeBatch(scope, verdicts.slice(middle)))];
  }
}

async function writeVerdicts(scope: SaveGround, verdicts: readonly Verdict[]): Promise<Outcome[]> {
  const context = {
    ...writeTarget(scope, scope.ready.table),
    files: fileChanges(scope.ready.entity, verdicts),
    runs: beginnings(scope, verdicts),
    wakes: scope.ready.prepared.awaited ? scope.view.principal.now : undefined,
  };
  const entries = verdicts.flatMap((verdict) => verdict.entries);
  const written = verdicts.map((verdict) => verdict.row);
  const [first] = verdicts;
  const { view, ready, answer: wanted } = scope;
  const deleted = first?.change.kind === 'delete';
  const far = (role: RoleSight) => farNames(role, ready.entity, ready.prepared);
  const answer = wanted && verdicts.length === 1 ? { view, entity: ready.entity, expand: wanted.expand, far, deleted } : undefined;
  const statement =
    first?.change.kind === 'create'
      ? insertSql(context, written, entries, scope.ready.numbered, answer)
      : updateSql(context, written, entries, answer);
  const made = new Map((await rows<MadeRow>(scope.db, statement)).map((row) => [row.id, row]));
  if (made.size < verdicts.length) await assertAsJudged(scope.db, scope);
  if (made.size < verdicts.length && verdicts.length > 1) throw new Error('A locked row changed under its lock');
  return verdicts.map(({ row, kind, before, after }) => {
    const found = made.get(row.id);
    if (!found) return refused('version.conflict', '');
    const { version, made: counted, record } = found;
    return { id: row.id, entity: scope.ready.entity.key, kind, version, before, after: { ...after, ...counted }, record };
  });
}

interface MadeRow {
  readonly id: string;
  readonly version: number;
  readonly made: Row;
  readonly record?: string | null;
}

function databaseIssue(scope: SaveGround, code: string, constraint: string): Issue {
  if (code === PG.foreignKey) {
    const key = constraint.replace(/^fk_/, '');
    const field = scope.ready.entity.fields.find((each) => each.key === key);
    return issue(key, 'value.reference', { field: field?.name ?? key });
  }
  if (constraint === REQUEST_INDEX) return issue('', 'request.repeated');
  // A field that is about to become unique is guarded a moment before its version is live.
  const [own, mark] = scope.ready.table.indexes[constraint]?.columns ?? [];
  const key = own ?? constraint.slice(`u_${scope.ready.entity.key}_`.length).replace(/_btree$/, '');
  const field = scope.ready.entity.fields.find((each) => each.key === key);
  return issue(key, mark === undefined ? 'value.unique' : 'task.there', { field: field?.name ?? key });
}

/** Adds to a conflict which fields others changed since the version the change was based on. */
async function withConflict(scope: SaveGround, outcome: Outcome, { id = '', version = 0 }: Change): Promise<Outcome> {
  if (!('issues' in outcome) || outcome.issues[0]?.code !== 'version.conflict') return outcome;
  return { ...outcome, changedByOthers: (await changedSince(scope.db, scope.view, [{ id, version }])).get(id) ?? [] };
}
