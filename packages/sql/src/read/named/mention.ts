import type { Field } from '@pipewright/definition';
import { sql } from 'kysely';
import { among, asRows, type Count } from '../../ground/among.ts';
import type { Fragment } from '../../ground/compile.ts';
import { Slot } from '../../ground/slot.ts';

/** The values of a field that name something else: those a write sends, in a slot, and those of the records it is about. */
export interface Mention {
  readonly field: Field;
  /** How many are sent; undefined where none are. */
  readonly sent: Count | undefined;
  readonly stored: boolean;
}

/** True for a column that is one of the values a mention speaks of; those of records stand in the rows `current`. */
export function isMentioned(column: Fragment, { field, sent, stored }: Mention, type: 'uuid' | 'text'): Fragment {
  const slot = new Slot(`mentions.${field.key}`);
  if (!stored) return among(column, slot, type, sent ?? 'many');
  const near = sql`select c.${sql.id(`near ${field.key}`)} from current c`;
  return sql`${column} in (${sent ? sql`${asRows(slot, type, sent)} union all ${near}` : near})`;
}
