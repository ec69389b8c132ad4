import { accessTo, type Entity, entityOf, fieldTypes } from '@pipewright/definition';
import { sql } from 'kysely';
import { columnsRead } from '../ground/columns-read.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { fieldStorage, isSortIndexed } from '../ground/field-storage.ts';
import { beginsWith } from '../ground/first-letter.ts';
import { searchFold as fold, isFound, isSearched, oneLetter, sought } from '../ground/search.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { recordJson } from './record-json.ts';
import { visible } from './visible.ts';

/** Of how many records of an entity that a text finds the best are chosen: what more are found cannot be told apart by so short a text. */
const CHOSEN_FROM = 500;

/**
 * Compiles a search of records of several entities, by the text in the slot `search`: first those with a value that is just this, then those whose
 * title begins with it, those that have it as it is written (of letters, where a word begins), those that sound like it, those that have it inside a word, and the newest before older ones; of each entity in turn, up to the slot `limit`. Each row has `j`, a JSON text with `entity`, `record` (its title, second line and what it is searched by) and
 * `by`, the field it was found by where that is not the title. Undefined where this role may see nothing that is searched.
 * @param entities with the title and the second line by which this role knows their records
 */
export function findSql(view: RoleSight, entities: readonly Pick<Entity, 'key' | 'title' | 'subtitle'>[]): Statement | undefined {
  const parts = entities.flatMap((known, place) => partOf(view, known, place) ?? []);
  if (parts.length === 0) return undefined;
  return compileSql(
    sql`select p.j from (${sql.join(parts, sql` union all `)}) p order by p.rank, p.turn, p.place limit ${new Slot('limit')}::integer`,
  );
}

function partOf(view: RoleSight, known: Pick<Entity, 'key' | 'title' | 'subtitle'>, place: number): Fragment | undefined {
  const entity = entityOf(view.app, known.key);
  if (!entity) return undefined;
  const { fields } = accessTo(view.app, entity, view.principal);
  const searched = fields.filter((field) => isSearched(entity, field));
  const read = (keys: readonly (string | undefined)[]) => fields.filter((field) => keys.includes(field.key));
  if (searched.length === 0 || read([known.title]).length === 0) return undefined;
  const short = searched.filter((field) => !fieldStorage[field.type].long).map(({ key }) => key);
  const shown = read([known.title, known.subtitle, ...short]);
  const named = read([known.subtitle]).filter((field) => fieldTypes[field.type].names !== null);
  const others = searched.filter(({ key }) => key !== known.title).map((field) => sql`when ${isFound(field)} then ${field.key}::text`);
  const titled = searched.filter(({ key }) => key === known.title).map((field) => sql`when ${isFound(field)} then null`);
  const by = others.length > 0 ? sql`case ${sql.join([...titled, ...others], sql` `)} end` : sql`null::text`;
  const record = recordJson(view, shown, named);
  const found = sql.join(searched.map(isFound), sql` or `);
  // A letter alone is in nearly everything: it means the names that begin with it, as in a telephone book.
  const title = read([known.title]).find((field) => field.key === entity.title && isSortIndexed(field));
  const where = title ? sql`(${oneLetter} and ${beginsWith(sql.id('r', title.key))}) or (not ${oneLetter} and (${found}))` : found;
  // Each value is worked out once: what stands behind a lateral with an offset is not copied to wherever it is named.
  const keys = [...new Set([known.title, ...short])];
  const folds = sql.join(keys.map((key, i) => sql`${fold(sql.id('r', key))} as ${sql.id(`f${i}`)}`));
  const written = short.map((key) => sql.id('f', `f${keys.indexOf(key)}`));
  const any = (values: readonly Fragment[], test: (value: Fragment) => Fragment) =>
    sql.join(values.length > 0 ? values.map(test) : [sql`false`], sql` or `);
  const columns = short.map((key) => sql.id('r', key));
  // Words have spaces between them where they have letters; whoever types “hua” means 华 rather than Chua.
  const begun = any(columns, (column) => sql`strpos(' ' || lower(${column}::text), ' ' || lower(${sought})) > 0`);
  const rank = sql`case when ${any(written, (value) => sql`${value} = ${fold(sought)}`)} then 0 when starts_with(f.f0, ${fold(sought)}) then 1
    when (${any(written, (value) => sql`strpos(${value}, ${fold(sought)}) > 0`)}) is not true then 3
    when ${sought} !~ '^[A-Za-z]' or ${begun} then 2 else 4 end`;
  const only = columnsRead('r', [record, by, where, folds]);
  // The best are chosen before anything dear is worked out of them.
  const chosen = sql`select r.*, row_number() over (order by r.rank, r.id desc) as turn
    from (select r.*, ${rank} as rank
      from (select r.* from ${visible(view, entity, { each: true, only })} as r where ${where} limit ${CHOSEN_FROM}::integer) r
        cross join lateral (select ${folds} offset 0) f) r
    order by r.rank, r.id desc limit ${new Slot('limit')}::integer`;
  return sql`select r.rank, r.turn, ${place}::integer as place,
    json_build_object('entity', ${entity.key}::text, 'record', ${record}, 'by', ${by})::text as j from (${chosen}) r`;
}
