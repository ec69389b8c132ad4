import { type Entity, type Field, type Label, ruledFields } from '@pipewright/definition';
import { sameValue } from '@pipewright/logic';
import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';
import { mislabelledSql, ruledSql } from '../read/ruled.ts';
import { type EntityView, entityView, holds, type ImpactView, rowsOf } from './effect.ts';

/** A field whose rule is new or another, and the statement that counts which records would get another value. Rows: `was`, `becomes`, `count`. */
export interface Relabelling {
  readonly entity: Entity;
  readonly field: Field;
  readonly names: readonly Label[];
  readonly statement: Statement;
}

/** What a rule says, its names left out. */
const meaning = (field: Field | undefined) =>
  field?.byRule && { rows: field.byRule.rows.map(({ when, value }) => [when, value]), otherwise: field.byRule.otherwise };

/** The fields whose rules a publish makes or changes, of entities that have records. */
export function relabellings(view: ImpactView): Relabelling[] {
  return view.after.entities.flatMap((entity) => {
    const each = entity.retired ? undefined : entityView(view, entity);
    if (!each) return [];
    return ruledFields(entity).flatMap((field) => {
      const was = each.was.fields.find((one) => one.key === field.key && !one.retired);
      if (sameValue(meaning(was), meaning(field))) return [];
      return [{ entity, field, names: [entity.name, field.name], statement: countSql(each, field) }];
    });
  });
}

function countSql(each: EntityView, field: Field): Statement {
  const { columns } = each.table;
  const ruled = ruledSql(field, (rule) => holds(each, rule));
  const was = columns[field.key] ? sql`${sql.id('t', field.key)}` : sql`null::text`;
  const wrong = mislabelledSql(field, ruled, (column) => columns[column] !== undefined);
  return compileSql(sql`select ${was} as was, ${ruled} as becomes, count(*)::int as count from ${rowsOf(each)} where ${wrong}
    group by 1, 2 order by 3 desc, 1, 2`);
}
