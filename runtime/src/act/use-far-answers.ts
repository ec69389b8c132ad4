import { call } from '@pipewright/client';
import type { Fault, Language, RecordJson } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { unreadFaults, useText, useToday } from '@pipewright/ui';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { namedFields } from '../data/reach.ts';
import { inputOf } from './ask-fields.tsx';
import { useChanges } from './change.ts';
import type { FarAsk } from './missing.ts';

/** What is asked of one record a step away: the record as it is, what was typed for it, and what is wrong with that. */
export interface FarAnswer extends FarAsk {
  readonly record: RecordJson;
  readonly place: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly faults: readonly Fault[];
}

type Typed = Pick<FarAnswer, 'values' | 'faults'>;
const NOTHING: Typed = { values: {}, faults: [] };

/** What is asked of the records a step away, each written by the rights to it and on its own version, before what is wished of the record itself. */
export function useFarAnswers(asks: readonly FarAsk[]) {
  const inApp = useApp();
  const { language } = useText();
  const today = useToday();
  const changeOf = useChanges();
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const [saved, setSaved] = useState<readonly FarAnswer[]>([]);
  const found = useQueries({
    queries: asks.map(({ entity, id }) => ({
      queryKey: ['records', inApp.key, entity.key, 'asked', id],
      queryFn: () => call('readRecord', { app: inApp.key, entity: entity.key, id, query: { expand: namedFields(inApp, entity).join() } }),
      gcTime: 0,
    })),
  });
  const answers = asks.flatMap((ask, i): FarAnswer[] => {
    const record = found[i]?.data;
    return record ? [{ ...ask, ...(typed[ask.near.key] ?? NOTHING), record, place: `ask_${ask.near.key}` }] : [];
  });
  const put = ({ near }: FarAsk, next: Partial<Typed>) =>
    setTyped((all) => ({ ...all, [near.key]: { ...(all[near.key] ?? NOTHING), ...next } }));
  const given = ({ values }: FarAnswer) => Object.keys(values).length > 0;
  return {
    answers,
    /** Those that were changed here. */
    saved,
    dirty: answers.some(given),
    type: (answer: FarAnswer, field: string, value: Value) => put(answer, { values: { ...answer.values, [field]: value } }),
    /** The id of the first input whose text is not understood. */
    unread: (): string | undefined => firstUnread(answers, today, inApp.app.currency, language),
    /** Writes what was typed, one record after the other; answers whether all of it was taken. */
    save: async (): Promise<boolean> => {
      for (const answer of answers.filter(given)) {
        const refusal = await changeOf(answer.entity)(answer.record, answer.values);
        put(answer, refusal ? { faults: refusal.faults } : NOTHING);
        if (refusal) return false;
        setSaved((all) => [...all, answer]);
      }
      return true;
    },
  };
}

/** What is asked of the records a step away, as a dialog holds it. */
export type FarAnswers = ReturnType<typeof useFarAnswers>;

function firstUnread(answers: readonly FarAnswer[], today: string, currency: string, language: Language): string | undefined {
  for (const { fields, values, place } of answers) {
    const [fault] = unreadFaults(fields, values, { today, currency }, language);
    if (fault) return inputOf(fault.path, place);
  }
  return undefined;
}
