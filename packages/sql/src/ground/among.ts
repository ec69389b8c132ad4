import { sql } from 'kysely';
import type { Fragment } from './compile.ts';
import { Slot } from './slot.ts';

/** Whether a slot with a list of values will hold exactly one; a statement for one serves no other number. */
export type Count = 'one' | 'many';

/** How many values a list has, as `among` asks. */
export function countOf(values: readonly unknown[]): Count {
  return values.length === 1 ? 'one' : 'many';
}

const first = (values: unknown) => (values as readonly unknown[])[0];

const listType = (type: 'uuid' | 'text') => (type === 'uuid' ? sql`uuid[]` : sql`text[]`);

/** The only value in a slot with a list. */
const only = (values: Slot, type: 'uuid' | 'text') => sql`${new Slot(values.name, first)}::${type === 'uuid' ? sql`uuid` : sql`text`}`;

/**
 * True for a column that is one of the values in a slot. Neither form lets Postgres see how many there are, so that it settles for one plan
 * instead of planning each look-up anew, which costs several times the look-up itself.
 */
export function among(column: Fragment, values: Slot, type: 'uuid' | 'text', count: Count): Fragment {
  if (count === 'one') return sql`${column} = ${only(values, type)}`;
  return sql`${column} = any((select ${values}::${listType(type)})::${listType(type)})`;
}

/** The values in a slot as rows of one column, as opaque to the planner as in `among`. */
export function asRows(values: Slot, type: 'uuid' | 'text', count: Count): Fragment {
  return count === 'one' ? sql`select ${only(values, type)}` : sql`select unnest((select ${values}::${listType(type)}))`;
}
