import { APPLIES, accessTo, type Entity } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql, type Fragment, type Statement } from './compile.ts';
import { type Compiled, conditions, type ListQuery, recordJson, whereSql } from './list.ts';
import type { View } from './view.ts';
import { visible } from './visible.ts';

/** What a board asks for: one pipeline's open records. */
export interface BoardQuery extends Pick<ListQuery, 'filter' | 'search'> {
  readonly pipeline: string;
  /** Cards per column. */
  readonly limit: number;
}

/** The two questions of a board: `totals` has a row (stage, count, sum) per stage, `cards(stages)` a row (stage, j, c) per card. */
export interface BoardStatements {
  readonly totals: Statement;
  readonly cards: (stages: readonly string[]) => Statement;
}

const CARD_SYSTEM = ['owner', 'stage', 'stage_since', 'probability', 'status', 'updated_at', APPLIES];

/** The fields a card shows: title, subtitle, amount, close date and where it stands. */
export function cardFields(entity: Entity): string[] {
  const { process } = entity;
  return [
    ...new Set([entity.title, entity.subtitle, process?.amount, process?.closeDate, ...CARD_SYSTEM].filter((key) => key !== undefined)),
  ];
}

/** Compiles a board of one pipeline. */
export function boardSql(view: View, entity: Entity, query: BoardQuery): Compiled<BoardStatements> {
  const access = accessTo(view.app, entity, view.principal);
  const where = conditions(view, access, query);
  if ('issues' in where) return where;
  const readable = (key: string) => access.fields.find((field) => field.key === key);
  const base = [sql`r.pipeline = ${query.pipeline}`, sql`r.status = 'open'`, ...where.parts];
  const amount =
    entity.process?.amount && readable(entity.process.amount) ? sql`sum(${sql.id('r', entity.process.amount)})::text` : sql`null::text`;
  const from = visible(view, entity);
  const shown = cardFields(entity).flatMap((key) => readable(key) ?? []);
  const named = shown.filter((field) => ['person', 'reference', 'department'].includes(field.type));
  const card = recordJson(view, shown, named);
  return {
    query: {
      totals: compileSql(
        sql`select r.stage, count(*)::int as count, ${amount} as sum from ${from} as r ${whereSql(base)} group by r.stage`,
      ),
      cards: (stages) =>
        compileSql(sql`select s.stage, x.j, x.c from unnest(${[...stages]}::text[]) as s(stage) cross join lateral (
          select ${card}::text as j, ${boardCursor}::text as c from ${from} as r ${whereSql([...base, sql`r.stage = s.stage`])}
          order by r.updated_at desc, r.id desc limit ${query.limit + 1}) as x`),
    },
  };
}

const boardCursor: Fragment = sql`json_build_array(r.updated_at::text, r.id::text)`;
