import {
  type Access,
  accessTo,
  type Entity,
  entityOf,
  type Field,
  fieldTypes,
  isDerived,
  readsEntity,
  SURROUNDINGS,
  targetOf,
  UNPLANNED,
} from '@pipewright/definition';
import { check, issue, type Result, type Rule, type Test, type ValueType, type Vocabulary } from '@pipewright/logic';
import { sql } from 'kysely';
import { jsonOf } from '../ground/column-type.ts';
import { columnsRead } from '../ground/columns-read.ts';
import type { Fragment } from '../ground/compile.ts';
import { fieldStorage } from '../ground/field-storage.ts';
import type { RoleSight } from '../ground/sight.ts';
import { appliesSql } from './applies.ts';
import { condition } from './condition.ts';
import { inReach, reachedByRole, sharedRows } from './reach.ts';
import { asRuleValue, isUuidColumn } from './rule-sql.ts';
import { unplannedSql } from './unplanned.ts';

const SYSTEM = ['id', 'version'];
/** The column of visible rows that says what who asks may do with each; it is there for who names it. */
export const MAY = '$may';

/** What a subselect of visible rows is made of besides the person: the live rows of the entity's table with every column, unless it says otherwise. */
export interface VisibleOptions {
  /** The deleted rows instead of the live ones. */
  readonly deleted?: boolean | undefined;
  /** Where the rows come from; it has all columns of the table. */
  readonly source?: Fragment | undefined;
  /** True where something else leads to few rows, an id or the index of a text, so that each is asked how it comes in sight. */
  readonly each?: boolean | undefined;
  /** Only the rows that the role reaches, or only those that come in by shares alone; for who has shares (`hasTwoWays`). */
  readonly way?: 'role' | 'share' | undefined;
  /** The columns that will be read, which is less work than all of them; id and version are always there. */
  readonly only?: ReadonlySet<string> | undefined;
}

/**
 * The door every read goes through: a subselect with only the rows and the columns this person may see.
 * A column that is not in it cannot be filtered, sorted, grouped or summed by whoever selects from it.
 */
export function visible(view: RoleSight, entity: Entity, { deleted, source, each, way, only }: VisibleOptions = {}): Fragment {
  const { fields, rows } = accessTo(view.app, entity, view.principal);
  const columns = [
    ...SYSTEM.map((key) => sql.id('t', key)),
    ...fields.flatMap((field) => {
      if (only && !only.has(field.key)) return [];
      return isDerived(field) ? sql`${derivedSql(view, entity, field)} as ${sql.id(field.key)}` : sql.id('t', field.key);
    }),
    ...(only?.has(MAY) ? [sql`${mayJson(view, entity)} as ${sql.id(MAY)}`] : []),
  ];
  const from = source ?? sql.id(view.schema, entity.key);
  const rowsWith = (reached: Fragment) =>
    sql`select ${sql.join(columns)} from ${from} as t where t.deleted_at ${deleted ? sql`is not null` : sql`is null`} and ${reached}`;
  const seen = (own: Fragment) => withBelonging(view, entity, fields, rows, own);
  const shared = source || each ? undefined : sharedRows(view, entity, 'read');
  if (!shared) return sql`(${rowsWith(seen(inReach(view, entity, 'read')))})`;
  // Two ways to rows that no index serves together: each is read for itself, and what comes in by both is told by the first.
  const byRole = seen(reachedByRole(view, entity, 'read'));
  const ways = { role: rowsWith(byRole), share: rowsWith(sql`${shared} and (${byRole}) is not true`) };
  return way ? sql`(${ways[way]})` : sql`(${ways.role} union all ${ways.share})`;
}

function derivedSql(view: RoleSight, entity: Entity, { key }: Field): Fragment {
  return key === UNPLANNED ? unplannedSql(view, entity) : appliesSql(view, entity, (target, id) => inSight(view, target, id));
}

/** True where rows come in sight by shares as well as by the role, so that `visible` may be asked for each `way` alone. */
export function hasTwoWays(view: RoleSight, entity: Entity): boolean {
  return sharedRows(view, entity, 'read') !== undefined;
}

/** What this person may do with a row of `t` besides reading it. */
function mayJson(view: RoleSight, entity: Entity): Fragment {
  const may = (act: 'update' | 'delete') => sql`coalesce(${inReach(view, entity, act)}, false)`;
  return sql`json_build_object('update', ${may('update')}, 'delete', ${may('delete')})`;
}

/** True for a row of `t` that this person may see: by its `own` rule, and an activity or task wherever the record is seen that it belongs to. */
function withBelonging(view: RoleSight, entity: Entity, fields: readonly Field[], rows: Test, own: Fragment): Fragment {
  const by = fields.find(({ key }) => key === (entity.activityOf ?? entity.taskOf));
  const record = targetOf(view.app, by);
  if (!by || !record || rows.kind === 'constant' || !readsEntity(view.principal.role, record)) return own;
  return sql`(${own} or ${inSight(view, record, sql.id('t', by.key))})`;
}

/** True for a row of `target` that this person may see, by its id. */
function inSight(view: RoleSight, target: Entity, id: Fragment): Fragment {
  return sql`exists (select 1 from ${sql.id(view.schema, target.key)} as s where s.id = ${id} and s.deleted_at is null and ${inReach(view, target, 'read', 's')})`;
}

/** The names and types a person's own filter may use: what that person can read, one reference away too. */
export function readableVocabulary(view: RoleSight, access: Access): Vocabulary {
  const scope: Record<string, ValueType> = { id: 'text', ...SURROUNDINGS };
  for (const field of access.fields) {
    scope[field.key] = fieldTypes[field.type].value;
    for (const far of farFields(view, field)) scope[`${field.key}.${far.key}`] = fieldTypes[far.type].value;
  }
  return scope;
}

/** The fields this person can read of what a reference field refers to. */
export function farFields(view: RoleSight, field: Field): readonly Field[] {
  const target = targetOf(view.app, field);
  return target && readsEntity(view.principal.role, target) ? accessTo(view.app, target, view.principal).fields : [];
}

/** Reads a column of the visible record of `target` that a reference of the rows `r` names, given the alias of that record. */
export type ReadFar = (near: Field, target: Entity, read: (alias: string) => Fragment) => Fragment;

/** Looks the far record up for each row, which suits those who look at few. */
const eachByItself =
  (view: RoleSight): ReadFar =>
  (near, target, read) => {
    const value = read('f');
    return sql`(select ${value} from ${visible(view, target, { each: true, only: columnsRead('f', [value]) })} as f where f.id = ${sql.id('r', near.key)})`;
  };

/** A column of the visible rows `r` as rules see it; `account.grade` looks one visible reference away. */
export function readColumn(view: RoleSight, access: Access, name: string, far: ReadFar = eachByItself(view)): Fragment {
  if (name === 'id') return sql`r.id::text`;
  const [near = '', key] = name.split('.');
  const field = access.fields.find((each) => each.key === near);
  if (!key) return asRuleValue(near, field, sql.id('r', near));
  const target = targetOf(view.app, field);
  if (!field || !target) throw new Error(`${name} is not one reference away`);
  const farField = farFields(view, field).find((each) => each.key === key);
  return far(field, target, (alias) => asRuleValue(key, farField, sql.id(alias, key)));
}

/** A person's filter as SQL over the visible rows `r`, or the reasons it is refused. A field that cannot be read is an unknown field. */
export function filterSql(view: RoleSight, access: Access, rule: Rule, path = 'filter', far?: ReadFar): Result<Fragment> {
  const checked = check(rule, readableVocabulary(view, access), path);
  if ('issues' in checked) return checked;
  const native = (name: string) =>
    isUuidColumn(
      name,
      access.fields.find((field) => field.key === name),
    )
      ? sql.id('r', name)
      : undefined;
  return { value: condition(checked.value, (name) => readColumn(view, access, name, far), native) };
}

/** The entity if this person's role knows it, else the issue that it is unknown. */
export function readableEntity(view: RoleSight, key: string): Result<Entity> {
  const entity = entityOf(view.app, key);
  return entity && readsEntity(view.principal.role, entity)
    ? { value: entity }
    : { issues: [issue('entity', 'unknown.entity', { name: key })] };
}

/** A column cast for JSON: decimals as strings, instants in UTC with a Z. */
export function jsonColumn(field: Field, column: Fragment): Fragment {
  return jsonOf(fieldStorage[field.type].column, column);
}
