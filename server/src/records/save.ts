import { type Facts, type Issue, issue } from '@pipewright/logic';
import {
  compileOnce,
  compileSql,
  currentSql,
  idsSlot,
  insertSql,
  type Mention,
  mentionsSql,
  type Statement,
  updateSql,
  type WriteContext,
} from '@pipewright/sql';
import { sql } from 'kysely';
import { rows } from '../db/pool.ts';
import { PG, pgError } from '../http/fault.ts';
import { isId } from '../id.ts';
import type { Change, Current, Draft, Outcome, SaveContext, SaveScope } from './change.ts';
import { judge, judgeRemoval, type Known, mentionFields, type Shaped, shape } from './judge.ts';

/**
 * The door every write goes through: form, board, API, import and sample data. Checks shape, rights, references, rules, gates and the version each
 * change is based on, then writes rows and ledger in one statement per kind of change.
 * A single change is atomic by itself. Several changes must come inside a transaction (`inTransaction`); refused ones do not stop the others.
 */
export async function save(context: SaveContext, entityKey: string, changes: readonly Change[]): Promise<Outcome[]> {
  const ready = context.published.entity(entityKey);
  if (!ready) return changes.map(() => ({ issues: [issue('entity', 'unknown.entity', { name: entityKey })] }));
  if (changes.length > 1 && !context.inTransaction) throw new Error('Several changes at once need a transaction');
  const scope: SaveScope = { ...context, ready };
  const shaped = changes.map((change) => shape(scope, change));
  const currents = await loadCurrents(scope, changes);
  const known = await loadKnown(scope, shaped, currents);
  const outcomes: (Outcome | undefined)[] = changes.map(() => undefined);
  const drafts = new Map<Draft, number>();
  for (const [i, change] of changes.entries()) {
    const verdict = consider(scope, change, shaped[i] as Shaped, currents, known);
    if ('row' in verdict) drafts.set(verdict, i);
    else outcomes[i] = verdict;
  }
  const batches = [
    [...drafts.keys()].filter((draft) => draft.change.kind === 'create'),
    [...drafts.keys()].filter((draft) => draft.change.kind !== 'create'),
  ];
  for (const batch of batches.flatMap(alike)) {
    const written = await writeBatch(scope, batch);
    for (const [j, draft] of batch.entries()) outcomes[drafts.get(draft) as number] = written[j] as Outcome;
  }
  return Promise.all(outcomes.map((outcome, i) => withConflict(scope, outcome as Outcome, changes[i] as Change)));
}

/** Splits drafts into those that set the same columns, which one statement can write. */
function alike(drafts: readonly Draft[]): Draft[][] {
  const groups = Map.groupBy(drafts, ({ change, row }) => (change.kind === 'create' ? 'create' : Object.keys(row).sort().join()));
  return [...groups.values()];
}

const refused = (code: string, path = '', params?: Issue['params']): Outcome => ({ issues: [issue(path, code, params)] });

/** Everything that decides whether one change may be written. */
function consider(scope: SaveScope, change: Change, shaped: Shaped, currents: ReadonlyMap<string, Current>, known: Known): Draft | Outcome {
  const { role } = scope.view.principal;
  const { entity } = scope.ready;
  if (change.kind === 'create') {
    if (!role.admin && !role.grants[entity.key]?.create) return refused('denied.create', '', { entity: entity.name });
    return judge(scope, change, shaped, undefined, known) as Draft | Outcome;
  }
  const current = currents.get(change.id ?? '');
  if (!current || current.deleted !== (change.kind === 'restore')) return refused('unknown.record');
  if (change.kind === 'update' ? !current.may_update : !current.may_delete)
    return refused(change.kind === 'update' ? 'denied.update' : 'denied.delete');
  if (change.version === undefined && change.kind !== 'delete') return refused('version.missing', 'version');
  if (change.version !== undefined && change.version !== current.values.version) return refused('version.conflict');
  if (change.kind !== 'update') return judgeRemoval(scope, change, current);
  return judge(scope, change, shaped, current, known) ?? { id: current.values.id, version: current.values.version };
}

function currentStatement({ view, ready: { entity }, inTransaction = false }: SaveScope, ids: readonly string[]): Statement {
  const compiled = compileOnce(view, `current ${entity.key} ${inTransaction}`, { record: ids }, (each) => ({
    query: currentSql(each, entity, idsSlot('record'), inTransaction),
  }));
  if ('issues' in compiled) throw new Error('Reading for a write cannot be refused');
  return compiled.query;
}

async function loadCurrents(scope: SaveScope, changes: readonly Change[]): Promise<Map<string, Current>> {
  const ids = changes.flatMap((change) => (change.kind !== 'create' && change.id && isId(change.id) ? [change.id] : []));
  if (ids.length === 0) return new Map();
  const found = await rows<Current>(scope.db, currentStatement(scope, ids));
  return new Map(found.map((current) => [current.values.id, current]));
}

async function loadKnown(scope: SaveScope, shaped: readonly Shaped[], currents: ReadonlyMap<string, Current>): Promise<Known> {
  const near = new Set(scope.ready.prepared.far.map((name) => name.split('.')[0]));
  const mentions = mentionFields(scope).map((field) => {
    const sent = shaped.map(({ values }) => values[field.key]);
    const stored = near.has(field.key) ? [...currents.values()].map(({ values }) => values[field.key]) : [];
    const ids = new Set([...sent, ...stored].filter((id): id is string => typeof id === 'string' && (field.type === 'person' || isId(id))));
    return { field, ids: [...ids] };
  });
  const query = mentionsStatement(
    scope,
    mentions.filter((mention) => mention.ids.length > 0),
  );
  const known = new Map<string, Map<string, Facts>>();
  if (!query) return known;
  for (const { field, id, facts } of await rows<{ field: string; id: string; facts: Facts }>(scope.db, query)) {
    known.set(field, (known.get(field) ?? new Map<string, Facts>()).set(id, facts));
  }
  return known;
}

function mentionsStatement({ view, ready: { entity, prepared } }: SaveScope, mentions: readonly Mention[]): Statement | undefined {
  if (mentions.length === 0) return undefined;
  const slots = Object.fromEntries(mentions.map(({ field, ids }) => [field.key, ids]));
  const open = mentions.map(({ field }) => ({ field, ids: idsSlot(field.key) }));
  const compiled = compileOnce(view, `mentions ${entity.key} ${Object.keys(slots)}`, slots, (each) => ({
    query: mentionsSql(each, open, prepared.far) as Statement,
  }));
  return 'query' in compiled ? compiled.query : undefined;
}

function writeContext(scope: SaveScope): WriteContext {
  return {
    schema: scope.view.schema,
    table: scope.ready.table.name,
    columns: scope.ready.table.columns,
    actor: scope.view.principal.user,
    cause: scope.cause,
    definitionVersion: scope.published.version,
  };
}

/** Writes drafts of one kind. A row that breaks uniqueness is refused; inside a transaction the rest of the batch is written all the same. */
async function writeBatch(scope: SaveScope, drafts: readonly Draft[]): Promise<Outcome[]> {
  if (drafts.length === 0) return [];
  try {
    if (scope.inTransaction) await scope.db.query('savepoint batch');
    return await writeTogether(scope, drafts);
  } catch (error) {
    const failed = pgError(error);
    if (failed?.code !== PG.unique && failed?.code !== PG.foreignKey) throw error;
    if (scope.inTransaction) await scope.db.query('rollback to savepoint batch');
    if (drafts.length === 1) return [{ issues: [databaseIssue(scope, failed.code, failed.constraint ?? '')] }];
    const middle = Math.ceil(drafts.length / 2);
    return [...(await writeBatch(scope, drafts.slice(0, middle))), ...(await writeBatch(scope, drafts.slice(middle)))];
  }
}

async function writeTogether(scope: SaveScope, drafts: readonly Draft[]): Promise<Outcome[]> {
  const creating = drafts[0]?.change.kind === 'create';
  const ledger = drafts.map(({ id, kind, before, after, change }) => ({
    record: id,
    kind,
    before,
    after,
    valid_at: (scope.past && change.validAt) || null,
  }));
  const written = drafts.map((draft) => draft.row);
  const statement = creating
    ? insertSql(writeContext(scope), written, ledger, scope.ready.numbered)
    : updateSql(writeContext(scope), written, ledger);
  const [result] = await rows<{ n: number }>(scope.db, statement);
  if (result?.n === drafts.length) return drafts.map((draft) => ({ id: draft.id, version: creating ? 1 : Number(draft.row.version) + 1 }));
  if (drafts.length > 1) throw new Error('A locked row changed under its lock');
  return [refused('version.conflict')];
}

function databaseIssue(scope: SaveScope, code: string, constraint: string): Issue {
  if (code === PG.foreignKey) {
    const key = constraint.replace(/^fk_/, '');
    const field = scope.ready.entity.fields.find((each) => each.key === key);
    return issue(key, 'value.reference', { field: field?.name ?? key });
  }
  const key = scope.ready.table.indexes[constraint]?.columns[0] ?? '';
  const field = scope.ready.entity.fields.find((each) => each.key === key);
  return issue(key, 'value.unique', { field: field?.name ?? key });
}

/** Adds to a conflict which fields others changed since the version the change was based on. */
async function withConflict(scope: SaveScope, outcome: Outcome, change: Change): Promise<Outcome> {
  if (!('issues' in outcome) || outcome.issues[0]?.code !== 'version.conflict') return outcome;
  const found = await rows<{ key: string }>(
    scope.db,
    compileSql(
      sql`select distinct jsonb_object_keys(after) as key from ${sql.id(scope.view.schema, '_ledger')} where record = ${change.id}::uuid and record_version > ${change.version ?? 0}::integer order by 1`,
    ),
  );
  return { ...outcome, changedByOthers: found.map((row) => row.key) };
}
