import { type App, type Entity, type Field, fieldOf, targetOf } from '@pipewright/definition';
import { accepted, bind, check, type Facts, type Rule } from '@pipewright/logic';
import { type RawBuilder, sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { fieldStorage } from '../ground/field-storage.ts';
import { condition } from './condition.ts';

/** Where a rule of the definition is read: the app, its schema, and the alias of the table's whole rows. */
export interface RulePlace {
  readonly app: App;
  readonly schema: string;
  readonly alias: string;
  /** Facts that are the same for every row, such as columns that are still to come. */
  readonly known?: Facts;
}

/**
 * A rule of the definition (pipeline, gate, constraint) as SQL over whole rows, those one reference away too: such rules judge the record as it is,
 * whoever looks. Who asks and when are slots. May be null where the rule is false. Throws for a rule that was not validated.
 */
export function ruleSql(place: RulePlace, entity: Entity, rule: Rule, scope: Parameters<typeof check>[1]): RawBuilder<boolean> {
  const test = accepted(check(rule, scope), `A rule of ${entity.key}`);
  const native = (name: string) =>
    !name.includes('.') && isUuidColumn(name, fieldOf(entity, name)) ? sql.id(place.alias, name) : undefined;
  return condition(bind(test, place.known ?? {}), (name) => wholeColumn(place, entity, name), native);
}

/** True for columns stored as uuid, which rules see as text. */
export function isUuidColumn(name: string, field: Field | undefined): boolean {
  return name === 'id' || (field !== undefined && fieldStorage[field.type].column === 'uuid');
}

/** A column as rules see it: a uuid compares as text, for ids are texts there. */
export function asRuleValue(name: string, field: Field | undefined, column: Fragment): Fragment {
  return isUuidColumn(name, field) ? sql`${column}::text` : column;
}

/** A column of whole rows as rules see it; `account.grade` looks one reference away. */
function wholeColumn({ app, schema, alias }: RulePlace, entity: Entity, name: string): Fragment {
  const [near = '', far] = name.split('.');
  const field = fieldOf(entity, near);
  if (!far) return asRuleValue(near, field, sql.id(alias, near));
  const target = targetOf(app, field);
  if (!target) throw new Error(`${name} is not one reference away`);
  return sql`(select ${asRuleValue(far, fieldOf(target, far), sql.id('w', far))} from ${sql.id(schema, target.key)} as w where w.id = ${sql.id(alias, near)})`;
}
