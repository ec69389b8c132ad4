import { type Entity, fieldOf, type RecordJson } from '@pipewright/definition';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { listQuery } from '../data/queries.ts';
import { fieldsIn, namedFields } from '../data/reach.ts';

/** The tasks of a record, the earliest due first, and whether there are more than were read. */
export function useTasks(tasks: Entity | undefined, id: string): { readonly tasks: readonly RecordJson[]; readonly more: boolean } {
  const inApp = useApp();
  const { title = '', taskOf = '', due, done } = tasks ?? {};
  const known = new Set(tasks ? fieldsIn(inApp, tasks).map(({ key }) => key) : []);
  const fields = [title, taskOf, due, done, 'owner'].filter((key): key is string => key !== undefined && known.has(key));
  const found = useInfiniteQuery({
    ...listQuery({
      ...{ app: inApp.key, entity: tasks?.key ?? '', filter: { '==': [{ var: taskOf }, id] }, search: undefined },
      sort: due && tasks && fieldOf(tasks, due) ? due : undefined,
      fields,
      expand: tasks ? namedFields(inApp, tasks).filter((key) => key === 'owner') : [],
    }),
    enabled: tasks !== undefined,
  });
  return { tasks: found.data?.pages.flatMap((page) => page.records) ?? [], more: found.hasNextPage };
}
