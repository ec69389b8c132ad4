import { sql } from 'kysely';
import type { Count } from '../ground/among.ts';
import type { Column } from '../ground/column.ts';
import { typeSql } from '../ground/column-type.ts';
import type { Fragment } from '../ground/compile.ts';
import { Slot, type SlotValues } from '../ground/slot.ts';
import type { Row, Sides } from './write-log.ts';

type Columns = Readonly<Record<string, Column>>;

const ROWS = new Slot('rows');
const cell = (name: string) => new Slot(`row.${name}`);

/** The rows of a write as `x`, with these columns. One row alone is spelt out, which the database plans and begins in less time than a list. */
export function recordset(columns: Columns, names: readonly string[], count: Count): Fragment {
  if (count === 'one')
    return sql`(select ${sql.join(names.map((name) => sql`${cell(name)}::${typeSql[(columns[name] as Column).type]} as ${sql.id(name)}`))}) x`;
  const shape = names.map((name) => sql`${sql.id(name)} ${typeSql[(columns[name] as Column).type]}`);
  return sql`jsonb_to_recordset(${ROWS}::jsonb) as x(${sql.join(shape)})`;
}

/** What stands in the slots of `recordset`; `names` are all columns that it is asked for. */
export function rowValues(rows: readonly Row[], names: readonly string[]): SlotValues {
  const [first] = rows;
  if (!first || rows.length > 1) return { [ROWS.name]: JSON.stringify(rows) };
  return Object.fromEntries(names.map((name) => [cell(name).name, first[name] ?? null]));
}

/**
 * A record's department is its owner's. The write asks for it itself and holds on to the person, or somebody who is moved at this moment would leave
 * behind a record that was judged before and written after the move. Who leaves at this moment is not held, and gets nothing any more.
 */
export const held = (columns: Columns, count: Count) => sql`held as (select p.user_id, p.department from pipewright.person p
  where p.user_id in (select x.owner from ${recordset(columns, ['owner'], count)}) and p.active order by p.user_id for share)`;
/** The department of a row `x`: its owner's, or another where it has no owner. */
export const department = (otherwise: Fragment) => sql`case when x.owner is null then ${otherwise} else h.department end`;
/** True where a row `x` comes to belong to nobody, or to somebody who still works there. */
export const ownerStays = sql`(x.owner is null or h.user_id is not null)`;
/** Brings the owner's row `h` in. */
export const owned = sql`left join held h on h.user_id = x.owner`;

/** An entry with the department that was written instead of the one it was judged with. */
export function sidesWith(was: Fragment): Sides {
  const side = (given: Fragment, value: Fragment) => sql`${given} - 'department'
    || case when w.department is distinct from ${was} then jsonb_build_object('department', ${value}) else '{}'::jsonb end`;
  return { before: side(sql`l.before`, was), after: side(sql`l.after`, sql`w.department`) };
}
