import { type Field, grantOf, hasTrait, writableFields } from '@pipewright/definition';
import { entityFor } from '../door/entity.ts';
import type { InApp } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';

/** The field that a person wants to put a file into. Refuses where there is none, or where this person may not write it. */
export function fieldForFile({ view }: InApp, entityKey: string, key: string): Field {
  const entity = entityFor(view, entityKey);
  const { create, update, hidden, readonly } = grantOf(view.principal.role, entity.key);
  const field = writableFields(entity).find((each) => each.key === key && hasTrait(each, 'files'));
  if (!field || hidden.includes(key)) return refuse('unknown.field', { name: key }, key);
  if (!create && update === 'none') refuse('denied.update');
  if (readonly.includes(key)) refuse('field.readonly', { field: field.name }, key);
  return field;
}
