import { type Field, fieldTypes, type Named } from '@pipewright/definition';
import type { Result } from '@pipewright/logic';
import { compileSql, type Fragment } from '../../ground/compile.ts';
import type { RoleSight } from '../../ground/sight.ts';
import type { Statement } from '../../ground/statement.ts';
import type { NamedKind, Naming } from './kind.ts';
import { departmentKind, personKind } from './org.ts';
import { recordKind } from './record.ts';

const KINDS: Readonly<Record<Named, NamedKind>> = { person: personKind, department: departmentKind, record: recordKind };

/** The kind of thing that a field names; undefined where it names none. */
export function kindOf({ type }: Pick<Field, 'type'>): NamedKind | undefined {
  const { names } = fieldTypes[type];
  return names ? KINDS[names] : undefined;
}

/** The display name of what a column refers to, as far as this person can see it. */
export function nameOf(view: RoleSight, field: Naming, column: Fragment): Fragment | undefined {
  return kindOf(field)?.name(view, field, column);
}

/**
 * Finds what a field can name by its id or name, those in the slot `named`: rows of `id` and `name`. A refusal without an issue where this role may
 * see no name.
 */
export function entriesSql(view: RoleSight, field: Naming, by: 'id' | 'name'): Result<Statement> {
  const entries = kindOf(field)?.entries(view, field, by);
  return entries ? { value: compileSql(entries) } : { issues: [] };
}
