import { type Entity, fieldTypes } from '@pipewright/definition';
import { type Facts, sameValue } from '@pipewright/logic';
import { type Begun, formGround, prepare } from '@pipewright/process';
import { type FormValues, useLookup } from '@pipewright/ui';
import { useEffect, useMemo, useState } from 'react';
import { useApp, useSurroundings } from './app-context.ts';

const hasDefault = (entity: Entity, key: string) => entity.fields.some((field) => field.key === key && field.default !== undefined);
const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

/**
 * True where somebody typed something into the form of a new record: a default that is as it was is nothing typed, one that was emptied is.
 * @param given the values with which the form was opened
 */
export function isTouched(entity: Entity, typed: FormValues, given: FormValues): boolean {
  return Object.entries(typed).some(
    ([key, value]) => (value === null && hasDefault(entity, key)) || !sameValue(value, Object.hasOwn(given, key) ? given[key] : null),
  );
}

/**
 * What the form of a new record sends: what is filled in, and that a field is empty where it has a default, which the server would give it otherwise. A default
 * that this person may not write is left to the server.
 */
export function valuesToSend(entity: Entity, values: FormValues, readonly: readonly string[]): FormValues {
  const sent = Object.entries(values).filter(([key, value]) => {
    if (!hasDefault(entity, key)) return !isEmpty(value);
    return value !== undefined && !readonly.includes(key);
  });
  return Object.fromEntries(sent);
}

/** The defaults of a new record's fields of which its values say nothing yet, for what is no whole form. */
export function useDefaults(entity: Entity, values: Facts): Begun {
  const { app } = useApp();
  const surroundings = useSurroundings();
  const prepared = useMemo(() => prepare(app, entity), [app, entity]);
  return formGround(prepared, { values, before: null, surroundings, factsOf: () => undefined }).defaults;
}

/** What the maker of a record and the maker's department are called, for the fields that begin with them. */
export function useMakerNames(entity: Entity): Readonly<Record<string, string>> {
  const { me, surroundings } = useApp();
  const lookup = useLookup();
  const [unit, setUnit] = useState<string>();
  const begun = entity.fields.filter(({ key }) => hasDefault(entity, key));
  const asksUnit = begun.some(({ type }) => fieldTypes[type].names === 'department');
  const own = surroundings['user.department'];
  useEffect(() => {
    if (!asksUnit) return;
    void lookup
      .departments()
      .then((all) => setUnit(all.find(({ id }) => id === own)?.title))
      .catch(() => undefined);
  }, [asksUnit, own, lookup]);
  const called = { person: me.name, department: unit, record: undefined };
  const names = begun.flatMap(({ key, type }) => {
    const kind = fieldTypes[type].names;
    const name = kind ? called[kind] : undefined;
    return name ? [[key, name] as const] : [];
  });
  return Object.fromEntries(names);
}
