import { type DuplicateRule, duplicateFields, type Entity, type Field, isFolded } from '@pipewright/definition';
import { sameValue } from '@pipewright/logic';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { searchFold } from '../ground/search.ts';
import { unfinished } from '../read/waiting.ts';
import type { Table } from '../schema/table.ts';

interface Publishing {
  readonly was: Entity;
  readonly entity: Entity;
  readonly table: Table;
}

/** The rules by which records are duplicates anew, with their fields; what has no column yet is empty everywhere. */
export function freshRules({ was, entity, table }: Publishing): { readonly rule: DuplicateRule; readonly fields: readonly Field[] }[] {
  if (entity.process && !table.columns.status) return [];
  return (entity.duplicates ?? []).flatMap((rule) => {
    const old = was.duplicates?.find(({ key }) => key === rule.key);
    const fields = duplicateFields(entity, rule);
    if (!fields?.every(({ key }) => table.columns[key]) || (old && sameValue(old.fields, rule.fields))) return [];
    return [{ rule, fields }];
  });
}

/** The column beside those rows that says how many they are. */
export const duplicateColumn = (rule: DuplicateRule, ...alias: readonly string[]) => sql.id(...alias, `duplicates ${rule.key}`);
/** A value as duplicates are told by. */
export const comparedBy = (field: Field, alias: string): Fragment =>
  isFolded(field) ? sql`nullif(${searchFold(sql.id(alias, field.key))}, '')` : sql.id(alias, field.key);

/** Columns beside the rows `b`: how many that are not closed have the values of a row by each new rule. */
export function duplicateCounts(each: Publishing): Fragment[] {
  return freshRules(each).map(({ rule, fields }) => {
    const same = sql.join([unfinished(each.entity, 'b'), ...fields.map((field) => comparedBy(field, 'b'))]);
    return sql`, count(*) over (partition by ${same}) as ${duplicateColumn(rule)}`;
  });
}
