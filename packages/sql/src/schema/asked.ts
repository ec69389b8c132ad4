import { type App, askVocabularyOf, type Entity, type Field, fieldOf, isDerived, rowsFor } from '@pipewright/definition';
import { check, type Term, type Test } from '@pipewright/logic';
import { columnOf } from '../ground/column.ts';
import { fieldStorage, isSortIndexed } from '../ground/field-storage.ts';

/** A question a definition asks of a table: which columns it holds to one value, by what it sorts (the id comes last by itself), and its weight. */
export interface Asked {
  readonly equal: readonly string[];
  readonly order: readonly string[];
  readonly weight: number;
}

/** The lists, boards and common orders of an entity, as every role asks them: with the columns that hold the role's rows together. */
export function askedOf(app: App, entity: Entity): Asked[] {
  if (entity.retired) return [];
  const ways = app.roles.map((role) => scopesOf(rowsFor(app, entity, { role }, 'read')));
  const { lists, boards, common } = plainOf(app, entity);
  const narrow = (keys: readonly string[]) => keys.some((key) => isNarrow(fieldOf(entity, key)));
  const within = (asked: readonly Asked[], scopes: readonly (readonly string[])[]) =>
    asked.flatMap(({ equal, order, weight }) =>
      scopes.map((scope): Asked => {
        // Records of one person or one account are few before any scope; what would have to be read without an index weighs.
        const all = narrow(equal) ? equal : [...new Set([...scope, ...equal])];
        return { equal: all, order, weight: weight * (narrow(all) ? 1 : scope.length > 0 ? 2 : 4) };
      }),
    );
  const scopes = ways.flat();
  const wide = scopes.filter((scope) => scope.length === 0).length;
  // Only lists read each way to rows for itself; a board follows the order of one way or of the whole.
  const single = ways.flatMap((each) => (each.length > 1 ? [[]] : each));
  return [...within(boards, single), ...within(lists, scopes), ...common.map((each) => ({ ...each, weight: each.weight * wide }))];
}

function plainOf(app: App, entity: Entity): { lists: Asked[]; boards: Asked[]; common: Asked[] } {
  const { process, views } = entity;
  const scope = askVocabularyOf(app, entity);
  const lists = views.map((view): Asked => {
    const checked = view.filter === undefined ? undefined : check(view.filter, scope);
    const equal = checked && 'value' in checked ? equalColumns(checked.value) : [];
    return { equal: equal.filter((key) => isStored(entity, key)), order: orderOf(entity, view.sort), weight: 2 };
  });
  const boards: Asked[] = process ? [{ equal: ['pipeline', 'stage', 'status'], order: ['updated_at'], weight: 3 }] : [];
  // What the page of today asks besides: what a person changed last, and of open records those whose next step is due and those longest in their stage.
  const touched: Asked[] = process ? [{ equal: ['updated_by'], order: ['updated_at'], weight: 4 }] : [];
  const timed = process?.pipelines.some(({ stages }) =>
    stages.some(({ standardDays, standardDaysBy }) => standardDays !== undefined || standardDaysBy !== undefined),
  );
  const open = [process?.nextStepDate, timed ? 'stage_since' : undefined].flatMap((key): Asked[] => {
    const order = orderOf(entity, key);
    return order.length > 0 ? [{ equal: ['status'], order, weight: 4 }] : [];
  });
  const common = ['updated_at', process?.closeDate, process?.amount, ...(process ? ['stage'] : [])].filter((key) => key !== undefined);
  const shown = [...new Set(views.flatMap((view) => view.columns))].filter((key) => {
    const field = fieldOf(entity, key);
    return field && fieldStorage[field.type].order === 'options' && !common.includes(key);
  });
  const plain =
    (weight: number) =>
    (key: string): Asked => ({ equal: [], order: orderOf(entity, key), weight });
  // By what people sort whatever they look at, and, where there is room, the choices on which they click. Within the rows of one scope the scope's own index is enough.
  return { lists: [...lists, ...touched], boards, common: [...open, ...common.map(plain(4)), ...shown.map(plain(0.1))] };
}

/** The columns of the ways in which a role reaches rows: one list for each side of an "or", the empty one where it reaches all. */
function scopesOf(rows: Test): string[][] {
  if (rows.kind === 'constant') return rows.value ? [[]] : [];
  const sides = rows.kind === 'or' ? rows.tests : [rows];
  const columns = sides.map(wayColumns);
  return columns.every((each) => each.length > 0) ? columns : [[]];
}

/** The columns a test holds to one value; with `lists` also those it holds to one of a list that is the same for all rows. */
export function equalColumns(test: Test, lists = false): string[] {
  if (test.kind === 'and') return [...new Set(test.tests.flatMap((each) => equalColumns(each, lists)))];
  if (test.kind === 'equal') {
    const [column] = test.terms.flatMap(columnName);
    const [other] = test.terms.filter((term) => columnName(term).length === 0);
    return column && other && isKnown(other) ? [column] : [];
  }
  if (test.kind === 'flag') return test.terms.flatMap(columnName);
  if (!lists || test.kind !== 'includes') return [];
  const [list, item] = test.terms.map(columnName);
  return list?.length === 0 ? (item ?? []) : [];
}

/**
 * The columns that hold one way to rows together, for an index to begin with. Of rows where a column is empty, as those that belong to nobody, there are
 * few: that column is enough.
 */
export function wayColumns(test: Test): string[] {
  const [empty] = emptyColumns(test);
  return empty ? [empty] : equalColumns(test, true);
}

/** The columns that a test holds to be empty. */
export function emptyColumns(test: Test): string[] {
  if (test.kind === 'and') return test.tests.flatMap(emptyColumns);
  return test.kind === 'equal' && test.terms.some((term) => term.kind === 'value' && term.value === null)
    ? test.terms.flatMap(columnName)
    : [];
}

/** True for a name that stands for who asks or when. */
export const isSurrounding = (name: string) => name.startsWith('user.') || name === 'today' || name === 'now';

function columnName(term: Term): string[] {
  return term.kind === 'var' && !term.name.includes('.') && !isSurrounding(term.name) ? [term.name] : [];
}

/** True for a side with a value: of what is empty there is no order to be had from an index. */
function isKnown(term: Term): boolean {
  return term.kind === 'value' ? term.value !== null : term.kind === 'var' && isSurrounding(term.name);
}

function isStored(entity: Entity, key: string): boolean {
  const field = fieldOf(entity, key);
  return field !== undefined && !isDerived(field);
}

/** True for a field of which few records have the same value: somebody's, those of one account, a number. */
export function isNarrow(field: Field | undefined): boolean {
  const refers = field && columnOf(field).references;
  return field?.unique === true || (refers !== undefined && refers !== 'department');
}

/** The keys of an order that an index can follow: those that go in the direction of the first, up to one that is read in an order of its own. */
export function orderOf(entity: Entity, sort: string | undefined): string[] {
  const words = (sort ?? '').split(',').filter((word) => word !== '');
  const keys: string[] = [];
  for (const word of words) {
    const key = word.replace(/^-/, '');
    const field = fieldOf(entity, key);
    if (!field || !isStored(entity, key) || !isSortIndexed(field) || word.startsWith('-') !== words[0]?.startsWith('-')) break;
    keys.push(key);
    if (fieldStorage[field.type].order !== 'value') break;
  }
  return keys;
}
