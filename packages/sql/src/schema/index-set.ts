import { type App, type Entity, type Field, fieldOf, fieldTypes, hasTrait } from '@pipewright/definition';
import { columnOf } from '../ground/column.ts';
import { fieldStorage, isSortIndexed } from '../ground/field-storage.ts';
import { isSearched } from '../ground/search.ts';
import { askedOf } from './asked.ts';
import { duplicateIndexes } from './duplicate-index.ts';
import { type Index, indexName } from './index-kind.ts';

/** The most indexes a table gets for its lists, boards and what a day begins with: each makes every write a little slower. */
export const MOST_LISTED = 15;

/** The indexes of an entity: those that follow from its fields, and of those that its questions would like the ones of most use. */
export interface IndexSet {
  readonly indexes: Readonly<Record<string, Index>>;
  /** Those of them that serve lists and boards, by name. */
  readonly listed: readonly string[];
  /** How many more would serve some. */
  readonly left: number;
}

/** Chooses the indexes of an entity. */
export function indexSet(app: App, entity: Entity): IndexSet {
  const named = (index: Index): [string, Index] => [indexName(entity.key, index), index];
  const own = new Map(ownIndexes(entity).map(named));
  const all = wishes(app, entity).map(named);
  const wished = all.filter(([name]) => !own.has(name));
  const chosen = wished.slice(0, MOST_LISTED);
  const asked = new Set(all.map(([name]) => name));
  for (const [name, index] of own) if (!asked.has(name) && chosen.some(([, longer]) => beginsWith(longer, index))) own.delete(name);
  return {
    indexes: { ...Object.fromEntries(own), ...Object.fromEntries(chosen) },
    listed: chosen.map(([name]) => name),
    left: wished.length - chosen.length,
  };
}

const refers = (field: Field) => columnOf(field).references !== undefined;

/** What follows from the fields: references and related lists, uniqueness, search, the order of titles. */
function ownIndexes(entity: Entity): Index[] {
  const live = entity.fields.filter((field) => !field.retired);
  const title = fieldOf(entity, entity.title);
  return [
    ...['owner', 'department', ...live.filter(refers).map((field) => field.key)].map(
      (key): Index => ({ columns: [key, 'id'], kind: 'btree' }),
    ),
    ...live.flatMap((field): Index[] => [
      ...(field.unique || fieldTypes[field.type].store === 'numbered'
        ? [{ columns: [field.key], kind: 'btree', unique: true } as const]
        : []),
      ...(isSearched(entity, field) ? [{ columns: [field.key], kind: 'search' } as const] : []),
      ...(hasTrait(field, 'list') && !hasTrait(field, 'files') ? [{ columns: [field.key], kind: 'list' } as const] : []),
    ]),
    // A record has each key task of its stages once.
    ...(entity.taskOf ? [{ columns: [entity.taskOf, 'stage_task'], kind: 'btree', unique: true } as const] : []),
    ...duplicateIndexes(entity),
    ...(title && isSortIndexed(title) ? [{ columns: [title.key, 'id'], kind: 'pinyin' } as const] : []),
  ];
}

interface Wish {
  readonly index: Index;
  /** True where it sorts by more than the id. */
  readonly sorts: boolean;
  readonly weight: number;
}

const KINDS = { value: 'btree', pinyin: 'pinyin', options: 'position', none: 'btree' } as const;

/** An index for each question, the weightiest first. A question that another one's longer index answers adds its weight to that. */
function wishes(app: App, entity: Entity): Index[] {
  const found = new Map<string, Wish>();
  for (const { equal, order, weight } of askedOf(app, entity)) {
    const last = fieldOf(entity, order.at(-1) ?? '');
    const kind = last ? KINDS[fieldStorage[last.type].order] : 'btree';
    const options = kind === 'position' ? { options: (last?.options ?? []).map((option) => option.key) } : {};
    const index: Index = { columns: [...new Set([...equal, ...order, 'id'])], kind, ...options };
    const name = `${[...equal].sort().join()} ${order.join()}`;
    const known = found.get(name);
    if (index.columns.length > 1)
      found.set(name, { index: known?.index ?? index, sorts: order.length > 0, weight: (known?.weight ?? 0) + weight });
  }
  const kept: Wish[] = [];
  for (const wish of [...found.values()].toSorted((a, b) => b.index.columns.length - a.index.columns.length)) {
    const longer = kept.find((each) => serves(each.index, wish));
    if (longer) kept[kept.indexOf(longer)] = { ...longer, weight: longer.weight + wish.weight };
    else kept.push(wish);
  }
  return kept.toSorted((a, b) => b.weight - a.weight).map(({ index }) => index);
}

/** True where an index serves everything that a shorter one does, but for giving the rows in the order of their ids. */
export function beginsWith(longer: Pick<Index, 'columns'>, { columns, kind, unique }: Index): boolean {
  const begin = columns.slice(0, -1);
  return kind === 'btree' && !unique && longer.columns.length > columns.length && begin.every((key, i) => longer.columns[i] === key);
}

/** True where a longer index begins like a shorter one: the database has then only to sort within equal values. */
function serves(long: Index, { index, sorts }: Wish): boolean {
  return sorts && beginsWith(long, index);
}
