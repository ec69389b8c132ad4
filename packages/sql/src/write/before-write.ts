import { type Entity, fieldsOf, isDerived } from '@pipewright/definition';
import { sql } from 'kysely';
import { among, type Count } from '../ground/among.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { kindOf } from '../read/named/kinds.ts';
import type { Mention } from '../read/named/mention.ts';
import { inReach } from '../read/reach.ts';
import { jsonColumn } from '../read/visible.ts';

/** Holds on to people whose department a write will take over, before it holds any record: whoever moves a person takes them in this order too. */
export function holdPeopleSql(users: readonly string[]): Statement {
  return compileSql(
    sql`select p.user_id from pipewright.person p where p.user_id = any(${[...users]}::text[]) order by p.user_id for share`,
  );
}

/** What is to be read before a write: the records it is about, in the slot `record`, and what its values mention, in slots `mentions.<field>`. */
export interface WriteQuestion {
  /** How many records there are; undefined where all are new. */
  readonly records: Count | undefined;
  readonly mentions: readonly Mention[];
  /** The far values that rules read, as `reference.field`. */
  readonly far: readonly string[];
  /** Keeps the records locked until the transaction ends. */
  readonly lock: boolean;
}

/**
 * Reads all that a write is judged by, as one row. `currents`: for each record this person may see `values` (every column), `may_update`, `may_delete`,
 * `deleted` and `locks` (the approvals that wait for a decision about it: of which automation, and the fields that cannot be changed meanwhile, null for all). `known`: for each thing mentioned `field`, `id`, `seen` (whether it may be named: people and departments must belong to the workspace and people still work there, records
 * must be visible) and `facts`, the far values that rules read (`account.grade` as `grade`).
 */
export function forWriteSql(view: RoleSight, entity: Entity, { records, mentions, far, lock }: WriteQuestion): Statement {
  const parts = mentions.flatMap((mention) => kindOf(mention.field)?.mentioned(view, mention, far) ?? []);
  const list = (of: Fragment) => sql`(select coalesce(json_agg(x), '[]') from (${of}) x)`;
  const current =
    records &&
    currentSql(
      view,
      entity,
      records,
      lock,
      mentions.flatMap(({ field, stored }) => (stored ? [field.key] : [])),
    );
  const currents = current
    ? list(sql`select c.values, c.may_update, c.may_delete, c.deleted, c.owner_left, c.locks from current c`)
    : sql`'[]'::json`;
  const known = parts.length > 0 ? list(sql.join(parts, sql` union all `)) : sql`'[]'::json`;
  return compileSql(
    sql`${current ? sql`with current as materialized (${current}) ` : sql``}select ${currents} as currents, ${known} as known`,
  );
}

function currentSql(view: RoleSight, entity: Entity, count: Count, lock: boolean, near: readonly string[]): Fragment {
  const columns = fieldsOf(entity)
    .filter((field) => !isDerived(field))
    .map((field) => sql`${jsonColumn(field, sql.id('t', field.key))} as ${sql.id(field.key)}`);
  const may = (act: 'read' | 'update' | 'delete') => inReach(view, entity, act);
  const raw = near.map((key) => sql`, ${sql.id('t', key)} as ${sql.id(`near ${key}`)}`);
  const left = entity.process ? sql`exists (select 1 from pipewright.person p where p.user_id = t.owner and not p.active)` : sql`false`;
  return sql`select (select to_json("$") from (select ${sql.join([sql`t.id`, sql`t.version`, ...(entity.taskOf ? [sql`t.stage_task`] : []), ...columns])}) "$") as values,
      coalesce(${may('update')}, false) as may_update, coalesce(${may('delete')}, false) as may_delete, t.deleted_at is not null as deleted, ${left} as owner_left,
      (select json_agg(json_build_object('automation', a.automation, 'binds', a.binds)) from ${sql.id(view.schema, '_approval')} a
        where a.record = t.id and a.ended_at is null and a.locks and a.phase = 'open') as locks${sql.join(raw, sql``)}
    from ${sql.id(view.schema, entity.key)} as t where ${among(sql`t.id`, new Slot('record'), 'uuid', count)} and ${may('read')} order by t.id ${lock ? sql`for no key update` : sql``}`;
}
