import {
  type ActWord,
  anyField,
  type ClaimScope,
  claimOf,
  type Entity,
  entityOf,
  type Grant,
  grantOf,
  type ImpactCode,
  type Label,
  RIGHTS,
  type Role,
  type RowScope,
  vocabularyOf,
} from '@pipewright/definition';
import { accepted, check, replaceVariables } from '@pipewright/logic';
import { type RawBuilder, sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { departmentsSql } from '../ground/departments.ts';
import { condition } from '../read/condition.ts';
import { asRuleValue } from '../read/rule-sql.ts';
import { type Effect, type EntityView, entityView, factsBefore, type ImpactView } from './effect.ts';

/** What a publish gives to the members of roles and takes from them. */
export function roleEffects(view: ImpactView): Effect[] {
  return view.before.roles.flatMap((was): Effect[] => {
    const role = view.after.roles.find((each) => each.key === was.key);
    const path = `roles.${was.key}`;
    const base = { names: [was.name], path, role: was.key };
    if (!role) return [{ ...base, id: `role_gone:${path}`, code: 'role_gone' }];
    const admin: ImpactCode | undefined =
      Boolean(role.admin) === Boolean(was.admin) ? undefined : role.admin ? 'admin_gained' : 'admin_lost';
    return [
      ...(admin ? [{ ...base, id: `${admin}:${path}`, code: admin }] : []),
      ...view.after.entities.flatMap((entity) => {
        const each = entityView(view, entity);
        return each && !entity.retired && !each.was.retired ? grantEffects(each, was, role) : [];
      }),
    ];
  });
}

function grantEffects(each: EntityView, was: Role, role: Role): Effect[] {
  const { entity } = each;
  const [old, grant] = [grantOf(was, entity.key), grantOf(role, entity.key)];
  const path = `roles.${role.key}.grants.${entity.key}`;
  const make = (code: ImpactCode, more: Partial<Effect>): Effect => ({
    ...{ id: `${code}:${path}`, code, names: [role.name, entity.name], path, role: role.key },
    ...more,
  });
  const rows = (['read', 'update', 'delete'] as const).flatMap((act) => {
    // Where no record stands in stages yet none is in the pool, and who reads everything reads that too.
    const [claimed, claims] = [claimOf(was, each.was), claimOf(role, entity)].map((claim, i) =>
      act === 'read' && each.table.columns.status && [old, grant][i]?.read !== 'all' ? claim : undefined,
    );
    if (JSON.stringify(old[act]) === JSON.stringify(grant[act]) && claimed === claims) return [];
    // Whether a record is open is no matter of whom it belongs to: it is looked at by itself, as by a rule.
    const byRule = typeof old[act] === 'object' || typeof grant[act] === 'object' || Boolean(claimed ?? claims);
    const alias = byRule ? 't' : 'q';
    const then = withPool(reaches(each, old[act], 'before', alias), claimed, alias);
    const now = withPool(reaches(each, grant[act], 'after', alias), claims, alias);
    const any = (test: Fragment) => {
      const found = sql<boolean>`exists (select 1 from ${membersName(role.key)} as m where ${test})`;
      return byRule ? found : sql<boolean>`(${HOLDER('t')} in (select ${HOLDER('q')} from holders as q where ${found}))`;
    };
    return [
      make(`${act}_gained`, { entity, where: any(sql`(${now}) and (${then}) is not true`) }),
      make(`${act}_lost`, { entity, where: any(sql`(${then}) and (${now}) is not true`) }),
    ];
  });
  const acts = (given: Grant) =>
    new Set([
      ...(given.create ? ['create'] : []),
      ...(given.baseline ? ['baseline'] : []),
      ...(given.share ? ['share'] : []),
      ...(given.may ?? []),
    ]);
  const difference = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
    ACTS.filter((act) => a.has(act) && !b.has(act)).map((act): ActWord => `act.${act}`);
  const listed = [
    make('acts_gained', { words: difference(acts(grant), acts(old)) }),
    make('acts_lost', { words: difference(acts(old), acts(grant)) }),
  ].filter((effect) => effect.words?.length);
  return [...rows, ...listed, ...fieldRights(each, old, grant, make)];
}

const ACTS = ['create', 'baseline', 'share', ...RIGHTS] as const;

/** Fields that come into or go out of sight or reach, of those that are there before and after. */
function fieldRights(
  { was, entity }: EntityView,
  old: Grant,
  grant: Grant,
  make: (code: ImpactCode, more: Partial<Effect>) => Effect,
): Effect[] {
  if (old.read === 'none' || grant.read === 'none') return [];
  const stays = entity.fields.filter((field) => !field.retired && was.fields.some((one) => one.key === field.key && !one.retired));
  const listed = (test: (key: string) => boolean): Label[] => stays.filter((field) => test(field.key)).map((field) => field.name);
  const locked = (given: Grant, key: string) => !given.hidden.includes(key) && given.readonly.includes(key);
  const free = (given: Grant, key: string) => !given.hidden.includes(key) && !given.readonly.includes(key);
  return [
    make('fields_hidden', { fields: listed((key) => grant.hidden.includes(key) && !old.hidden.includes(key)) }),
    make('fields_shown', { fields: listed((key) => !grant.hidden.includes(key) && old.hidden.includes(key)) }),
    make('fields_locked', { fields: listed((key) => locked(grant, key) && free(old, key)) }),
    make('fields_unlocked', { fields: listed((key) => free(grant, key) && locked(old, key)) }),
  ].filter((effect) => effect.fields?.length);
}

/** Whom a row belongs to: all that a scope without a rule looks at, so that it is judged once for each owner and department and not for each row. */
const HOLDER = (alias: string) =>
  sql`(coalesce(${sql.id(alias, 'owner')}, '') || '/' || coalesce(${sql.id(alias, 'department')}::text, ''))`;

/** The rows that a member `m` reaches by a scope. */
function reaches(each: EntityView, scope: RowScope, which: 'before' | 'after', alias: string): RawBuilder<boolean> {
  const own = sql<boolean>`${sql.id(alias, 'owner')} = m.user_id`;
  const department = sql`${sql.id(alias, 'department')}::text`;
  if (scope === 'all') return sql`true`;
  if (scope === 'none') return sql`false`;
  if (scope === 'own') return own;
  if (scope === 'department') return sql`(${own} or ${department} = m.department)`;
  if (scope === 'below') return sql`(${own} or ${department} = any(m.departments))`;
  const { view, table } = each;
  const app = view[which];
  const entity = (entityOf(app, each.entity.key) ?? each.entity) as Entity;
  const names = vocabularyOf(app, entity);
  const rule = accepted(check(scope.rule, names), `A row rule of ${entity.key}`);
  const facts = factsBefore(view, entity, table, Object.keys(names));
  const test = replaceVariables(rule, (variable) => {
    if (MEMBER[variable.name]) return { ...variable, name: `member ${variable.name}` };
    return Object.hasOwn(facts, variable.name) ? { kind: 'value', type: variable.type, value: facts[variable.name] ?? null } : variable;
  });
  return condition(test, (name) => memberColumn(name, entity));
}

/** The rows that a scope reaches, and those of the pool. */
function withPool(rows: RawBuilder<boolean>, claim: ClaimScope | undefined, alias: string): RawBuilder<boolean> {
  if (!claim) return rows;
  const within: Readonly<Record<ClaimScope, Fragment>> = {
    department: sql` and ${sql.id(alias, 'department')}::text = m.department`,
    below: sql` and ${sql.id(alias, 'department')}::text = any(m.departments)`,
    all: sql``,
  };
  return sql`(${rows} or (${sql.id(alias, 'owner')} is null and ${sql.id(alias, 'status')} = 'open'${within[claim]}))`;
}

/** Who asks is here not the caller but each member in turn. */
const MEMBER: Readonly<Record<string, Fragment>> = {
  'user.id': sql`m.user_id`,
  'user.department': sql`m.department`,
  'user.departments': sql`m.departments`,
};

function memberColumn(name: string, entity: Entity): Fragment {
  return MEMBER[name.replace(/^member /, '')] ?? asRuleValue(name, anyField(entity, name), sql.id('t', name));
}

const membersName = (role: string) => sql.id(`members_${role}`);

/** The owners and departments of an entity's rows, as a part of a WITH list. */
export function holdersSql({ view, table }: EntityView): Fragment {
  return sql`holders as materialized (select distinct owner, department from ${sql.id(view.schema, table.name)} where deleted_at is null)`;
}

/** The members of a role with the departments that scopes speak of, as a part of a WITH list. */
export function membersSql(app: string, role: string): Fragment {
  return sql`${membersName(role)} as materialized (select p.user_id, p.department::text as department, ${departmentsSql} as departments
    from pipewright.member m join pipewright.person p on p.user_id = m.user_id where m.app = ${app} and m.role = ${role} and p.active)`;
}
