import { call, newKey, Refused } from '@pipewright/client';
import { type Asked, type Fault, MOST_TOGETHER, type Together } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';

/** What is done with many records: given values, an owner among them, a stage, or removed. */
export type TogetherWish = Pick<
  Asked<'changeTogether'>['body'],
  'values' | 'stage' | 'remove' | 'note' | 'duplicates' | 'status' | 'until'
>;

/** All that a list shows, beyond the page: what it is narrowed by. */
export interface Whole {
  readonly filter: Rule | undefined;
  readonly search: string | undefined;
}

/** Which records are meant: these, or all that a list finds. */
export type Meant = { readonly records: readonly string[] } | { readonly ask: Whole; readonly count: number };

/** How far it has come: the sums of all answers so far. */
export interface TogetherState extends Omit<Together, 'next'> {
  /** What ended it before its end. */
  readonly fault?: readonly Fault[] | undefined;
}

/** What has come before the first answer. */
export const NOTHING_YET: TogetherState = { done: 0, same: 0, refused: [] };

/** How many records are named with each reason. */
const NAMED = 20;

/** How many records are meant. */
export const countOf = (meant: Meant): number => ('records' in meant ? meant.records.length : meant.count);

/** How many records were refused. */
export const refusedOf = ({ refused }: TogetherState): number => refused.reduce((sum, { count }) => sum + count, 0);

/** How many records have been dealt with. */
export const triedOf = (state: TogetherState): number => state.done + state.same + refusedOf(state);

/** What two answers say together: what was refused for the same reasons stands in one place. */
export function addUp(a: TogetherState, b: TogetherState): TogetherState {
  const said = ({ faults }: Together['refused'][number]) => JSON.stringify(faults.map(({ message }) => message));
  const refused = [...Map.groupBy([...a.refused, ...b.refused], said).values()].flatMap((same) => {
    const [first] = same;
    const count = same.reduce((sum, each) => sum + each.count, 0);
    return first ? [{ ...first, count, records: same.flatMap(({ records }) => records).slice(0, NAMED) }] : [];
  });
  return { done: a.done + b.done, same: a.same + b.same, refused };
}

/**
 * Does one thing with many records, some at a time. A refused one does not stop the others; asking to stop ends it after those under way.
 * @param onProgress told after each answer
 */
export async function runTogether(
  place: { readonly app: string; readonly entity: string },
  meant: Meant,
  wish: TogetherWish,
  stopped: () => boolean,
  onProgress: (state: TogetherState) => void,
): Promise<TogetherState> {
  const run = countOf(meant) > 1 ? { run: newKey() } : {};
  let state = NOTHING_YET;
  let after: string | null = null;
  for (let at = 0; !stopped(); at += MOST_TOGETHER) {
    const which: Partial<Asked<'changeTogether'>['body']> =
      'records' in meant ? { records: meant.records.slice(at, at + MOST_TOGETHER) } : whichOf(meant.ask, after);
    try {
      const answer: Together = await call('changeTogether', { ...place, body: { ...which, ...wish, ...run } });
      state = addUp(state, answer);
      after = answer.next;
    } catch (error) {
      state = { ...state, fault: error instanceof Refused ? error.issues : [] };
    }
    onProgress(state);
    if (state.fault || ('records' in meant ? at + MOST_TOGETHER >= meant.records.length : after === null)) break;
  }
  return state;
}

const whichOf = ({ filter, search }: Whole, after: string | null) => ({
  ...(filter === undefined ? {} : { filter }),
  ...(search ? { search } : {}),
  ...(after ? { after } : {}),
});
