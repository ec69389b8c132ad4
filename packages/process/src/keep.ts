import { asksFor, isGiven } from '@pipewright/definition';
import { type Facts, type Issue, issue } from '@pipewright/logic';
import type { Sees } from './criterion.ts';
import { isKnown } from './facts.ts';
import type { PreparedEntity } from './prepare.ts';
import { isShown } from './shown.ts';

const all: Sees = () => true;

/** How a write is held against the rules of its entity. */
export interface Keeping {
  /** The fields of the change, or null for a new record: on a change only what it touches is judged, so that an older record can still be edited. */
  readonly changed: ReadonlySet<string> | null;
  /** A baseline import: only the title is still required. */
  readonly waive?: boolean;
  /** What the one who is refused may know. */
  readonly sees?: Sees;
}

function touches(changed: Keeping['changed'], names: readonly string[]): boolean {
  return changed === null || names.some((name) => changed.has(name.split('.')[0] ?? name));
}

/** One issue per required field that is empty. */
export function requiredIssues(prepared: PreparedEntity, after: Facts, { changed, waive = false, sees = all }: Keeping): Issue[] {
  const { entity } = prepared;
  const absent = entity.fields.filter((field) => {
    if (field.retired || !isGiven(field) || (after[field.key] !== null && after[field.key] !== undefined)) return false;
    const must = field.key === entity.title || (field.required && !waive);
    // A change that makes a field appear asks for it, as one that empties it does.
    const names = [field.key, ...(prepared.shown.get(field.key)?.names ?? [])];
    return must && touches(changed, names) && isShown(prepared, field, after);
  });
  const open = absent.filter((field) => sees(field.key));
  const issues = open.map((field) => issue(field.key, 'required', { field: field.name, asks: asksFor(field) }));
  return open.length === absent.length ? issues : [...issues, issue('', 'required.hidden')];
}

/**
 * What the rules of an entity hold against a write: missing required fields and broken constraints. A constraint over a fact that is unknown here
 * is left to whoever knows it.
 */
export function keepRules(prepared: PreparedEntity, after: Facts, keeping: Keeping): Issue[] {
  const { changed, waive = false, sees = all } = keeping;
  const concerned = prepared.constraints.filter(({ names }) => !waive && isKnown(names, after) && touches(changed, names));
  const broken = concerned.filter(({ holds }) => !holds(after));
  const open = broken.filter(({ names }) => names.every(sees));
  return [
    ...requiredIssues(prepared, after, keeping),
    ...open.map(({ constraint }) => issue(constraint.field ?? '', 'constraint.failed', { message: constraint.message })),
    ...(open.length < broken.length ? [issue('', 'constraint.hidden')] : []),
  ];
}
