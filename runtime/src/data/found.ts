import { call } from '@pipewright/client';
import {
  type App,
  type Entity,
  entityOf,
  type Field,
  FOUND,
  type Found,
  fieldOf,
  fieldTypes,
  type RecordJson,
} from '@pipewright/definition';
import { formatValue, type Text } from '@pipewright/ui';
import { queryOptions } from '@tanstack/react-query';

/** Writes a value as people read it, and a label in their language. */
export interface Speech {
  readonly write: (field: Field, value: unknown) => string;
  readonly say: (label: Field['name']) => string;
}

/** The speech of a screen. */
export function speechOf({ say, language }: Pick<Text, 'say' | 'language'>, { currency }: App): Speech {
  return { say, write: (field, value) => formatValue(field, value, { language, currency }) };
}

/** What a record is called, and what stands under it: its second line, and what it was found by. */
export interface FoundWords {
  readonly title: string;
  readonly detail: string;
}

/** Says what a record is called and what tells it from others of that name. */
export function foundWords(entity: Entity, record: RecordJson, { write, say }: Speech, by: string | null = null): FoundWords {
  const shown = (key: string | undefined) => {
    const field = fieldOf(entity, key ?? '');
    if (!field) return '';
    return fieldTypes[field.type].names === null ? write(field, record[field.key]) : (record.$names?.[field.key] ?? '');
  };
  const matched = fieldOf(entity, by ?? '');
  const found = matched && matched.key !== entity.subtitle ? `${say(matched.name)} ${shown(by ?? '')}`.trim() : '';
  return { title: shown(entity.title), detail: [shown(entity.subtitle), found].filter(Boolean).join(' · ') };
}

/** The records that a text finds, of one entity or of all, the best first. */
export async function findRecords(app: string, search: string, entity?: string, signal?: AbortSignal): Promise<readonly Found[]> {
  const { found } = await call('findRecords', { app, query: { search, limit: FOUND, entities: entity } }, signal ? { signal } : {});
  return found;
}

/** The records that a text finds, kept for as long as somebody types. */
export const foundQuery = (app: string, search: string) =>
  queryOptions({
    queryKey: ['found', app, search],
    queryFn: ({ signal }) => findRecords(app, search, undefined, signal),
    staleTime: 10_000,
    gcTime: 60_000,
  });

/** The fields of an entity's records that say which they are, and those of them that name something, as a list asks for them. */
export function tellingFields(entity: Entity): { readonly fields: string; readonly expand: string | undefined } {
  const second = fieldOf(entity, entity.subtitle ?? '');
  const named = second && fieldTypes[second.type].names !== null;
  return { fields: [entity.title, ...(second ? [second.key] : [])].join(), expand: named ? second.key : undefined };
}

/** Records by their ids, as searches give them; of what is gone or out of sight there is nothing. */
export async function recordsById(
  app: string,
  definition: App,
  wanted: readonly { readonly entity: string; readonly id: string }[],
): Promise<readonly Found[]> {
  const keys = [...new Set(wanted.map(({ entity }) => entity))];
  const lists = await Promise.all(
    keys.map(async (key): Promise<readonly Found[]> => {
      const entity = entityOf(definition, key);
      if (!entity) return [];
      const ids = wanted.flatMap((each) => (each.entity === key ? [each.id] : []));
      const query = { ...tellingFields(entity), filter: JSON.stringify({ in: [{ var: 'id' }, ids] }), limit: ids.length };
      const { records } = await call('listRecords', { app, entity: key, query });
      return records.map((record) => ({ entity: key, record, by: null }));
    }),
  );
  const all = lists.flat();
  return wanted.flatMap(({ id }) => all.find(({ record }) => record.id === id) ?? []);
}
