import { accessTo, type Entity, fieldOf, targetOf } from '@pipewright/definition';
import { sql } from 'kysely';
import type { RoleSight } from '../../ground/sight.ts';
import { jsonColumn, visible } from '../visible.ts';
import { type GroupNames, type NamedKind, type Naming, wanted } from './kind.ts';
import { isMentioned, type Mention } from './mention.ts';

/** The entity a field names, where this role may read what its records are called. */
function titled(view: RoleSight, field: Naming): Entity | undefined {
  const target = targetOf(view.app, field);
  return target && accessTo(view.app, target, view.principal).fields.some((each) => each.key === target.title) ? target : undefined;
}

const titles = (view: RoleSight, target: Entity) => visible(view, target, { each: true, only: new Set([target.title]) });

const recordNames = (view: RoleSight, target: Entity): GroupNames => ({
  join: (key, alias) => sql`left join ${visible(view, target)} as ${sql.id(alias)} on ${sql.id(alias, 'id')} = ${key}`,
  name: (alias) => sql.id(alias, target.title),
});

/** Records that are in sight, by their title. */
export const recordKind: NamedKind = {
  name: (view, field, column) => {
    const target = titled(view, field);
    return target && sql`(select n.${sql.id(target.title)} from ${titles(view, target)} as n where n.id = ${column})`;
  },
  entries: (view, field, by) => {
    const target = titled(view, field);
    if (!target) return undefined;
    const title = sql`v.${sql.id(target.title)}`;
    // Titles are indexed as people read them. The same text is the same in this order as in any, and the index of their parts takes a hundred times as long.
    const held = by === 'id' ? sql`v.id = ${wanted('uuid')}` : sql`${title} collate "zh-x-icu" = ${wanted('text')}`;
    return sql`select v.id::text as id, ${title} as name from ${titles(view, target)} v where ${held}`;
  },
  mentioned: (view, mention, far) => {
    const target = targetOf(view.app, mention.field);
    return target && mentioned(view, target, mention, far);
  },
  groups: (view, field, column, rows) => {
    const target = titled(view, field);
    if (!target) return undefined;
    const record = rows.record(column);
    // Records out of sight and those without a name are one group, as nobody could tell them apart.
    const key = sql`case when ${sql.id(record, target.title)} is not null then ${sql.id(record, 'id')} end`;
    return { key, names: recordNames(view, target) };
  },
};

function mentioned(view: RoleSight, target: Entity, mention: Mention, far: readonly string[]) {
  const { key } = mention.field;
  const asked = far.flatMap((name) => {
    const [near, farKey = ''] = name.split('.');
    const field = near === key ? fieldOf(target, farKey) : undefined;
    return field ? [sql`${field.key}::text, ${jsonColumn(field, sql.id('f', field.key))}`] : [];
  });
  const facts = asked.length > 0 ? sql`jsonb_build_object(${sql.join(asked)})` : sql`'{}'::jsonb`;
  // What is seen decides whether it may be named; the rules read the record whole, seen or not, or what is out of sight would switch a rule off.
  return sql`select ${key}::text as field, f.id::text as id, exists (select 1 from ${visible(view, target, { each: true, only: new Set() })} as v where v.id = f.id) as seen, ${facts} as facts
    from ${sql.id(view.schema, target.key)} as f where ${isMentioned(sql`f.id`, mention, 'uuid')}`;
}
