import { type AppForPerson, entityOf } from '@pipewright/definition';
import { useQuery } from '@tanstack/react-query';
import { recordQuery } from './queries.ts';
import { namedFields } from './reach.ts';

/** What a record is called, as soon as the page that shows it knows; nothing is asked for here, unless it `asks`. */
export function useRecordName(
  inApp: AppForPerson | undefined,
  entityKey: string | undefined,
  id: string | undefined,
  asks = false,
): string | undefined {
  const entity = inApp && entityOf(inApp.app, entityKey ?? '');
  const expand = inApp && entity ? namedFields(inApp, entity) : [];
  const { data } = useQuery({ ...recordQuery(inApp?.key ?? '', entityKey ?? '', id ?? '', expand), enabled: asks && entity !== undefined });
  const name = entity && data?.[entity.title];
  return typeof name === 'string' ? name : undefined;
}
