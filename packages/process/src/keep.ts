import { type Facts, type Issue, issue } from '@pipewright/logic';
import { isShown } from './exit.ts';
import type { PreparedEntity } from './prepare.ts';

/**
 * What the rules of an entity hold against a write: missing required fields and broken constraints.
 * On a change only what it touches is judged, so that a record made before a rule can still be edited.
 * @param changed the fields of the change, or null for a new record
 * @param waive a baseline import: only the title is still required
 */
export function keepRules(prepared: PreparedEntity, after: Facts, changed: ReadonlySet<string> | null, waive = false): Issue[] {
  const { entity } = prepared;
  const absent = entity.fields.filter((field) => {
    if (field.retired || (after[field.key] !== null && after[field.key] !== undefined)) return false;
    const must = field.key === entity.title ? field.type !== 'auto_number' : field.required && !waive && field.type !== 'auto_number';
    return must && (changed === null || changed.has(field.key)) && isShown(prepared, field, after);
  });
  const broken = waive
    ? []
    : prepared.constraints.filter(
        ({ holds, names }) => (changed === null || names.some((name) => changed.has(name.split('.')[0] ?? name))) && !holds(after),
      );
  return [
    ...absent.map((field) => issue(field.key, 'required', { field: field.name })),
    ...broken.map(({ constraint }) => issue(constraint.field ?? '', 'constraint.failed', { message: constraint.message })),
  ];
}
