import { ENDED, type Entity, fieldOf, grantOf, keptFields, shapeValues, writableFields } from '@pipewright/definition';
import { type Facts, type Issue, issue, sameValue } from '@pipewright/logic';
import { advance, conversionIssues, keepRules, type Mover, requiredIssues, type Standing } from '@pipewright/process';
import type { Row } from '@pipewright/sql';
import { begins, recordFacts } from './beginnings.ts';
import { markChance, withChances } from './chances.ts';
import type { Change, Current, RefusedChange, SaveGround, Verdict } from './change.ts';
import { defaultsOf, wonValuesOf } from './default.ts';
import { fileIssues } from './file-mentions.ts';
import { lockIssues, standingOf } from './locks.ts';
import { type Known, mentionIssues } from './mentions.ts';
import { ownerIssues } from './owners.ts';
import { lockedByRule, ruledOf, standsBy } from './ruled.ts';
import { makeVerdict } from './verdict.ts';
import { seesOf } from './work.ts';

/** A change whose values have the right shape and may be written by the caller. */
export interface Shaped {
  readonly values: Row;
  readonly issues: readonly Issue[];
}

const readonlyIssue = (entity: Entity, key: string) => issue(key, 'field.readonly', { field: fieldOf(entity, key)?.name ?? key });

/** The fields that a wish about where a record stands would change. */
function wishedFields({ stage, status, pipeline, reason, until }: Change): string[] {
  const wishes = { stage, status, pipeline, status_reason: reason, status_until: until };
  return Object.entries(wishes).flatMap(([key, wish]) => (wish === undefined ? [] : [key]));
}

/** Checks shape and the caller's right to each field, those of where a record stands too. A hidden field is an unknown one, whatever is sent for it. */
export function shape(scope: SaveGround, change: Change): Shaped {
  const { entity } = scope.ready;
  const { hidden, readonly } = grantOf(scope.view.principal.role, entity.key);
  const kept = new Set(keptFields(entity).map(({ key }) => key));
  // Samples bring in what was converted.
  const own = scope.past === 'sample' ? kept : (scope.converts ?? new Set());
  const shaped = shapeValues(
    [...writableFields(entity), ...keptFields(entity)].filter((field) => own.has(field.key) || !hidden.includes(field.key)),
    change.values,
  );
  const wished = wishedFields(change);
  const unseen = wished.filter((key) => hidden.includes(key));
  const ruled = new Set(lockedByRule(scope, shaped.values));
  const locked = [...Object.keys(shaped.values), ...wished].filter(
    (key) => !own.has(key) && (kept.has(key) || readonly.includes(key) || ruled.has(key)),
  );
  return {
    values: shaped.values as Row,
    issues: [
      ...shaped.issues,
      ...unseen.map((name) => issue(name, 'unknown.field', { name })),
      ...locked.map((key) => readonlyIssue(entity, key)),
    ],
  };
}

/** What the caller has a right to and may know of the record it moves. */
function moverOf(scope: SaveGround): Mover {
  const { app, principal } = scope.view;
  const { entity, prepared } = scope.ready;
  const may = new Set(grantOf(principal.role, entity.key).may);
  return {
    may: (act) => may.has(act),
    sees: seesOf(app, entity, prepared, principal.role),
    past: scope.past !== undefined,
  };
}

/** Judges a create or update by every rule; gives what to write, null where nothing changes, or the issues. */
export function judge(
  scope: SaveGround,
  change: Change,
  shaped: Shaped,
  current: Current | undefined,
  known: Known,
): Verdict | RefusedChange | null {
  const { prepared, entity } = scope.ready;
  const before = current?.values ?? null;
  const reopened = reopens(change, before);
  const said = withOwner(scope, shaped.values, before, known, reopened && current?.owner_left === true);
  const factsOf = (values: Facts) => recordFacts(scope, values, known);
  const mover = moverOf(scope);
  const marked: Row = change.mark === undefined ? {} : { stage_task: change.mark };
  const begun = { ...defaultsOf(scope, change, said, factsOf, mover), ...wonValuesOf(scope, change, said, before, factsOf) };
  const ruled = ruledOf(scope, { ...begun, ...said, ...marked }, before, factsOf);
  const given: Row = { ...begun, ...said, ...marked, ...ruled.values };
  const after = factsOf({ ...before, ...given });
  const was = before && factsOf(before);
  const changed = new Set(Object.keys(given).filter((key) => !sameValue(given[key], before?.[key])));
  const keeping = { changed: before ? changed : null, waive: mover.past ?? false, sees: mover.sees };
  const wrong = [
    ...shaped.issues,
    ...mentionIssues(scope, shaped.values, changed, known),
    ...fileIssues(scope, shaped.values, before, known),
    ...(scope.converts || (scope.past && !before) ? [] : conversionIssues(entity, before, given)),
    ...(changed.has('owner') ? ownerIssues(scope, shaped.values.owner) : []),
    ...ruled.issues,
  ];
  if (wrong.length > 0) {
    // Rules read well-formed values only, and nothing of what may not be named; what is missing besides can be said all the same.
    const unread = new Set(wrong.map((each) => each.path));
    const readable = Object.fromEntries(Object.entries(after).filter(([key]) => !unread.has(key.split('.')[0] ?? key)));
    const missing = requiredIssues(prepared, readable, keeping).filter((each) => !unread.has(each.path));
    return { issues: [...wrong, ...missing] };
  }
  // Only an import of the past may say when something was closed.
  const stood = standings(
    scope,
    mover.past ? change : { ...change, closedOn: undefined },
    standsBy(scope, was, ruled.values),
    after,
    mover,
  );
  const steps = withChances(scope, stood, { id: change.id, was, given, after });
  const standing = steps.at(-1);
  if (!standing && (change.stage ?? change.status ?? change.pipeline) !== undefined)
    return { issues: [issue('stage', 'no.process', { entity: entity.name })] };
  const moved = before && touched(changed, before, standing);
  const sent = [...changed].filter((key) => !(key in ruled.values));
  const locked = current && moved ? lockIssues(scope, current, new Set([...sent, ...standingOf(moved)])) : [];
  if (locked.length > 0) return { issues: locked };
  const broken = keepRules(prepared, { ...after, ...standing?.values }, { ...keeping, changed: moved });
  const issues = [...broken, ...(standing?.issues ?? [])];
  const asks = standing?.asks;
  // Who may not change the pipeline is not asked to agree to it.
  if (asks && grantOf(scope.view.principal.role, entity.key).readonly.includes('pipeline'))
    return { issues: [...issues, readonlyIssue(entity, 'pipeline')] };
  const heldUp = broken.length === 0 ? standing?.heldUp : undefined;
  if (issues.length > 0) return { issues, ...(asks ? { asks } : {}), ...(heldUp ? { heldUp } : {}) };
  const made = markChance(scope, makeVerdict(scope, change, given, before, steps), was, steps);
  const happening = { kind: change.kind, before: was, after: { ...after, ...standing?.values } };
  const verdict = made && { ...made, starts: begins(scope, happening) };
  // An open record belongs to somebody who works here: the write holds the owner, who may leave at this moment.
  const owner = before?.owner;
  return verdict && reopened && owner ? { ...verdict, row: { owner, ...verdict.row } } : verdict;
}

/** True where a closed record is opened again. */
function reopens({ status }: Change, before: Row | null): boolean {
  return before !== null && ENDED.has(before.status) && status !== undefined && !ENDED.has(status);
}

/** What a change touches: the fields that were sent, and where the record stands. */
function touched(changed: ReadonlySet<string>, before: Row, standing: Standing | undefined): ReadonlySet<string> {
  const moved = Object.entries(standing?.values ?? {}).filter(([key, value]) => !sameValue(value, before[key]));
  return new Set([...changed, ...moved.map(([key]) => key)]);
}

/**
 * Where the record comes to stand. A past record that is brought in closed, with the day it was closed, has two steps: how it began and how it ended.
 */
function standings(scope: SaveGround, change: Change, before: Facts | null, after: Facts, mover: Mover): Standing[] {
  const { prepared } = scope.ready;
  const { stage, status, closedOn } = change;
  if (before || !mover.past || !closedOn || status === undefined || status === 'open') {
    const standing = advance(prepared, before, after, change, mover);
    return standing ? [standing] : [];
  }
  const begun = advance(prepared, null, after, { stage }, mover);
  const ended = begun && advance(prepared, { ...after, ...begun.values }, { ...after, ...begun.values }, { status, closedOn }, mover);
  return begun && ended ? [begun, { ...ended, issues: [...begun.issues, ...ended.issues] }] : [];
}

/** A new record belongs to its maker, and so does one that is opened again whose owner has left (`orphan`); a record's department is its owner's. */
function withOwner(scope: SaveGround, values: Row, before: Row | null, known: Known, orphan: boolean): Row {
  const { principal } = scope.view;
  const maker = scope.actor.kind === 'person' ? scope.actor.id : null;
  const wished = orphan && sameValue(values.owner, before?.owner) ? undefined : values.owner;
  const owner = wished ?? (before && !orphan ? undefined : maker);
  if (owner === undefined || (before && sameValue(owner, before.owner))) return values;
  const department = owner === principal.user ? principal.department : (known.get('owner')?.get(String(owner))?.facts.department ?? null);
  return { ...values, owner, department };
}
