import { call, newKey, Refused } from '@pipewright/client';
import type { Asked, Reassigned } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';

/** All that a list shows, beyond the page: what it is narrowed by. */
export interface Whole {
  readonly filter: Rule | undefined;
  readonly search: string | undefined;
}

/** How far a hand-over is: the sums of all requests so far. */
export type Assigned = Omit<Reassigned, 'next'>;

/** What a hand-over is asked for. */
export interface AssignWish {
  readonly app: string;
  readonly entity: string;
  readonly to: string;
  readonly note: string;
  readonly of: readonly string[] | Whole;
}

const NOTHING: Assigned = { changed: 0, same: 0, refused: [] };

/** Two parts of a hand-over as one: what was refused for the same reason stands together. */
export function addUp(a: Assigned, b: Assigned): Assigned {
  const refused = [...Map.groupBy([...a.refused, ...b.refused], ({ fault }) => fault.message).values()].flatMap((same) => {
    const [first] = same;
    return first
      ? [{ ...first, count: same.reduce((sum, { count }) => sum + count, 0), records: same.flatMap(({ records }) => records).slice(0, 20) }]
      : [];
  });
  return { changed: a.changed + b.changed, same: a.same + b.same, refused };
}

/** How many records a hand-over has dealt with. */
export const triedOf = ({ changed, same, refused }: Assigned) => changed + same + refused.reduce((sum, { count }) => sum + count, 0);

/**
 * Gives records to somebody, one stretch after the other, until all are dealt with, somebody stops it or a request as a whole is refused.
 * @param onProgress told after each stretch
 */
export async function assign(
  wish: AssignWish,
  stopped: () => boolean,
  onProgress: (state: Assigned) => void,
): Promise<{ readonly state: Assigned; readonly fault?: string | undefined }> {
  const run = newKey();
  const { app, entity, to, note } = wish;
  let state = NOTHING;
  const stretches = isWhole(wish.of) ? undefined : chunks(wish.of);
  let next: string | null | undefined;
  try {
    for (let i = 0; !stopped(); i += 1) {
      const of = stretches ? { ids: stretches[i] ?? [] } : { ...asked(wish.of as Whole), ...(next ? { after: next } : {}) };
      const body: Asked<'reassignRecords'>['body'] = { to, run, of, ...(note.trim() ? { note: note.trim() } : {}) };
      const answer = await call('reassignRecords', { app, entity, body });
      state = addUp(state, answer);
      onProgress(state);
      next = answer.next;
      if (stretches ? i + 1 >= stretches.length : next === null) break;
    }
    return { state };
  } catch (error) {
    return { state, fault: error instanceof Refused ? (error.issues[0]?.message ?? '') : '' };
  }
}

const isWhole = (of: AssignWish['of']): of is Whole => !Array.isArray(of);

const asked = ({ filter, search }: Whole) => ({
  ...(filter === undefined ? {} : { filter: JSON.stringify(filter) }),
  ...(search ? { search } : {}),
});

const AT_ONCE = 200;

function chunks(ids: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.max(1, Math.ceil(ids.length / AT_ONCE)) }, (_, i) => ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}
