/** A record that was looked at. What it is called is not kept: it may change, and so may what its reader may know. */
export interface Opened {
  readonly entity: string;
  readonly id: string;
}

const MOST = 8;
const keyOf = (app: string, person: string) => `pipewright.recent.${app}.${person}`;

/** The list with a record that was opened just now, which stands first and once. */
export function withOpened(list: readonly Opened[], { entity, id }: Opened): Opened[] {
  return [{ entity, id }, ...list.filter((each) => each.id !== id)].slice(0, MOST);
}

/** The records that a person last looked at in an app on this machine, the latest first. */
export function recentlyOpened(app: string, person: string): readonly Opened[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(app, person)) ?? '[]');
    return Array.isArray(kept)
      ? kept.filter((each) => typeof each?.entity === 'string' && typeof each?.id === 'string').slice(0, MOST)
      : [];
  } catch {
    return [];
  }
}

/** Remembers that a person looks at a record. */
export function noteOpened(app: string, person: string, opened: Opened): void {
  localStorage.setItem(keyOf(app, person), JSON.stringify(withOpened(recentlyOpened(app, person), opened)));
}
