import { setTimeout as sleep } from 'node:timers/promises';
import { isAway } from './error.ts';

const PAUSE_MS = 250;

/**
 * Does work that may be begun anew at any point until it is done: where the database goes away meanwhile, it is begun again when that is back.
 * Any other fault ends it with what was thrown, and so does a lost database once `over` answers true.
 */
export async function outlast<T>(work: () => Promise<T>, over: () => boolean = () => false): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || over()) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
