import { accessTo, type Entity } from '@pipewright/definition';
import type { Result } from '@pipewright/logic';
import { sql } from 'kysely';
import { columnsRead } from '../ground/columns-read.ts';
import { compileSql } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { conditions } from './list.ts';
import type { ListShape } from './list-shape.ts';
import { visible } from './visible.ts';

/** Compiles the ids (`id`) of what a filter and a search find, in the order of the ids, `limit` of them after the id in the slot `after`. */
export function idsSql(view: RoleSight, entity: Entity, shape: Pick<ListShape, 'filter' | 'searched'>): Result<Statement> {
  const where = conditions(view, accessTo(view.app, entity, view.principal), shape);
  if ('issues' in where) return where;
  const parts = [...where.value, sql`r.id > ${new Slot('after')}::uuid`];
  return {
    value: compileSql(
      sql`select r.id from ${visible(view, entity, { only: columnsRead('r', parts) })} as r where ${sql.join(parts, sql` and `)} order by r.id limit ${new Slot('limit')}`,
    ),
  };
}
