import { call } from '@pipewright/client';
import { type App, entityOf, PEOPLE } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import type { Choice, Lookup } from '@pipewright/ui';
import type { QueryClient } from '@tanstack/react-query';
import { findRecords, foundWords, type Speech, tellingFields } from './found.ts';
import { departmentsQuery } from './queries.ts';

/** Finds records, people and departments for pickers, through the same doors as every list and search. */
export function makeLookup(app: string, definition: App, queries: QueryClient, speech: Speech): Lookup {
  const departments = () => queries.fetchQuery(departmentsQuery).then((answer) => answer.departments);
  return {
    records: async (key, text, within) => {
      const entity = entityOf(definition, key);
      if (!entity) return [];
      const only = within && { search: text, filter: JSON.stringify({ '==': [{ var: within.by }, within.id] }) };
      const listed = async () =>
        (await call('listRecords', { app, entity: key, query: { limit: 20, ...tellingFields(entity), ...only } })).records;
      const found = text && !only ? await findRecords(app, text, key) : (await listed()).map((record) => ({ record, by: null }));
      return found.map(({ record, by }): Choice => {
        const { title, detail } = foundWords(entity, record, speech, by);
        return { id: record.id, title, ...(detail ? { detail } : {}) };
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
      const asked = call('listPeople', { query: { search: text, limit: PEOPLE.offered, near: true } });
      const [{ people }, places] = await Promise.all([asked, departments().catch(() => [])]);
      return people.map(({ id, name, department }): Choice => {
        const place = places.find((each) => each.id === department)?.name;
        return { id, title: name, ...(place ? { detail: place } : {}) };
      });
    },
    departments: async () => (await departments()).map((department) => ({ id: department.id, title: department.name })),
  };
}
