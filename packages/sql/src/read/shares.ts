import type { Entity } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { appKeyOf, inReach } from './reach.ts';

/**
 * Who has a share in the record of the slot `record`, as one row where that is in sight: `version`, `owner`, `may` (whether who asks may share it), and
 * `shares` in the order in which they were given.
 * @param lock keeps the record as it is until the transaction ends
 */
export function sharesSql(view: RoleSight, entity: Entity, lock: boolean): Statement {
  return compileSql(sql`select t.version, t.owner, coalesce(${inReach(view, entity, 'share')}, false) as may,
      (select coalesce(json_agg(x), '[]') from (select s.person, p.name, s.level, b.name as by, to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
        from pipewright.share s join pipewright.person p on p.user_id = s.person left join pipewright.person b on b.user_id = s.by
        where s.app = ${appKeyOf(view.schema)} and s.entity = ${entity.key} and s.record = t.id order by s.at, s.person) x) as shares
    from ${sql.id(view.schema, entity.key)} as t where t.id = ${new Slot('record')}::uuid and t.deleted_at is null and ${inReach(view, entity, 'read')}${lock ? sql` for no key update of t` : sql``}`);
}
