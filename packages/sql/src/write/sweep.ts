import type { Value } from '@pipewright/logic';
import { sql } from 'kysely';
import { jsonOf, typeSql } from '../ground/column-type.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { fillSlots } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { actorId, authorValues } from './authorship.ts';
import type { WriteTarget } from './write.ts';
import { GIVEN, logParts, type Row, STANDS } from './write-log.ts';

/** One change to all rows of a condition. */
export interface Sweep {
  /** The columns to set, in the form of the ledger; only rows that differ are touched. None for what is told of a row and not held by it. */
  readonly set: Row;
  /** Which rows, over the table `t`; deleted ones too unless it says otherwise. */
  readonly where: Fragment;
  readonly kind: 'update' | 'move' | 'share';
  /** The instant it is true from. */
  readonly at: string;
}

/**
 * Sets columns of every row of a condition in one statement, as any other write does: version, ledger, outbox and stage periods with it.
 * Answers a row (`id`, `version`, `made`) for each row it changed.
 */
export function sweepSql(context: WriteTarget, { set, where, kind, at }: Sweep): Statement {
  const { schema, table, columns, staged } = context;
  const names = Object.keys(set);
  const type = (name: string) => {
    const column = columns[name];
    if (!column) throw new Error(`${table} has no column ${name}`);
    return column.type;
  };
  const typed = (name: string) => sql`${plain(set[name] ?? null)}::${typeSql[type(name)]}`;
  const json = (name: string, side: Fragment) => sql`${name}::text, ${jsonOf(type(name), side)}`;
  const moves = staged && names.some((name) => STANDS.some((each) => each === name));
  const assign = names.map((name) => sql`${sql.id(name)} = ${typed(name)}`);
  const differs = names.map((name) => sql`${sql.id('t', name)} is distinct from ${typed(name)}`);
  const stamps = [
    sql`version = t.version + 1`,
    ...(names.length > 0
      ? [sql`updated_at = ${at}::timestamptz`, sql`updated_by = ${context.actor.kind === 'person' ? actorId(context.actor) : null}::text`]
      : []),
    ...(moves ? [sql`stage_since = ${at}::timestamptz`] : []),
  ];
  const stood = (name: string) => (!moves ? sql`null::text` : names.includes(name) ? typed(name) : sql.id('old', name));
  const other = names.length > 0 ? sql` and (${sql.join(differs, sql` or `)})` : sql``;
  const old = sql`old as (select t.* from ${sql.id(schema, table)} t where ${where}${other} order by t.id for no key update)`;
  const back = ['id', 'version', ...(staged ? STANDS : [])].map((name) => sql.id('t', name));
  const written = sql`written as (update ${sql.id(schema, table)} as t set ${sql.join([...assign, ...stamps])} from old where t.id = old.id returning ${sql.join(back)})`;
  const l = sql`l as (select old.id as record, old.version + 1 as version, ${kind}::text as kind,
    jsonb_build_object(${sql.join(names.map((name) => json(name, sql.id('old', name))))}) as before,
    jsonb_build_object(${sql.join(names.map((name) => json(name, typed(name))))}) as after, ${at}::timestamptz as valid_at,
    ${moves ? sql`case when old.deleted_at is null then 'enter' end` : sql`null::text`} as stands, ${stood('pipeline')} as pipeline, ${stood('stage')} as stage, ${stood('status')} as status from old)`;
  const made = sql`with ${sql.join([old, written, l, ...logParts(schema, table, GIVEN, { staged, owned: names.includes('owner') }, 'many')])} select w.id, w.version, '{}'::jsonb as made from written w`;
  const values = authorValues(context);
  return fillSlots(compileSql(made), (slot) => values[slot.name]);
}

const plain = (value: Value) => (typeof value === 'number' ? String(value) : value);
