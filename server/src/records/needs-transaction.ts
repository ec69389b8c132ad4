import type { Published } from '../published/published.ts';
import type { Write } from './change.ts';
import { mayDouble } from './duplicates.ts';
import { redraws } from './map.ts';
import { needsNext } from './next-task.ts';
import { mayHandOver } from './owners.ts';
import { needsHold } from './work.ts';

/** True where writes of a person are more than one statement each: people are told of what they come to own, or other records are held until all is written. */
export function needsTransaction(published: Published, user: string, writes: readonly Write[]): boolean {
  return writes.some(
    ({ entity, change }) =>
      mayHandOver(change, user) ||
      needsHold(published, entity, change) ||
      needsNext(published, entity, change) ||
      redraws(published, entity, change) ||
      mayDouble(published, entity, change),
  );
}
