import type { Label } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import type { AppEvent } from '../events/gathered.ts';
import { notifyOfMany } from './notify-of-many.ts';

/** Records that came to belong to somebody else. */
export interface Handed {
  /** The record; null where several are counted together. */
  readonly record: string | null;
  /** Whose they were and whose they are, by user; null is nobody. */
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number;
}

/** What people are told with records that change hands. */
export interface Telling {
  /** What somebody wrote with it. */
  readonly note?: string | undefined;
  /** True where it is one act with many records, of which people are told the number, be it one. */
  readonly many?: boolean;
  /** The name that all goes of such an act have. */
  readonly run?: string | undefined;
  /** The automation that does it. */
  readonly automation?: Label | undefined;
  /** Who is behind it where nobody does it by hand, and so need not be told. */
  readonly by?: string | undefined;
  /** True where records are taken back: whose they were is told that, and what the automation says of it. */
  readonly takesBack?: { readonly text?: Label | undefined } | undefined;
}

/** Where records change hands, and who causes it; null where nobody does. */
export interface HandingPlace {
  readonly app: string;
  readonly entity: string;
  readonly by: string | null;
}

/**
 * Tells who came to own records of an entity, and whose they were, each once: of the record where it is a single one, else of how many. Inside the
 * transaction of the write, for whatever changes an owner; who causes it is not told.
 */
export async function tellOwners(
  db: Queryable,
  place: HandingPlace,
  handed: readonly Handed[],
  { note, many = false, run, automation, takesBack }: Telling,
  announce: (event: AppEvent) => void,
): Promise<void> {
  const tell = async (kind: 'assigned' | 'released', person: string | null, theirs: readonly Handed[]) => {
    if (person === null) return;
    const [first] = theirs;
    const record = !many && theirs.length === 1 ? (first?.record ?? null) : null;
    // Where they go to several people, whose they were is told of none of them.
    const taker = kind === 'released' && new Set(theirs.map(({ to }) => to)).size === 1 ? first?.to : null;
    const count = theirs.reduce((sum, each) => sum + each.count, 0);
    const words = {
      ...(note ? { note } : {}),
      ...(taker ? { person: taker } : {}),
      ...(record === null ? { count, ...(run ? { run } : {}) } : {}),
      ...(automation ? { automation } : {}),
      ...(takesBack?.text && record !== null ? { text: takesBack.text } : {}),
    };
    const single = kind === 'released' && takesBack ? ('reclaimed' as const) : kind;
    await notifyOfMany(db, { ...place, kind: record === null ? `${kind}Many` : single, people: [person], record, words }, announce);
  };
  for (const [person, theirs] of Map.groupBy(handed, ({ to }) => to)) await tell('assigned', person, theirs);
  for (const [person, theirs] of Map.groupBy(handed, ({ from }) => from)) await tell('released', person, theirs);
}
