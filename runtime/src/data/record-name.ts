import { type AppForPerson, entityOf, type RecordJson } from '@pipewright/definition';
import { useQuery } from '@tanstack/react-query';
import { recordQuery } from './queries.ts';
import { namedFields } from './reach.ts';

/** A record, as soon as the page that shows it has it; nothing is asked for here, unless it `asks`. */
export function useKnownRecord(
  inApp: AppForPerson | undefined,
  entityKey: string | undefined,
  id: string | undefined,
  asks = false,
): RecordJson | undefined {
  const entity = inApp && entityOf(inApp.app, entityKey ?? '');
  const expand = inApp && entity ? namedFields(inApp, entity) : [];
  const { data } = useQuery({ ...recordQuery(inApp?.key ?? '', entityKey ?? '', id ?? '', expand), enabled: asks && entity !== undefined });
  return data;
}

/** What a record is called, as soon as the page that shows it knows. */
export function useRecordName(inApp: AppForPerson | undefined, entityKey: string | undefined, id: string | undefined): string | undefined {
  return nameOf(inApp, entityKey, useKnownRecord(inApp, entityKey, id));
}

/** What a record of an entity is called; undefined where that is not known. */
export function nameOf(inApp: AppForPerson | undefined, entityKey: string | undefined, record: RecordJson | undefined): string | undefined {
  const entity = inApp && entityOf(inApp.app, entityKey ?? '');
  const name = entity && record?.[entity.title];
  return typeof name === 'string' ? name : undefined;
}
