import { entityOf, type Field } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { useText } from '@pipewright/ui';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { departmentsQuery, namesQuery, peopleQuery } from '../data/queries.ts';

const ID = /"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"/g;
/** So many names are looked up at once. */
const MOST = 50;

/** Which records a filter names, by the entity they may be of. */
export function namedIn(
  filter: Rule | undefined,
  fields: readonly Field[],
): { readonly entity: string; readonly ids: readonly string[] }[] {
  const text = JSON.stringify(filter ?? null);
  const ids = [...new Set([...text.matchAll(ID)].map(([, id = '']) => id))].slice(0, MOST);
  const targets = fields.flatMap(({ key, target }) => (target && text.includes(`{"var":"${key}"}`) ? [target] : []));
  return ids.length > 0 ? [...new Set(targets)].map((entity) => ({ entity, ids })) : [];
}

/** What the people, departments and records in a filter are called, as soon as it is known; one out of sight is said to be that. */
export function useFilterNames(filter: Rule | undefined, fields: readonly Field[]): (id: string) => string | undefined {
  const { key, app } = useApp();
  const { t } = useText();
  const text = JSON.stringify(filter ?? null);
  const people = useQuery(peopleQuery).data?.people;
  const departments = useQuery({ ...departmentsQuery, enabled: text.includes('department') }).data?.departments;
  const asked = namedIn(filter, fields).flatMap(({ entity, ids }) => {
    const title = entityOf(app, entity)?.title;
    return title === undefined ? [] : [{ entity, ids, title }];
  });
  const answers = useQueries({ queries: asked.map(({ entity, ids, title }) => namesQuery(key, entity, title, ids)) });
  const names = new Map<string, string>();
  for (const [i, { data }] of answers.entries())
    for (const record of data?.records ?? []) names.set(record.id, String(record[asked[i]?.title ?? ''] ?? '–'));
  const told = asked.length > 0 && answers.every(({ isPending }) => !isPending);
  const sought = new Set(asked.flatMap(({ ids }) => ids));
  return (id) =>
    names.get(id) ??
    [...(people ?? []), ...(departments ?? [])].find((each) => each.id === id)?.name ??
    (told && sought.has(id) ? t('value.outOfSight') : undefined);
}
