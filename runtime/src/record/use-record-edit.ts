import { Refused } from '@pipewright/client';
import type { Entity, Fault, RecordJson } from '@pipewright/definition';
import { type FormValues, useText } from '@pipewright/ui';
import { App as AntApp } from 'antd';
import { useRef, useState } from 'react';
import { overtakenBy } from '../act/beside.ts';
import { useMove } from '../act/move.ts';
import { type Refusal, refusalOf } from '../act/refusal.ts';
import type { Conflict } from './conflict.tsx';
import { focusWhenThere } from './focus.ts';
import { changedIn, draftOf, liesElsewhere, type RecordDraft, savedIn } from './record-draft.ts';
import { useStore } from './use-store.ts';

/** A change that would take the record to another pipeline, which has to be agreed to. */
interface Announced {
  readonly values: FormValues;
  readonly version: number;
  readonly refusal: Refusal;
}

/**
 * A record under edit, as a whole form or value by value: what is typed, what is wrong with it, and the ways to save it. Only what was changed is sent.
 * @param place tells it from others under edit on the same page: the ids of its inputs begin with it
 */
export function useRecordEdit(entity: Entity, id: string, place = 'edit') {
  const { t } = useText();
  const { message } = AntApp.useApp();
  const move = useMove(entity);
  const store = useStore(entity, id);
  const [draft, setDraft] = useState<RecordDraft>();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [conflict, setConflict] = useState<Conflict>();
  const [announced, setAnnounced] = useState<Announced>();
  const [busy, setBusy] = useState(false);
  // What is typed while a value is on its way has to be seen when its answer comes.
  const latest = useRef<RecordDraft>(undefined);
  const turn = useRef(Promise.resolve());
  const keep = (next: RecordDraft | undefined) => {
    latest.current = next;
    setDraft(next);
  };
  const close = () => {
    keep(undefined);
    setFaults([]);
    setConflict(undefined);
    setAnnounced(undefined);
  };
  const saidSaved = () => {
    close();
    void message.success(t('form.saved'));
  };
  /** Shows what is wrong; where one value is under edit and another is at fault, in the whole form. */
  const refuse = (found: readonly Fault[]) => {
    const now = latest.current;
    if (now && liesElsewhere(entity, now, found)) keep({ ...now, field: undefined });
    setFaults(found);
  };
  const refused = (error: unknown, values: FormValues, version: number) => {
    if (!(error instanceof Refused)) return void message.error(t('state.offline'));
    const { asks } = error.body;
    const others = overtakenBy(error);
    if (others) setConflict({ mine: values, ...others });
    else if (asks) setAnnounced({ values, version, refusal: refusalOf(error, t('state.offline')) });
    else refuse(error.issues);
  };
  const send = async (values: FormValues, version: number) => {
    setBusy(true);
    try {
      await store(values, version);
      saidSaved();
    } catch (error) {
      refused(error, values, version);
    } finally {
      setBusy(false);
    }
  };
  const sendValue = async (field: string | undefined) => {
    const begun = latest.current;
    if (!begun) return;
    const values = changedIn(begun);
    setBusy(true);
    try {
      const saved = Object.keys(values).length > 0 ? await store(values, begun.base.version) : begun.base;
      if (!latest.current) return;
      const rest = savedIn(entity, latest.current, values, saved);
      // Who has gone on to another value meanwhile stays there, as does who has typed on.
      if (rest.field === field && Object.keys(changedIn(rest)).length === 0) close();
      else keep(rest);
    } catch (error) {
      refused(error, changedIn(latest.current ?? begun), begun.base.version);
    } finally {
      setBusy(false);
    }
  };
  const goTo = (field: string) => {
    setFaults([]);
    if (latest.current) keep({ ...latest.current, field });
  };
  /** Saves the value under edit and goes on to the next one at once; the answers are taken in turn. */
  const saveValue = (next?: string) => {
    const { field } = latest.current ?? {};
    if (next) goTo(next);
    turn.current = turn.current.then(() => sendValue(field));
  };
  const beginAt = (record: RecordJson, field: string) => {
    if (latest.current) return saveValue(field);
    setFaults([]);
    keep(draftOf(entity, record, field));
  };
  const begin = (record: RecordJson, focus?: string) => {
    setFaults([]);
    // What was typed at one value goes along.
    keep(latest.current ? { ...latest.current, field: undefined } : draftOf(entity, record));
    if (focus) focusWhenThere(`${place}_${focus}`);
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
      saidSaved();
      return undefined;
    } catch (error) {
      return refusalOf(error, t('state.offline'));
    }
  };
  const submit = () => {
    if (!draft) return;
    const values = changedIn(draft);
    if (Object.keys(values).length === 0) close();
    else void send(values, draft.base.version);
  };
  return {
    place,
    draft,
    dirty: draft !== undefined && Object.keys(changedIn(draft)).length > 0,
    ...{ faults, conflict, announced, busy },
    ...{ begin, beginAt, saveValue, submit, send, sendAgreed, refuse },
    type: (values: FormValues, names: RecordDraft['names']) => latest.current && keep({ ...latest.current, values, names }),
    giveUp: close,
    /** Back to what was typed, out of whichever question stands before it. */
    back: () => {
      setConflict(undefined);
      setAnnounced(undefined);
    },
  };
}

/** A record under edit as screens hold it. */
export type RecordEdit = ReturnType<typeof useRecordEdit>;
