import type { App } from '@pipewright/definition';
import { fieldOf, type RecordJson, targetOf } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import type { FormState, PreparedEntity } from '@pipewright/process';
import { useEffect, useRef, useState } from 'react';
import { useLookup } from './lookup.ts';

type FactsOf = FormState['factsOf'];

/** What the server's answer tells of the records that this one refers to; undefined where it tells nothing. */
export function factsOfRecord(record: Pick<RecordJson, '$far'> & Facts): FactsOf {
  return (field, id) => {
    if (record[field] !== id) return undefined;
    const told = Object.entries(record.$far ?? {}).filter(([name]) => name.startsWith(`${field}.`));
    return told.length > 0 ? Object.fromEntries(told.map(([name, value]) => [name.slice(field.length + 1), value])) : undefined;
  };
}

/**
 * What is known of the records a form refers to: what came with the record, and for one that was chosen since, what is looked up now.
 * Until the answer is there nothing is known, and rules that need it are left to the server.
 */
export function useFarFacts(app: App, prepared: PreparedEntity, values: Facts, record: Facts | null): FactsOf {
  const lookup = useLookup();
  const [found, setFound] = useState<Readonly<Record<string, Facts>>>({});
  const asked = useRef(new Set<string>());
  const told = record ? factsOfRecord(record) : () => undefined;
  useEffect(() => {
    const needed = Map.groupBy(prepared.far, (name) => name.split('.')[0] ?? '');
    for (const [field, names] of needed) {
      const id = values[field];
      const target = targetOf(app, fieldOf(prepared.entity, field));
      if (typeof id !== 'string' || !target || record?.[field] === id || asked.current.has(`${field} ${id}`)) continue;
      asked.current.add(`${field} ${id}`);
      const keys = names.map((name) => name.slice(field.length + 1));
      // Without an answer the facts stay unknown, which is what they are.
      lookup
        .facts(target.key, id, keys)
        .then((facts) => facts && setFound((known) => ({ ...known, [`${field} ${id}`]: facts })))
        .catch(() => undefined);
    }
  }, [app, prepared, values, record, lookup]);
  return (field, id) => told(field, id) ?? found[`${field} ${id}`];
}
