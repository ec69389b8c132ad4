import { type Field, type FileJson, faults, fileIssue, MOST_MEGABYTES } from '@pipewright/definition';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../text/language.ts';
import { useShelf } from './file-shelf.ts';

/** A file on its way: waiting, being sent, or refused with a sentence. */
export interface Upload {
  readonly key: number;
  readonly file: File;
  readonly state: 'waiting' | 'sending' | 'failed';
  /** How much of it has been sent, from 0 to 1. */
  readonly share: number;
  readonly fault?: string;
}

/** Few at once, so that everything else a screen asks for finds a way too. */
const AT_ONCE = 2;
let last = 0;

/** Files on their way into a field. What the field does not take is refused before it is sent. */
export function useUploads(field: Field, onMade: (file: FileJson) => void) {
  const shelf = useShelf();
  const { t, language } = useText();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const under = useRef(new Map<number, AbortController>());
  const made = useRef(onMade);
  made.current = onMade;
  const set = (key: number, change: Partial<Upload>) =>
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...change } : each)));
  const drop = (key: number) => setUploads((all) => all.filter((each) => each.key !== key));

  const send = async ({ key, file }: Upload) => {
    const over = new AbortController();
    under.current.set(key, over);
    set(key, { state: 'sending', share: 0 });
    try {
      const sent = await shelf?.put(field.key, file, { signal: over.signal, onProgress: (share) => set(key, { share }) });
      drop(key);
      if (sent) made.current(sent);
    } catch (error) {
      const fault = (error instanceof Error && error.message) || t('files.failed');
      if (!over.signal.aborted) set(key, { state: 'failed', fault });
    } finally {
      under.current.delete(key);
    }
  };
  useEffect(() => {
    const waiting = uploads.filter(({ state, key }) => state === 'waiting' && !under.current.has(key));
    for (const upload of waiting.slice(0, AT_ONCE - under.current.size)) void send(upload);
  });
  useEffect(() => {
    const sending = under.current;
    return () => {
      for (const over of sending.values()) over.abort();
    };
  }, []);

  const add = (files: readonly File[]) => {
    const fresh = files.map((file): Upload => {
      last += 1;
      const wrong = fileIssue(field, file, MOST_MEGABYTES);
      const said = wrong && { state: 'failed' as const, fault: faults([wrong], language)[0]?.message ?? '' };
      return { key: last, file, state: 'waiting', share: 0, ...said };
    });
    setUploads((all) => [...all, ...fresh]);
  };
  return {
    uploads,
    add,
    retry: (key: number) => set(key, { state: 'waiting' }),
    cancel: (key: number) => {
      under.current.get(key)?.abort();
      drop(key);
    },
  };
}
