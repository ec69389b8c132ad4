import { useMemo, useSyncExternalStore } from 'react';

/** A record that was looked at. What it is called is not kept: it may change, and so may what its reader may know. */
export interface Opened {
  readonly entity: string;
  readonly id: string;
}

const MOST = 8;
const NEWS = 'pipewright:opened';
const keyOf = (app: string, person: string) => `pipewright.recent.${app}.${person}`;

/** The list with a record that was opened just now, which stands first and once. */
export function withOpened(list: readonly Opened[], { entity, id }: Opened): Opened[] {
  return [{ entity, id }, ...list.filter((each) => each.id !== id)].slice(0, MOST);
}

function opened(text: string | null): readonly Opened[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept)
      ? kept.filter((each) => typeof each?.entity === 'string' && typeof each?.id === 'string').slice(0, MOST)
      : [];
  } catch {
    return [];
  }
}

/** Remembers that a person looks at a record. */
export function noteOpened(app: string, person: string, record: Opened): void {
  const key = keyOf(app, person);
  localStorage.setItem(key, JSON.stringify(withOpened(opened(localStorage.getItem(key)), record)));
  window.dispatchEvent(new Event(NEWS));
}

function listen(onChange: () => void) {
  window.addEventListener(NEWS, onChange);
  return () => window.removeEventListener(NEWS, onChange);
}

/** The records that a person last looked at in an app on this machine, the latest first. */
export function useRecentlyOpened(app: string, person: string): readonly Opened[] {
  const text = useSyncExternalStore(listen, () => localStorage.getItem(keyOf(app, person)));
  return useMemo(() => opened(text), [text]);
}
