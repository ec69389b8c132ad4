import { call, connection, Refused } from '@pipewright/client';
import { type App, type DraftJson, type Fault, partsOf, takenKeys } from '@pipewright/definition';
import { useEffect, useReducer, useRef, useState } from 'react';
import { change, redo, startUndo, type Undoable, undo } from './undo.ts';

/** Whether the draft on screen is the one the server has. */
export type SaveState = 'saved' | 'saving' | 'conflict' | 'offline';

type Action =
  | { readonly kind: 'set'; readonly app: App }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'load'; readonly app: App };

function reduce(state: Undoable<App>, action: Action): Undoable<App> {
  if (action.kind === 'set') return change(state, action.app);
  if (action.kind === 'load') return startUndo(action.app);
  return action.kind === 'undo' ? undo(state) : redo(state);
}

const PAUSE_MS = 500;

/** The draft under design: edits, undo and redo, saved to the server a moment after each change. */
export function useDraft(appKey: string, first: DraftJson) {
  const [state, dispatch] = useReducer(reduce, first.definition, startUndo);
  const [save, setSave] = useState<SaveState>('saved');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [keys, setKeys] = useState(first.keys);
  const revision = useRef(first.revision);
  const stored = useRef(first.definition);
  /** What was sent without an answer: the server may have it. */
  const unanswered = useRef<App>(undefined);
  const sending = useRef<Promise<void>>(Promise.resolve());
  const latest = useRef(state.present);
  latest.current = state.present;

  const flush = (): Promise<void> => {
    sending.current = sending.current.then(async () => {
      const definition = latest.current;
      if (definition === stored.current) return;
      try {
        const answer = await call('saveDraft', { app: appKey, body: { revision: revision.current, definition } });
        revision.current = answer.revision;
        stored.current = definition;
        setFaults(answer.issues);
        setSave('saved');
      } catch (error) {
        const conflict = error instanceof Refused && error.status === 409;
        if (conflict && (await wasMine())) return void flush();
        if (!conflict) unanswered.current = definition;
        setSave(conflict ? 'conflict' : 'offline');
      }
    });
    return sending.current;
  };
  /** True where what the server has is what was sent from here without an answer; it is then what the next save is based on. */
  const wasMine = async (): Promise<boolean> => {
    if (!unanswered.current) return false;
    const kept = await call('readDraft', { app: appKey });
    const mine = JSON.stringify(kept.definition) === JSON.stringify(unanswered.current);
    if (mine) {
      revision.current = kept.revision;
      stored.current = unanswered.current;
      setSave('saved');
    }
    unanswered.current = undefined;
    return mine;
  };
  const flushRef = useRef(flush);
  flushRef.current = flush;
  useEffect(() => {
    if (state.present === stored.current) return undefined;
    setSave((was) => (was === 'conflict' ? was : 'saving'));
    const timer = setTimeout(() => void flushRef.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [state.present]);
  useEffect(() => connection.onReturn(() => void flushRef.current()), []);
  const reload = async () => {
    const fresh = await call('readDraft', { app: appKey });
    revision.current = fresh.revision;
    stored.current = fresh.definition;
    dispatch({ kind: 'load', app: fresh.definition });
    setKeys(fresh.keys);
    setSave('saved');
    return fresh;
  };
  return {
    app: state.present,
    set: (app: App) => dispatch({ kind: 'set', app }),
    undo: () => dispatch({ kind: 'undo' }),
    redo: () => dispatch({ kind: 'redo' }),
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    /** The keys of a list of parts (`entities.deal.fields`) that are or were in use. */
    taken: (list: string) => takenKeys([...keys, ...partsOf(state.present).map((part) => part.path)], list),
    save,
    faults,
    flush,
    reload,
    revision: () => revision.current,
  };
}

/** The draft as screens hold it. */
export type Draft = ReturnType<typeof useDraft>;
