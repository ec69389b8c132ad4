import { type Facts, type Issue, issue } from '@pipewright/logic';
import { isShown } from './exit.ts';
import type { PreparedEntity } from './prepare.ts';

/**
 * One issue per required field that is empty.
 * @param changed the fields of the change, or null for a new record: on a change only what it empties is asked for
 * @param waive a baseline import: only the title is still required
 */
export function requiredIssues(prepared: PreparedEntity, after: Facts, changed: ReadonlySet<string> | null, waive = false): Issue[] {
  const { entity } = prepared;
  const absent = entity.fields.filter((field) => {
    if (field.retired || field.type === 'auto_number' || (after[field.key] !== null && after[field.key] !== undefined)) return false;
    const must = field.key === entity.title || (field.required && !waive);
    return must && (changed === null || changed.has(field.key)) && isShown(prepared, field, after);
  });
  return absent.map((field) => issue(field.key, 'required', { field: field.name }));
}

/**
 * What the rules of an entity hold against a write: missing required fields and broken constraints.
 * On a change only what it touches is judged, so that a record made before a rule can still be edited.
 */
export function keepRules(prepared: PreparedEntity, after: Facts, changed: ReadonlySet<string> | null, waive = false): Issue[] {
  const concerned = prepared.constraints.filter(
    ({ names }) => !waive && (changed === null || names.some((name) => changed.has(name.split('.')[0] ?? name))),
  );
  const broken = concerned.filter(({ holds }) => !holds(after));
  return [
    ...requiredIssues(prepared, after, changed, waive),
    ...broken.map(({ constraint }) => issue(constraint.field ?? '', 'constraint.failed', { message: constraint.message })),
  ];
}
