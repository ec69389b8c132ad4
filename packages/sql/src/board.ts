import { type Access, APPLIES, accessTo, type Entity } from '@pipewright/definition';
import { sql } from 'kysely';
import { type Compiled, compileSql, type Fragment } from './compile.ts';
import { conditions, whereSql } from './list.ts';
import type { ListShape } from './list-shape.ts';
import { recordJson } from './record-json.ts';
import { Slot } from './slot.ts';
import type { RoleView } from './view.ts';
import { visible } from './visible.ts';

/** What the text of a board's statements depends on. */
export type BoardShape = Pick<ListShape, 'filter' | 'searched'>;

/** The questions of a board: `totals` has a row (stage, count, sum) per stage, `cards` a row (stage, j, c) per card. */
export type BoardPart = 'totals' | 'cards';

const CARD_SYSTEM = ['owner', 'stage', 'stage_since', 'probability', 'status', 'updated_at', APPLIES];

/** The fields a card shows: title, subtitle, amount, close date and where it stands. */
export function cardFields(entity: Entity): string[] {
  const { process } = entity;
  return [
    ...new Set([entity.title, entity.subtitle, process?.amount, process?.closeDate, ...CARD_SYSTEM].filter((key) => key !== undefined)),
  ];
}

/**
 * Compiles one question of a board of open records. The slot `pipeline` says whose; for cards `stages` says which columns, in their order,
 * and `limit` how many cards each may have.
 */
export function boardSql(view: RoleView, entity: Entity, part: BoardPart, shape: BoardShape): Compiled {
  const access = accessTo(view.app, entity, view.principal);
  const where = conditions(view, access, shape);
  if ('issues' in where) return where;
  const base = [sql`r.pipeline = ${new Slot('pipeline')}::text`, sql`r.status = 'open'`, ...where.parts];
  return { query: compileSql(PARTS[part](view, access, base)) };
}

const readable = (access: Access, key: string | undefined) => access.fields.find((field) => field.key === key);

const PARTS: Readonly<Record<BoardPart, (view: RoleView, access: Access, base: readonly Fragment[]) => Fragment>> = {
  totals: (view, access, base) => {
    const amount = readable(access, access.entity.process?.amount);
    const sum = amount ? sql`sum(${sql.id('r', amount.key)})::text` : sql`null::text`;
    return sql`select r.stage, count(*)::int as count, ${sum} as sum from ${visible(view, access.entity)} as r ${whereSql(base)} group by r.stage order by r.stage`;
  },
  cards: (view, access, base) => {
    const shown = cardFields(access.entity).flatMap((key) => readable(access, key) ?? []);
    const named = shown.filter((field) => ['person', 'reference', 'department'].includes(field.type));
    const keys = [...(readable(access, 'updated_at') ? [sql`r.updated_at`] : []), sql`r.id`];
    return sql`select s.stage, x.j, x.c from unnest(${new Slot('stages')}::text[]) as s(stage) cross join lateral (
      select ${recordJson(view, shown, named)}::text as j, json_build_array(${sql.join(keys.map((key) => sql`${key}::text`))})::text as c from ${visible(view, access.entity)} as r ${whereSql([...base, sql`r.stage = s.stage`])}
      order by ${sql.join(keys.map((key) => sql`${key} desc`))} limit ${new Slot('limit')}) as x`;
  },
};
