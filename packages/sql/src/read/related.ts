import { accessTo, type Entity } from '@pipewright/definition';
import { type Issue, issue, issuesOf, type Result } from '@pipewright/logic';
import { sql } from 'kysely';
import { among } from '../ground/among.ts';
import { columnsRead } from '../ground/columns-read.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { pageSql } from './list.ts';
import type { ListQuery } from './list-shape.ts';
import { type Chosen, chooseRecord } from './record-json.ts';
import { readableEntity, visible } from './visible.ts';

/** A list of records that refer to the one that is asked for. */
export interface Related extends Pick<ListQuery, 'sort' | 'fields' | 'expand' | 'limit'> {
  readonly entity: string;
  /** The reference field of that entity. */
  readonly by: string;
}

/**
 * Compiles the reading of one record, whose id stands in the slot `records`, together with the first page of lists of what refers to it. Each row has
 * `part` (0 for the record, then the number of the list), `j`, a record as JSON text, and `c`, its cursor; the rows of a list come in its order, one more
 * than its limit where there is a next page.
 * @param far facts one reference away to give with the record, as `reference.field`
 */
export function recordWithSql(
  view: RoleSight,
  entity: Entity,
  shape: Chosen & Pick<ListQuery, 'deleted'>,
  far: readonly string[],
  lists: readonly Related[],
): Result<Statement> {
  const id = (column: Fragment) => among(column, new Slot('records'), 'uuid', 'one');
  const record = chooseRecord(view, accessTo(view.app, entity, view.principal), shape, far);
  const pages = lists.map((list) => relatedPage(view, entity, list, id));
  const issues = issuesOf(record, ...pages);
  if ('issues' in record || issues.length > 0) return { issues };
  const rows = visible(view, entity, { deleted: shape.deleted, each: true, only: columnsRead('r', [record.value]) });
  const one = sql`select ${record.value}::text as j, null::text as c from ${rows} as r where ${id(sql`r.id`)}`;
  const parts = [one, ...pages.flatMap((page) => ('value' in page ? [page.value] : []))];
  const numbered = parts.map((part, i) => sql`select ${i}::integer as part, row_number() over () as place, x.j, x.c from (${part}) x`);
  return { value: compileSql(sql`select p.part, p.j, p.c from (${sql.join(numbered, sql` union all `)}) p order by p.part, p.place`) };
}

function relatedPage(view: RoleSight, entity: Entity, list: Related, id: (column: Fragment) => Fragment): Result<Fragment> {
  const found = readableEntity(view, list.entity);
  if ('issues' in found) return { issues: found.issues.map((each): Issue => ({ ...each, path: 'include' })) };
  const field = accessTo(view.app, found.value, view.principal).fields.find((each) => each.key === list.by);
  if (field?.target !== entity.key) return { issues: [issue('include', 'unknown.field', { name: list.by })] };
  const { sort, fields, expand, limit } = list;
  return pageSql(view, found.value, { sort, fields, expand, searched: false }, sql`${limit + 1}::integer`, [id(sql.id('r', field.key))]);
}
