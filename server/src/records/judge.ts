import { type Field, fieldOf, grantOf, shapeValues, surroundings, writableFields } from '@pipewright/definition';
import { type Facts, type Issue, issue, type Value } from '@pipewright/logic';
import { advance, keepRules, requiredIssues } from '@pipewright/process';
import type { Row } from '@pipewright/sql';
import { newId } from '../id.ts';
import type { Change, Current, Draft, SaveScope } from './change.ts';

/** A change whose values have the right shape and may be written by the caller. */
export interface Shaped {
  readonly values: Row;
  readonly issues: readonly Issue[];
}

/** What is known of the records and people that values mention: facts by field and id; an id that is missing may not be named. */
export type Known = ReadonlyMap<string, ReadonlyMap<string, Facts>>;

const MENTIONS = new Set(['person', 'department', 'reference']);

/** Checks shape and the caller's right to each field. */
export function shape(scope: SaveScope, change: Change): Shaped {
  const { entity } = scope.ready;
  const grant = grantOf(scope.view.principal.role, entity.key);
  const shaped = shapeValues(
    writableFields(entity).filter((field) => !grant.hidden.includes(field.key)),
    change.values,
  );
  const locked = Object.keys(shaped.values).filter((key) => grant.readonly.includes(key));
  const issues = locked.map((key) => issue(key, 'field.readonly', { field: fieldOf(entity, key)?.name ?? key }));
  return { values: shaped.values as Row, issues: [...shaped.issues, ...issues] };
}

/** The fields of an entity whose values name people, departments or records. */
export function mentionFields(scope: SaveScope): Field[] {
  return writableFields(scope.ready.entity).filter((field) => MENTIONS.has(field.type));
}

function mentionIssues(scope: SaveScope, values: Row, known: Known): Issue[] {
  return mentionFields(scope).flatMap((field) => {
    const value = values[field.key];
    if (typeof value !== 'string' || known.get(field.key)?.has(value)) return [];
    return [issue(field.key, `value.${field.type}`, { field: field.name })];
  });
}

/** Facts one reference away, as `account.grade`. */
function farFacts(scope: SaveScope, values: Facts, known: Known): Facts {
  const entries = scope.ready.prepared.far.map((name) => {
    const [near = '', far = ''] = name.split('.');
    const id = values[near];
    return [name, typeof id === 'string' ? (known.get(near)?.get(id)?.[far] ?? null) : null] as const;
  });
  return Object.fromEntries(entries);
}

const same = (a: Value | undefined, b: Value | undefined) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Judges a create or update by every rule; gives the row to write, null where nothing changes, or the issues. */
export function judge(
  scope: SaveScope,
  change: Change,
  shaped: Shaped,
  current: Current | undefined,
  known: Known,
): Draft | null | { issues: readonly Issue[] } {
  const { principal } = scope.view;
  const { prepared, entity } = scope.ready;
  const past = scope.past !== undefined;
  const before = current?.values ?? null;
  const given = withOwner(scope, shaped.values, before, known);
  const facts: Record<string, Value | undefined> = { ...before, ...given, ...surroundings(principal) };
  Object.assign(facts, farFacts(scope, facts, known));
  const changed = new Set(Object.keys(given).filter((key) => !same(given[key], before?.[key])));
  const misshapen = new Set(shaped.issues.map((each) => each.path));
  if (misshapen.size > 0) {
    // Rules read well-formed values only; what is missing besides can be said all the same.
    const readable = Object.fromEntries(Object.entries(facts).filter(([key]) => !misshapen.has(key)));
    const missing = requiredIssues(prepared, readable, before ? changed : null, past).filter((each) => !misshapen.has(each.path));
    return { issues: [...shaped.issues, ...missing] };
  }
  const standing = advance(prepared, before, facts, change, past);
  if (!standing && (change.stage !== undefined || change.status !== undefined))
    return { issues: [issue('stage', 'no.process', { entity: entity.name })] };
  const judged = { ...facts, ...standing?.values };
  const issues = [
    ...mentionIssues(scope, shaped.values, known),
    ...keepRules(prepared, judged, before ? changed : null, past),
    ...(standing?.issues ?? []),
  ];
  if (issues.length > 0) return { issues };
  const full: Row = { ...given, ...standing?.values };
  const set = Object.fromEntries(
    Object.entries(full).filter(([key, value]) => (before ? !same(value, before[key]) : value !== null && value !== undefined)),
  );
  if (before && Object.keys(set).length === 0) return null;
  const stamped = stamp(scope, change, set, before, standing?.moved ?? false);
  const id = before?.id ?? change.id ?? newId();
  const kind = before ? (standing?.moved ? 'move' : 'update') : past ? 'import' : 'create';
  const was = before ? Object.fromEntries(Object.keys(set).map((key) => [key, before[key] ?? null])) : {};
  return { change, id, row: { id, ...stamped }, kind, before: was, after: set };
}

/** A new record belongs to its maker; a record's department is its owner's. */
function withOwner(scope: SaveScope, values: Row, before: Row | null, known: Known): Row {
  const { principal } = scope.view;
  const owner = values.owner ?? (before ? undefined : principal.user);
  if (owner === undefined || (before && same(owner, before.owner))) return values;
  const department = owner === principal.user ? principal.department : (known.get('owner')?.get(String(owner))?.department ?? null);
  return { ...values, owner, department };
}

function stamp(scope: SaveScope, change: Change, set: Row, before: Row | null, moved: boolean): Row {
  const { user, now } = scope.view.principal;
  const at = (scope.past && change.validAt) || now;
  const stages: Row = moved && scope.ready.entity.process ? { stage_since: at } : {};
  const touched = { updated_at: scope.past ? at : now, updated_by: user };
  if (before) return { ...set, ...stages, ...touched, version: before.version ?? 1 };
  return { ...set, ...stages, ...touched, created_at: at, created_by: user, version: 1, baseline: scope.past === 'baseline' };
}

/** A soft delete or its undoing. */
export function judgeRemoval(scope: SaveScope, change: Change, current: Current): Draft {
  const { user, now } = scope.view.principal;
  const row = {
    id: current.values.id,
    version: current.values.version,
    deleted_at: change.kind === 'delete' ? now : null,
    updated_at: now,
    updated_by: user,
  };
  return { change, id: current.values.id, row, kind: change.kind, before: {}, after: {} };
}
