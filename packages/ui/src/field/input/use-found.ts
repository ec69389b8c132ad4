import { type Field, fieldTypes, type Named } from '@pipewright/definition';
import { useEffect, useRef, useState } from 'react';
import { type Choice, type Lookup, type Narrowing, useLookup } from '../../form/lookup.ts';

const PAUSE_MS = 200;

const FIND: Readonly<Record<Named, (lookup: Lookup, text: string, field: Field, within?: Narrowing) => Promise<readonly Choice[]>>> = {
  person: (lookup, text) => lookup.people(text),
  department: (lookup) => lookup.departments(),
  record: (lookup, text, field, within) => lookup.records(field.target ?? '', text, ...(within ? [within] : [])),
};

/** What a field names: a record where it is none of the platform's own. */
export const namesOf = (field: Field): Named => fieldTypes[field.type].names ?? 'record';

/** What a field may refer to, found by what is typed: a pause makes one question of a word, and the answer to the last one counts. */
export function useFound(field: Field, within: Narrowing | undefined) {
  const lookup = useLookup();
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [busy, setBusy] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);
  const typed = useRef('');
  const ask = async (text: string) => {
    const turn = ++asked.current;
    setBusy(true);
    const found = await FIND[namesOf(field)](lookup, text, field, within).catch(() => []);
    if (turn !== asked.current) return;
    setChoices(found);
    setBusy(false);
  };
  const find = (text: string) => {
    typed.current = text;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void ask(text), text ? PAUSE_MS : 0);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return { choices, busy, find, typed };
}
