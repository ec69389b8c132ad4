import type { Entity } from '@pipewright/definition';
import type { Result } from '@pipewright/logic';
import { sql } from 'kysely';
import { among } from '../ground/among.ts';
import { compileSql } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { pageSql } from './list.ts';
import type { ListShape } from './list-shape.ts';

/** What the text of the statement for all records of a list depends on. */
export interface WholeShape extends Pick<ListShape, 'filter' | 'sort' | 'fields' | 'expand' | 'deleted' | 'searched'> {
  /** True where only those are meant whose ids stand in the slot `records`. */
  readonly chosen: boolean;
}

/** Compiles all records of a list, in its order: rows as those of `listSql`, without an end. */
export function wholeListSql(view: RoleSight, entity: Entity, { chosen, ...shape }: WholeShape): Result<Statement> {
  const more = chosen ? [among(sql`r.id`, new Slot('records'), 'uuid', 'many')] : [];
  const rows = pageSql(view, entity, shape, sql`all`, more);
  return 'issues' in rows ? rows : { value: compileSql(rows.value) };
}
