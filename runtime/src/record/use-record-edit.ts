import { call, Refused } from '@pipewright/client';
import type { Entity, Fault, RecordJson } from '@pipewright/definition';
import { sameValue } from '@pipewright/logic';
import { type FormValues, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { useMove } from '../act/move.ts';
import { type Refusal, refusalOf } from '../act/refusal.ts';
import { useApp } from '../data/app-context.ts';
import { recordQuery } from '../data/queries.ts';
import { namedFields } from '../data/reach.ts';
import type { Conflict } from './conflict.tsx';
import { focusWhenThere } from './focus.ts';

/** What is being typed: the values with the names of what they refer to, and the record they began with. */
export interface RecordDraft {
  readonly values: FormValues;
  readonly names: Readonly<Record<string, string>>;
  readonly base: RecordJson;
}

/** A change that would take the record to another pipeline, which has to be agreed to. */
interface Announced {
  readonly values: FormValues;
  readonly version: number;
  readonly refusal: Refusal;
}

/** A record under edit: what is typed, what is wrong with it, and the ways to save it. Only what was changed is sent. */
export function useRecordEdit(entity: Entity, id: string) {
  const inApp = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const move = useMove(entity);
  const [draft, setDraft] = useState<RecordDraft>();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [conflict, setConflict] = useState<Conflict>();
  const [announced, setAnnounced] = useState<Announced>();
  const [busy, setBusy] = useState(false);
  const changed = draft ? Object.entries(draft.values).filter(([key, value]) => !sameValue(value, draft.base[key])) : [];
  const begin = (record: RecordJson, focus?: string) => {
    setFaults([]);
    const keys = entity.form.flatMap((section) => section.fields);
    const values = Object.fromEntries(keys.map((key) => [key, record[key] ?? null])) as FormValues;
    const named = Object.entries(record.$names ?? {}).filter((each): each is [string, string] => each[1] !== null);
    setDraft({ values, names: Object.fromEntries(named), base: record });
    if (focus) focusWhenThere(`edit_${focus}`);
  };
  const saidSaved = () => {
    setDraft(undefined);
    setFaults([]);
    setConflict(undefined);
    setAnnounced(undefined);
    void message.success(t('form.saved'));
  };
  const store = async (values: FormValues, version: number, pipeline?: string) => {
    const saved = await call('changeRecord', {
      ...{ app: inApp.key, entity: entity.key, id },
      body: { version, values, pipeline },
      query: { expand: namedFields(inApp, entity).join() },
    });
    queries.setQueryData(recordQuery(inApp.key, entity.key, id, []).queryKey, saved);
    void queries.invalidateQueries({ queryKey: ['records', inApp.key, entity.key] });
    saidSaved();
  };
  const send = async (values: FormValues, version: number) => {
    setBusy(true);
    try {
      await store(values, version);
    } catch (error) {
      if (!(error instanceof Refused)) return void message.error(t('state.offline'));
      if (error.status === 409 && error.body.current)
        setConflict({ mine: values, current: error.body.current, changed: error.body.changed ?? [] });
      else if (error.body.asks) setAnnounced({ values, version, refusal: refusalOf(error, t('state.offline')) });
      else setFaults(error.issues);
    } finally {
      setBusy(false);
    }
  };
  /** The change again, now that the move it brings about is agreed to; a lower stage is a wish that only a move can carry. */
  const sendAgreed = async (values: FormValues, version: number, pipeline: string | undefined, stage: string | undefined) => {
    if (stage !== undefined) {
      const refusal = await move({ id, version }, { values, pipeline, stage });
      if (!refusal) saidSaved();
      return refusal;
    }
    try {
      await store(values, version, pipeline);
      return undefined;
    } catch (error) {
      return refusalOf(error, t('state.offline'));
    }
  };
  const submit = () => {
    if (!draft) return;
    if (changed.length === 0) setDraft(undefined);
    else void send(Object.fromEntries(changed), draft.base.version);
  };
  return {
    draft,
    dirty: changed.length > 0,
    faults,
    conflict,
    announced,
    busy,
    begin,
    submit,
    send,
    sendAgreed,
    type: (values: FormValues, names: RecordDraft['names']) => draft && setDraft({ ...draft, values, names }),
    refuse: setFaults,
    giveUp: () => setDraft(undefined),
    /** Back to what was typed, out of whichever question stands before it. */
    back: () => {
      setConflict(undefined);
      setAnnounced(undefined);
    },
  };
}

/** A record under edit as screens hold it. */
export type RecordEdit = ReturnType<typeof useRecordEdit>;
