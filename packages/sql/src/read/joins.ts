import type { Entity, Field } from '@pipewright/definition';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { visible } from './visible.ts';

/**
 * What a question over many rows looks up beside them: each table is joined once, instead of being asked for every row. All joins are by a unique
 * key and keep rows without a partner, so that they neither add rows nor take any away.
 */
export class Joins {
  private readonly view: RoleSight;
  private readonly made = new Map<string, { readonly alias: string; readonly sql: Fragment }>();

  constructor(view: RoleSight) {
    this.view = view;
  }

  /** The alias of the visible record of `target` that a column names; where it is out of sight, all its columns are empty. */
  record(target: Entity, column: Fragment, name: string): string {
    return this.add(
      name,
      (alias) => sql`left join ${visible(this.view, target)} as ${sql.id(alias)} on ${sql.id(alias, 'id')} = ${column}`,
    );
  }

  /** A column of the visible record that a reference of the rows `r` names. */
  readonly far = (near: Field, target: Entity, read: (alias: string) => Fragment): Fragment =>
    read(this.record(target, sql.id('r', near.key), near.key));

  /** The alias of the person whose id stands in a column. */
  person(column: Fragment, name: string): string {
    return this.add(
      `person ${name}`,
      (alias) => sql`left join pipewright.person as ${sql.id(alias)} on ${sql.id(alias, 'user_id')} = ${column}`,
    );
  }

  /** The alias of the department whose id stands in a column. */
  department(column: Fragment, name: string): string {
    return this.add(
      `department ${name}`,
      (alias) => sql`left join pipewright.department as ${sql.id(alias)} on ${sql.id(alias, 'id')} = ${column}`,
    );
  }

  /** The joins, to stand behind the rows. */
  sql(): Fragment {
    return sql.join(
      [...this.made.values()].map((each) => each.sql),
      sql` `,
    );
  }

  private add(name: string, join: (alias: string) => Fragment): string {
    const known = this.made.get(name);
    if (known) return known.alias;
    const alias = `j${this.made.size}`;
    this.made.set(name, { alias, sql: join(alias) });
    return alias;
  }
}
