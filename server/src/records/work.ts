import {
  type App,
  type Entity,
  grantOf,
  isRequired,
  isWorkFact,
  type Role,
  readsEntity,
  readsName,
  taskMark,
  type WorkItem,
} from '@pipewright/definition';
import { type Facts, type Issue, issue } from '@pipewright/logic';
import { type PreparedEntity, placeOf, type Sees, type Showing, undone } from '@pipewright/process';
import { compileOnce, countOf, holdHoldersSql, type Sight, type WorkRow, workSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import { isId } from '../ground/id.ts';
import type { Published, ReadyEntity } from '../published/published.ts';
import { recordFacts } from './beginnings.ts';
import { type Change, type Current, mayMove, type SaveGround, type Verdict, withFacts } from './change.ts';
import type { Known } from './mentions.ts';

/** True for a change that may undo what let another record on: what is new takes nothing away. */
const mayUndo = ({ kind }: Change) => kind === 'update' || kind === 'delete';

/** True where a change must hold on to records until it is written, since what they show and where others stand must fit together. */
export function needsHold(published: Published, entity: string, change: Change): boolean {
  const prepared = published.entity(entity)?.prepared;
  if (!prepared) return false;
  return (prepared.work.length > 0 && mayMove(change)) || (prepared.shows.length > 0 && mayUndo(change));
}

/** How live records of an entity stand to the work of their stages, by id. What the records `without` show does not count. */
export async function workOfRecords(
  db: Queryable,
  view: Sight,
  { entity }: ReadyEntity,
  ids: readonly string[],
  without: readonly string[] = [],
): Promise<ReadonlyMap<string, WorkRow>> {
  if (ids.length === 0) return new Map();
  const count = countOf(ids);
  const compiled = compileOnce(view, `work ${entity.key} ${count}`, { record: ids, without }, (each) => ({
    value: workSql(each, entity, count),
  }));
  return new Map((await rows<WorkRow>(db, orRefuse(compiled))).map((row) => [row.id, row]));
}

/** True where a role may know whether work is done: it reads what shows it. */
function seesWork({ work }: PreparedEntity, role: Role, fact: string): boolean {
  return work.some((item) => item.fact === fact && readsEntity(role, item.entity));
}

/** What a role may know of the names that the rules of an entity read, the work of its stages among them. */
export function seesOf(app: App, entity: Entity, prepared: PreparedEntity, role: Role): Sees {
  return (name) => (isWorkFact(name) ? seesWork(prepared, role, name) : readsName(app, entity, role, name));
}

/** True where a record's work is done. */
export function isDone({ fact, stage, by }: WorkItem, { marks, shown }: Pick<WorkRow, 'marks' | 'shown'>): boolean {
  return 'task' in by ? marks.includes(taskMark(stage.key, by.task.key)) : shown.includes(fact);
}

/** The records as they stand, with the facts of their work where a change may take them on: read after they are held, so that what is shown stays so. */
export async function withWork(
  scope: SaveGround,
  changes: readonly Change[],
  currents: ReadonlyMap<string, Current>,
): Promise<ReadonlyMap<string, Current>> {
  const { prepared } = scope.ready;
  const items = prepared.work.filter(isRequired);
  const moving = changes.flatMap((change) => (mayMove(change) && currents.has(change.id ?? '') ? [change.id as string] : []));
  if (items.length === 0 || moving.length === 0) return currents;
  const found = await workOfRecords(scope.db, scope.view, scope.ready, moving);
  const facts = [...found].map(([id, row]) => [id, Object.fromEntries(items.map((item) => [item.fact, isDone(item, row)]))] as const);
  return withFacts(currents, new Map(facts));
}

/** Holds on to the records whose work the changed records show, before these are held themselves: a move of them holds on to them alone. */
export async function holdHolders({ db, view, ready }: SaveGround, changes: readonly Change[]): Promise<void> {
  const ids = changes.flatMap((change) => (mayUndo(change) && change.id && isId(change.id) ? [change.id] : []));
  if (ids.length === 0) return;
  const count = countOf(ids);
  for (const { holder, link } of holdersOf(ready.prepared.shows)) {
    const key = `hold ${holder.key} of ${ready.entity.key} by ${link} ${count}`;
    const compiled = compileOnce(view, key, { record: ids }, (each) => ({
      value: holdHoldersSql(each, ready.entity, link, holder, count),
    }));
    await rows(db, orRefuse(compiled));
  }
}

function holdersOf(shows: readonly Showing[]) {
  const each = new Map(shows.map(({ holder, item: { link } }) => [`${holder.key} ${link}`, { holder, link }]));
  return [...each.values()];
}

/** Work that a change would undo: of the record `holder`, which it belonged to. */
interface Undoing {
  readonly showing: Showing;
  readonly holder: string;
}

/**
 * What speaks against changes because they would undo what records were let on by: by the record that is changed. What several changes of one write take
 * away together counts as taken away by each.
 */
export async function undoneIssues(
  scope: SaveGround,
  verdicts: readonly Verdict[],
  currents: ReadonlyMap<string, Current>,
  known: Known,
): Promise<ReadonlyMap<string, Issue>> {
  const { shows } = scope.ready.prepared;
  if (shows.length === 0) return new Map();
  const undoings = verdicts.flatMap((verdict) => {
    const before = currents.get(verdict.row.id)?.values;
    const all = before && mayUndo(verdict.change) ? undoingsOf(scope, verdict, before, known) : [];
    return all.map((each) => ({ ...each, by: verdict.row.id }));
  });
  const without = [...new Set(undoings.map(({ by }) => by))];
  const issues = new Map<string, Issue>();
  for (const { holder } of holdersOf(shows)) {
    const those = undoings.filter(({ showing }) => showing.holder.key === holder.key);
    const ready = scope.published.entity(holder.key);
    if (!ready || those.length === 0) continue;
    const found = await workOfRecords(scope.db, scope.view, ready, [...new Set(those.map((each) => each.holder))], without);
    for (const each of those) {
      const row = found.get(each.holder);
      if (row && isNeeded(ready, each.showing.item, row) && !isDone(each.showing.item, row))
        issues.set(each.by, wordFor(scope, each.showing));
    }
  }
  return issues;
}

function undoingsOf(scope: SaveGround, { change, after }: Verdict, before: Current['values'], known: Known): Undoing[] {
  const was = recordFacts(scope, before, known);
  const is: Facts | null = change.kind === 'delete' ? null : recordFacts(scope, { ...before, ...after }, known);
  return scope.ready.prepared.shows.flatMap((showing) => {
    const { link } = showing.item;
    const holder = was[link];
    if (typeof holder !== 'string' || !showing.holds(was)) return [];
    return is && is[link] === holder && showing.holds(is) ? [] : [{ showing, holder }];
  });
}

/** True where a record was let on by an item: it stands beyond the item's stage, or was won. */
function isNeeded({ prepared }: ReadyEntity, { pipeline, stage }: WorkItem, row: WorkRow): boolean {
  const own = prepared.pipelines.find((each) => each.pipeline.key === row.pipeline);
  if (own?.pipeline.key !== pipeline.key || row.status === 'lost' || row.status === 'void') return false;
  return row.status === 'won' || placeOf(own, row.stage) > placeOf(own, stage.key);
}

/** The refusal, which names the work to who may know of the stages. */
function wordFor({ view: { principal } }: SaveGround, showing: Showing): Issue {
  const { holder } = showing;
  const open = readsEntity(principal.role, holder) && !grantOf(principal.role, holder.key).hidden.includes('stage');
  return open ? undone(showing) : issue('', 'kept.hidden');
}
