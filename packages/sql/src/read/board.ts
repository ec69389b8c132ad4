import { type Access, APPLIES, accessTo, type Entity, fieldTypes } from '@pipewright/definition';
import type { Result } from '@pipewright/logic';
import { sql } from 'kysely';
import { columnsRead } from '../ground/columns-read.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { firstRows } from './first-rows.ts';
import { conditions, whereSql } from './list.ts';
import type { ListShape } from './list-shape.ts';
import { recordJson } from './record-json.ts';
import { hasTwoWays, visible } from './visible.ts';

/** What the text of a board's statement depends on. */
export interface BoardShape extends Pick<ListShape, 'filter' | 'searched'> {
  /** Facts to give with each card besides what it shows: `field`, left out where it is out of sight, or `reference.field`, which must be readable. */
  readonly facts?: readonly string[] | undefined;
}

/** A column of a board: its figures, its first cards as JSON texts joined by commas, and the cursor of the last one where there are more. */
export interface BoardRow {
  readonly stage: string;
  readonly count: number;
  readonly sum: string | null;
  readonly records: string | null;
  readonly last: string | null;
}

const CARD_SYSTEM = ['owner', 'stage', 'stage_since', 'probability', 'status', 'updated_at', APPLIES];

/** The fields a card shows: title, subtitle, amount, close date and where it stands. */
export function cardFields(entity: Entity): string[] {
  const { process } = entity;
  return [
    ...new Set([entity.title, entity.subtitle, process?.amount, process?.closeDate, ...CARD_SYSTEM].filter((key) => key !== undefined)),
  ];
}

const readable = (access: Access, key: string | undefined) => access.fields.find((field) => field.key === key);

/**
 * Compiles a board of open records: a `BoardRow` for each stage in the slot `stages`, in their order, and then for each other stage in which records
 * still stand. The slot `pipeline` says whose stages they are, `limit` how many cards each may have.
 */
export function boardSql(view: RoleSight, entity: Entity, shape: BoardShape): Result<Statement> {
  const access = accessTo(view.app, entity, view.principal);
  const where = conditions(view, access, shape);
  if ('issues' in where) return where;
  const base = [sql`r.pipeline = ${new Slot('pipeline')}::text`, sql`r.status = 'open'`, ...where.value];
  const amount = readable(access, entity.process?.amount);
  const sum = amount ? sql`sum(${sql.id('r', amount.key)})::text` : sql`null::text`;
  const { facts = [] } = shape;
  const known = (names: readonly (string | undefined)[]) => [...new Set(names)].flatMap((key) => readable(access, key) ?? []);
  const shown = known([...cardFields(entity), ...facts.map((name) => name.split('.')[0])]);
  const named = known(cardFields(entity)).filter((field) => fieldTypes[field.type].names !== null);
  const far = facts.filter((name) => name.includes('.'));
  const keys = [...(readable(access, 'updated_at') ? [sql`r.updated_at`] : []), sql`r.id`];
  const order = sql.join(keys.map((key) => sql`${key} desc`));
  const json = recordJson(view, shown, named, far);
  const always = ['pipeline', 'stage', 'status', 'updated_at'].map((key) => sql.id('r', key));
  const only = (parts: readonly Fragment[]) => columnsRead('r', [...always, ...base, ...parts]);
  const [limit, stages] = [sql`${new Slot('limit')}::integer`, sql`${new Slot('stages')}::text[]`];
  const figures = (rows: Fragment, where: Fragment) =>
    sql`select r.stage, count(*)::int as count, ${sum} as sum from ${rows} as r ${where} group by r.stage`;
  const first = { where: whereSql([...base, sql`r.stage = place.stage`]), order, limit: sql`${limit} + 1` };
  // What was shared is looked up once, and not for each stage again.
  const split = hasTwoWays(view, entity);
  const shared = visible(view, entity, { way: 'share', only: only([sum, json]) });
  const total = split
    ? sql`shared as materialized (select r.* from ${shared} as r ${whereSql(base)}),
      total as materialized (select stage, sum(count)::int as count, sum(sum::numeric)::text as sum from (
        ${figures(visible(view, entity, { way: 'role', only: only([sum]) }), whereSql(base))} union all ${figures(sql`shared`, sql``)}) f group by stage)`
    : sql`total as materialized (${figures(visible(view, entity, { only: only([sum]) }), whereSql(base))})`;
  return {
    value: compileSql(sql`with ${total},
      place as (select u.stage, u.place from unnest(${stages}) with ordinality as u(stage, place)
        union all select total.stage, null from total where total.stage <> all(${stages}))
      select place.stage, coalesce(total.count, 0) as count, total.sum, cards.records, cards.last
      from place left join total on total.stage = place.stage cross join lateral (
        select string_agg(card.j, ',' order by card.n) filter (where card.n <= ${limit}) as records,
          case when max(card.n) > ${limit} then max(card.c) filter (where card.n = ${limit}) end as last
        from (select ${json}::text as j, row_number() over (order by ${order}) as n,
            json_build_array(${sql.join(keys.map((key) => sql`${key}::text`))})::text as c
          ${firstRows(view, entity, { only: only(split ? [sum, json] : [json]) }, first, sql`shared`)}) as card) as cards
      order by place.place nulls last, place.stage`),
  };
}
