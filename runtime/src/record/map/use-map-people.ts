import { call } from '@pipewright/client';
import { fieldOf, type RecordJson } from '@pipewright/definition';
import { formatValue, type MapPerson, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApp } from '../../data/app-context.ts';
import { namedFields } from '../../data/reach.ts';
import type { Mapped } from './mapped.ts';

/** The most people that a map draws. */
export const MOST_DRAWN = 1000;
const PAGE = 200;

/** What was read of a map: its people, and whether there are more. */
export interface Drawn {
  readonly records: readonly RecordJson[];
  readonly more: boolean;
}

/** The people of a map with the records they are, read page after page. */
export function useMapPeople({ entity, map, id }: Mapped) {
  const inApp = useApp();
  const { language } = useText();
  const { key: app } = inApp;
  const fields = [...new Set([entity.title, map.within, map.reportsTo, map.subtitle, map.role, map.attitude, map.influence])].filter(
    (name) => name !== undefined,
  );
  const expand = namedFields(inApp, entity).filter((name) => name === map.subtitle);
  const found = useQuery({
    queryKey: ['records', app, entity.key, 'map', id],
    queryFn: async ({ signal }): Promise<Drawn> => {
      const records: RecordJson[] = [];
      let after: string | null | undefined;
      do {
        const query = {
          ...{ filter: JSON.stringify({ '==': [{ var: map.within }, id] }), fields: fields.join(), expand: expand.join() },
          ...{ sort: entity.title, limit: PAGE, after: after ?? undefined },
        };
        const page = await call('listRecords', { app, entity: entity.key, query }, { signal });
        records.push(...page.records);
        after = page.next;
      } while (after && records.length < MOST_DRAWN);
      return { records, more: Boolean(after) };
    },
  });
  const people = useMemo(() => {
    const records = found.data?.records ?? [];
    const there = new Set(records.map((record) => record.id));
    const text = (record: RecordJson, key: string | undefined) =>
      key !== undefined && typeof record[key] === 'string' ? record[key] : undefined;
    const subtitle = fieldOf(entity, map.subtitle ?? '');
    return records.map((record): MapPerson => {
      const above = text(record, map.reportsTo) ?? null;
      const [role, attitude, influence] = [text(record, map.role), text(record, map.attitude), text(record, map.influence)];
      return {
        id: record.id,
        name: text(record, entity.title) ?? '–',
        subtitle: subtitle
          ? (record.$names?.[subtitle.key] ?? formatValue(subtitle, record[subtitle.key], { language, currency: inApp.app.currency }))
          : '',
        above,
        outOfSight: above !== null && !there.has(above),
        chosen: { ...(role && { role }), ...(attitude && { attitude }), ...(influence && { influence }) },
      };
    });
  }, [found.data, entity, map, language, inApp.app.currency]);
  return { found, people };
}
