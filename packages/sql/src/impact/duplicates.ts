import { type DuplicateRule, duplicateFields, type Field, isFolded } from '@pipewright/definition';
import { sameValue } from '@pipewright/logic';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { searchFold } from '../ground/search.ts';
import { WAITING, waiting } from '../read/waiting.ts';
import type { Effect, EntityView } from './effect.ts';

/** The rules by which records are duplicates anew, with their fields; what has no column yet is empty everywhere. */
function freshRules({ was, entity, table }: EntityView): { readonly rule: DuplicateRule; readonly fields: readonly Field[] }[] {
  if (!table.columns.status) return [];
  return (entity.process?.duplicates ?? []).flatMap((rule) => {
    const old = was.process?.duplicates?.find(({ key }) => key === rule.key);
    const fields = duplicateFields(entity, rule);
    if (!fields?.every(({ key }) => table.columns[key]) || (old && sameValue(old.fields, rule.fields))) return [];
    return [{ rule, fields }];
  });
}

const column = (rule: DuplicateRule, ...alias: readonly string[]) => sql.id(...alias, `duplicates ${rule.key}`);
const comparedBy = (field: Field, alias: string): Fragment =>
  isFolded(field) ? sql`nullif(${searchFold(sql.id(alias, field.key))}, '')` : sql.id(alias, field.key);

/** Columns beside the rows `b`: how many that are not closed have the values of a row by each new rule. */
export function duplicateCounts(each: EntityView): Fragment[] {
  return freshRules(each).map(({ rule, fields }) => {
    const waits = waiting(sql`b.status`);
    const same = sql.join([waits, ...fields.map((field) => comparedBy(field, 'b'))]);
    return sql`, count(*) over (partition by ${same}) as ${column(rule)}`;
  });
}

/** Records that are duplicates of others as a new rule is published. */
export function duplicateEffects(each: EntityView): Effect[] {
  return freshRules(each).map(({ rule, fields }) => {
    const filled = fields.map((field) => sql`${comparedBy(field, 't')} is not null`);
    const names = fields.map(({ name }) => name);
    const name = { en: names.map(({ en }) => en).join(' + '), 'zh-CN': names.map((one) => one['zh-CN']).join(' + ') };
    const { entity, path } = each;
    const at = `${path}.process.duplicates.${rule.key}`;
    const where = sql<boolean>`(${column(rule, 't')} > 1 and ${WAITING} and ${sql.join(filled, sql` and `)})`;
    return { id: `duplicates_there:${at}`, code: 'duplicates_there', names: [entity.name, name], path: at, entity, where };
  });
}
