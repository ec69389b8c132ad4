import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';
import { amountColumn, currencyOf, type Effect, type EntityView, entityView, type ImpactView, rowsOf } from './effect.ts';
import { fieldEffects, twinEffects } from './fields.ts';
import { processEffects } from './process.ts';
import { holdersSql, membersSql, roleEffects } from './roles.ts';

/** Everything a publish may do to rows and people, not yet counted. */
export function effectsOf(view: ImpactView): Effect[] {
  const entities = view.after.entities.flatMap((entity) => {
    const each = entityView(view, entity);
    if (!each) return [];
    if (entity.retired || each.was.retired) return [...(each.was.retired ? [] : [hidden(each)]), ...twinEffects(each)];
    return [...fieldEffects(each), ...processEffects(each)];
  });
  const gone = view.before.entities.filter((was) => !was.retired && !view.after.entities.some((entity) => entity.key === was.key));
  return [
    ...entities,
    ...gone.flatMap((entity) => {
      const each = entityView(view, entity);
      return each ? [hidden(each)] : [];
    }),
    ...roleEffects(view),
  ];
}

function hidden({ entity, path }: EntityView): Effect {
  return { id: `entity_hidden:${path}`, code: 'entity_hidden', names: [entity.name], path, entity, where: sql`true` };
}

/** What a count gives for one effect: how many rows, and what they are worth. */
export interface Counted {
  readonly count: number;
  readonly sum: string | null;
}

/** A statement that counts effects of one entity in one pass over its rows; `read` gives them back in order. */
export interface CountQuery {
  readonly effects: readonly Effect[];
  readonly currency: string | undefined;
  readonly statement: Statement;
  readonly read: (row: Readonly<Record<string, unknown>>) => Counted[];
}

/** The statements that count every effect on rows, one per entity. */
export function countQueries(view: ImpactView, effects: readonly Effect[]): CountQuery[] {
  const keys = [...new Set(effects.flatMap((effect) => (effect.entity && effect.where ? [effect.entity.key] : [])))];
  return keys.flatMap((key) => {
    const own = effects.filter((effect) => effect.entity?.key === key && effect.where);
    const each = entityView(view, own[0]?.entity as Effect['entity'] & object);
    if (!each) return [];
    const amount = amountColumn(each);
    const names = own.map((_, i) => sql.id(`c${i}`));
    const tests = own.map((effect, i) => sql`(${effect.where}) is true as ${names[i]}`);
    const worth = amount ? sql.id('t', amount.key) : sql`null::numeric`;
    const counts = names.flatMap((name, i) => [
      sql`(count(*) filter (where x.${name}))::int as ${sql.id(`n${i}`)}`,
      sql`trim_scale(sum(x.worth) filter (where x.${name}))::text as ${sql.id(`s${i}`)}`,
    ]);
    // The inner select is kept apart, so that each test runs once per row.
    const statement = compileSql(sql`${withMembers(each, own)}select ${sql.join(counts)}
      from (select ${worth} as worth, ${sql.join(tests)} from ${rowsOf(each)} offset 0) as x`);
    const read = (row: Readonly<Record<string, unknown>>) =>
      own.map((_, i) => ({ count: Number(row[`n${i}`]), sum: (row[`s${i}`] as string | null) ?? null }));
    return [{ effects: own, currency: currencyOf(each), statement, read }];
  });
}

function withMembers(each: EntityView, effects: readonly Effect[]) {
  const roles = [...new Set(effects.flatMap((effect) => (effect.role ? [effect.role] : [])))];
  return roles.length > 0 ? sql`with ${sql.join([holdersSql(each), ...roles.map((role) => membersSql(each.view.key, role))])} ` : sql``;
}

/** How many active members each role has. Rows: `role`, `n`. */
export function membersCountSql(app: string): Statement {
  return compileSql(
    sql`select m.role, count(*)::int as n from pipewright.member m join pipewright.person p on p.user_id = m.user_id where m.app = ${app} and p.active group by m.role`,
  );
}

/** A record that an effect hits, as the list of them gives it. */
export interface HitRow {
  readonly id: string;
  readonly title: string | null;
  readonly owner: string | null;
  readonly pipeline: string | null;
  readonly stage: string | null;
  readonly amount: string | null;
}

/** The statement that lists what an effect hits, and the currency of what that is worth. */
export interface HitQuery {
  readonly statement: Statement;
  readonly currency: string | undefined;
}

/** The records an effect hits, by id, those after one; undefined where the effect is not about records. */
export function hitQuery(view: ImpactView, effect: Effect, after: string | undefined, limit: number): HitQuery | undefined {
  const each = effect.entity && entityView(view, effect.entity);
  if (!each || !effect.where) return undefined;
  const amount = amountColumn(each);
  const has = (name: string) => (each.table.columns.stage ? sql.id('t', name) : sql`null::text`);
  const title = each.table.columns[each.entity.title] ? each.entity.title : each.was.title;
  const statement = compileSql(sql`${withMembers(each, [effect])}select t.id::text, ${sql.id('t', title)}::text as title, o.name as owner,
      ${has('was_pipeline')} as pipeline, ${has('was_stage')} as stage, ${amount ? sql`trim_scale(${sql.id('t', amount.key)})::text` : sql`null::text`} as amount
    from ${rowsOf(each)} left join pipewright.person o on o.user_id = t.owner
    where ${effect.where} and ${after === undefined ? sql`true` : sql`t.id > ${after}::uuid`} order by t.id limit ${limit}`);
  return { statement, currency: currencyOf(each) };
}
