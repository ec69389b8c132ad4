import { type Entity, entityOf, type Field, fieldOf, fieldsOf, isDerived, rowsFor } from '@pipewright/definition';
import { sql } from 'kysely';
import { among, type Count } from './among.ts';
import { compileSql, type Fragment, type Statement } from './compile.ts';
import { Slot } from './slot.ts';
import type { RoleView } from './view.ts';
import { jsonColumn, rowCondition, visible } from './visible.ts';

/**
 * Reads records for a write: each row has `values` (every column, as JSON), `may_update`, `may_delete` and `deleted`.
 * Only records this person may see are found. With `lock` they stay locked until the transaction ends.
 */
export function currentSql(view: RoleView, entity: Entity, ids: Slot, count: Count, lock: boolean): Statement {
  const columns = fieldsOf(entity)
    .filter((field) => !isDerived(field))
    .map((field) => sql`${jsonColumn(field, sql.id('t', field.key))} as ${sql.id(field.key)}`);
  const may = (act: 'read' | 'update' | 'delete') => rowCondition(entity, rowsFor(view.app, entity, view.principal, act));
  return compileSql(sql`select (select to_json(q) from (select ${sql.join([sql`t.id`, sql`t.version`, ...columns])}) q) as values,
      coalesce(${may('update')}, false) as may_update, coalesce(${may('delete')}, false) as may_delete, t.deleted_at is not null as deleted
    from ${sql.id(view.schema, entity.key)} as t where ${among(sql`t.id`, ids, 'uuid', count)} and ${may('read')} order by t.id ${lock ? sql`for no key update` : sql``}`);
}

/** Holds on to people whose department a write will take over, before it holds any record: whoever moves a person takes them in this order too. */
export function holdPeopleSql(users: readonly string[]): Statement {
  return compileSql(
    sql`select p.user_id from pipewright.person p where p.user_id = any(${[...users]}::text[]) order by p.user_id for share`,
  );
}

/** The values of a write, in a slot, that name something else. */
export interface Mention {
  readonly field: Field;
  readonly ids: Slot;
  readonly count: Count;
}

/**
 * Looks up what the values of a write refer to. Each row has `field`, `id`, `seen` (whether it may be named: people and departments must belong to the
 * workspace, records must be visible) and `facts`, the far values that rules read (`account.grade` as `grade`).
 */
export function mentionsSql(view: RoleView, mentions: readonly Mention[], far: readonly string[]): Statement | undefined {
  const parts = mentions.flatMap((mention) => {
    const part = mentionSql(view, mention, far);
    return part ? [part] : [];
  });
  return parts.length > 0 ? compileSql(sql`${sql.join(parts, sql` union all `)}`) : undefined;
}

function mentionSql(view: RoleView, { field, ids, count }: Mention, far: readonly string[]): Fragment | undefined {
  const key = sql`${field.key}::text as field`;
  const workspace = new Slot('workspace');
  if (field.type === 'person') {
    return sql`select ${key}, p.user_id as id, true as seen, jsonb_build_object('department', p.department) as facts from pipewright.person p where p.workspace = ${workspace}::uuid and ${among(sql`p.user_id`, ids, 'text', count)}`;
  }
  if (field.type === 'department') {
    return sql`select ${key}, d.id::text as id, true as seen, '{}'::jsonb as facts from pipewright.department d where d.workspace = ${workspace}::uuid and ${among(sql`d.id`, ids, 'uuid', count)}`;
  }
  const target = field.target ? entityOf(view.app, field.target) : undefined;
  if (!target) return undefined;
  const wanted = far.flatMap((name) => {
    const [near, key2 = ''] = name.split('.');
    const farField = near === field.key ? fieldOf(target, key2) : undefined;
    return farField ? [sql`${farField.key}::text, ${jsonColumn(farField, sql.id('f', farField.key))}`] : [];
  });
  // What is seen decides whether it may be named; the rules read the record whole, seen or not, or what is out of sight would switch a rule off.
  return sql`select ${key}, f.id::text as id, exists (select 1 from ${visible(view, target)} as v where v.id = f.id) as seen, ${wanted.length > 0 ? sql`jsonb_build_object(${sql.join(wanted)})` : sql`'{}'::jsonb`} as facts
    from ${sql.id(view.schema, target.key)} as f where ${among(sql`f.id`, ids, 'uuid', count)}`;
}
