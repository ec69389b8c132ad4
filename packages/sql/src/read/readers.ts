import type { Entity } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import { fillFor } from '../ground/compile-once.ts';
import type { Sight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { visible } from './visible.ts';

const PLACE = /\$(\d+)/g;

/** Which of these people may see a record, in one statement: rows of `person`, each found through that person's own sight. Undefined where nobody is asked about. */
export function readersSql(views: readonly Sight[], entity: Entity, id: string): Statement | undefined {
  if (views.length === 0) return undefined;
  const parameters: unknown[] = [];
  const parts = views.map((view) => {
    const one = compileSql(
      sql`select ${new Slot('user.id')}::text as person where exists (select 1 from ${visible(view, entity, { each: true, only: new Set() })} as r where r.id = ${new Slot('record')}::uuid)`,
    );
    const filled = fillFor(view, one, { record: id });
    const before = parameters.length;
    parameters.push(...filled.parameters);
    return filled.sql.replaceAll(PLACE, (_, place: string) => `$${before + Number(place)}`);
  });
  return { sql: parts.join(' union all '), parameters };
}
