import { call } from '@pipewright/client';
import { type App, entityOf, fieldTypes } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import type { Choice, Lookup } from '@pipewright/ui';
import type { QueryClient } from '@tanstack/react-query';
import { departmentsQuery, peopleQuery } from './queries.ts';

/** Finds records, people and departments for pickers, through the same doors as every list. */
export function makeLookup(app: string, definition: App, queries: QueryClient): Lookup {
  return {
    records: async (key, text, within) => {
      const entity = entityOf(definition, key);
      if (!entity) return [];
      const second = entity.fields.find((field) => field.key === entity.subtitle);
      const named = second !== undefined && fieldTypes[second.type].names !== null;
      const page = await call('listRecords', {
        ...{ app, entity: key },
        query: {
          search: text,
          filter: within && JSON.stringify({ '==': [{ var: within.by }, within.id] }),
          limit: 20,
          fields: [entity.title, ...(second ? [second.key] : [])].join(),
          expand: named ? second.key : undefined,
          sort: text ? entity.title : undefined,
        },
      });
      return page.records.map((record): Choice => {
        const detail = named ? record.$names?.[second.key] : undefined;
        return { id: record.id, title: String(record[entity.title] ?? ''), ...(detail ? { detail } : {}) };
      });
    },
    facts: async (entity, id, fields) => {
      const record = await queries.fetchQuery({
        queryKey: ['records', app, entity, 'facts', id, fields],
        queryFn: () => call('readRecord', { app, entity, id, query: { fields: fields.join() } }),
      });
      return record as unknown as Facts;
    },
    people: async (text) => {
      const { people } = await queries.fetchQuery(peopleQuery);
      return people
        .filter((person) => person.name.toLowerCase().includes(text.toLowerCase()))
        .map((person) => ({ id: person.id, title: person.name }));
    },
    departments: async () => {
      const { departments } = await queries.fetchQuery(departmentsQuery);
      return departments.map((department) => ({ id: department.id, title: department.name }));
    },
  };
}
