import { type App, type Label, systemFields } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { type Drift, isByHand } from './drift.ts';

/** Columns that no field stands for. */
const INNER: Readonly<Record<string, Label>> = {
  id: { en: 'Record id', 'zh-CN': '记录编号' },
  version: { en: 'Record version', 'zh-CN': '记录版本' },
  deleted_at: { en: 'Deleted', 'zh-CN': '删除时间' },
};

const HISTORY: Label = { en: 'History', 'zh-CN': '历史' };

/** A difference, or what was done about it, in the words of people: what it is called in the app, and by what name it is found in the database. */
export function driftIssue(app: App, { kind, table, name, column }: Drift, code: 'drift' | 'repaired' = 'drift'): Issue {
  const entity = app.entities.find((each) => each.key === table);
  const fields = entity ? [...entity.fields, ...systemFields(entity)] : [];
  const field = fields.find((each) => each.key === column)?.name ?? INNER[column ?? ''] ?? column ?? name;
  const object = name === table || kind === 'schema_missing' ? table : `${table}.${name}`;
  return issue(driftPath({ table, name }), code === 'drift' || isByHand(kind) ? `drift.${kind}` : `repaired.${kind}`, {
    entity: entity?.name ?? (table.startsWith('_') ? HISTORY : table),
    field,
    object,
  });
}

/** The place of a difference, by which it is named in a wish to repair. */
export function driftPath({ table, name }: Pick<Drift, 'table' | 'name'>): string {
  return name === table ? `tables.${table}` : `tables.${table}.${name}`;
}
