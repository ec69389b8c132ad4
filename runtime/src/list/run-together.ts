import { call, Refused } from '@pipewright/client';
import { type Asked, type Fault, MOST_TOGETHER, type Together } from '@pipewright/definition';
import type { ListAsk } from '../data/list-ask.ts';

/** What is done with many records: given values, a stage, or removed. */
export type TogetherWish = Pick<Asked<'changeTogether'>['body'], 'values' | 'stage' | 'remove'>;
/** Which records are meant: these, or all that a list finds. */
export type Meant = { readonly records: readonly string[] } | { readonly ask: ListAsk; readonly count: number };

/** How far it has come. */
export interface TogetherState {
  readonly done: number;
  readonly refused: Together['refused'];
  /** What ended it before its end. */
  readonly fault?: readonly Fault[] | undefined;
}

/** How many records are meant. */
export const countOf = (meant: Meant): number => ('records' in meant ? meant.records.length : meant.count);

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
): Promise<void> {
  let state: TogetherState = { done: 0, refused: [] };
  let after: string | null = null;
  for (let at = 0; !stopped(); at += MOST_TOGETHER) {
    const which: Partial<Asked<'changeTogether'>['body']> =
      'records' in meant ? { records: meant.records.slice(at, at + MOST_TOGETHER) } : whichOf(meant.ask, after);
    try {
      const answer: Together = await call('changeTogether', { ...place, body: { ...which, ...wish } });
      state = { done: state.done + answer.done, refused: [...state.refused, ...answer.refused] };
      after = answer.next;
    } catch (error) {
      return onProgress({ ...state, fault: error instanceof Refused ? error.issues : [] });
    }
    onProgress(state);
    if ('records' in meant ? at + MOST_TOGETHER >= meant.records.length : after === null) return;
  }
}

const whichOf = ({ filter, search }: ListAsk, after: string | null) => ({
  ...(filter === undefined ? {} : { filter }),
  ...(search ? { search } : {}),
  ...(after ? { after } : {}),
});
