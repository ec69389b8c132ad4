import { type Access, type Field, targetOf } from '@pipewright/definition';
import { type Issue, issue, issuesOf, type Result } from '@pipewright/logic';
import { sql } from 'kysely';
import { columnsRead } from '../ground/columns-read.ts';
import type { Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import type { ListQuery } from './list-shape.ts';
import { nameOf } from './named/kinds.ts';
import { farFields, jsonColumn, MAY, visible } from './visible.ts';

/** What is given of a record. */
export interface Chosen extends Pick<ListQuery, 'fields' | 'expand'> {
  /** Whether to say what who asks may do with it, which is asked of each row. */
  readonly may?: boolean | undefined;
}

/** The record as JSON with the chosen fields and names, or the reasons why it cannot be given. */
export function chooseRecord(
  view: RoleSight,
  access: Access,
  { fields, expand = [], may = false }: Chosen,
  far: readonly string[] = [],
): Result<Fragment> {
  const [chosen, expanded] = [chooseFields(access, fields, 'fields'), chooseFields(access, expand, 'expand')];
  if ('value' in chosen && 'value' in expanded) return { value: recordJson(view, chosen.value, expanded.value, far, may) };
  return { issues: issuesOf(chosen, expanded) };
}

function chooseFields(access: Access, keys: readonly string[] | undefined, path: string): Result<readonly Field[]> {
  if (keys === undefined) return { value: access.fields };
  const issues: Issue[] = [];
  const fields = keys.flatMap((key) => {
    const field = access.fields.find((each) => each.key === key);
    if (!field) issues.push(issue(path, 'unknown.field', { name: key }));
    return field ? [field] : [];
  });
  return issues.length > 0 ? { issues } : { value: fields };
}

/**
 * The record as one JSON value; `$names` holds the display names of what `expanded` refers to, `$far` the facts named by `far`, `$may` what who asks may
 * do with it.
 * A whole row is named by what no column is called: `to_json(q)` would be the column where a field has the key `q`.
 */
export function recordJson(
  view: RoleSight,
  fields: readonly Field[],
  expanded: readonly Field[],
  far: readonly string[] = [],
  may = false,
): Fragment {
  const columns = fields.map((field) => sql`${jsonColumn(field, sql.id('r', field.key))} as ${sql.id(field.key)}`);
  const names = expanded.flatMap((field) => {
    const name = nameOf(view, field, sql.id('r', field.key));
    return name ? [sql`${name} as ${sql.id(field.key)}`] : [];
  });
  const named = names.length > 0 ? [sql`(select to_json("$") from (select ${sql.join(names)}) "$") as "$names"`] : [];
  const known = far.length > 0 ? [sql`${farJson(view, fields, far)} as "$far"`] : [];
  const allowed = may ? [sql.id('r', MAY)] : [];
  return sql`(select to_json("$") from (select ${sql.join([sql`r.id`, sql`r.version`, ...columns, ...named, ...known, ...allowed])}) "$")`;
}

/** Facts of the visible records that the columns of `r` refer to, by `reference.field`; of one out of sight there are none. */
function farJson(view: RoleSight, fields: readonly Field[], far: readonly string[]): Fragment {
  const parts = fields.flatMap((field) => {
    const target = targetOf(view.app, field);
    const wanted = far.filter((name) => name.startsWith(`${field.key}.`));
    if (!target || wanted.length === 0) return [];
    const columns = wanted.flatMap((name) => {
      const column = name.slice(field.key.length + 1);
      const read = farFields(view, field).find((each) => each.key === column);
      return read ? [sql`${jsonColumn(read, sql.id('f', column))} as ${sql.id(name)}`] : [];
    });
    if (columns.length === 0) return [];
    const row = sql`(select to_jsonb("$") from ${visible(view, target, { each: true, only: columnsRead('f', columns) })} as f, lateral (select ${sql.join(columns)}) "$" where f.id = ${sql.id('r', field.key)})`;
    return [sql`coalesce(${row}, '{}')`];
  });
  return parts.length > 0 ? sql.join(parts, sql` || `) : sql`'{}'::jsonb`;
}
