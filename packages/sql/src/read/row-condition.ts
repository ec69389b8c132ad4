import { type Entity, systemFields } from '@pipewright/definition';
import type { Test } from '@pipewright/logic';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { condition } from './condition.ts';
import { asRuleValue, isUuidColumn } from './rule-sql.ts';

/** A row rule as SQL over the table, under its alias. */
export function rowCondition(entity: Entity, rows: Test, alias = 't'): Fragment {
  const kinds = new Map([...entity.fields, ...systemFields(entity)].map((field) => [field.key, field]));
  const native = (name: string) => (isUuidColumn(name, kinds.get(name)) ? sql.id(alias, name) : undefined);
  return condition(rows, (name) => asRuleValue(name, kinds.get(name), sql.id(alias, name)), native);
}
