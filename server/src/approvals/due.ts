import { add, timeFor } from '@pipewright/process';
import type { About, Ground } from './ground.ts';

/** By when an approval that is asked for now is to be decided, in the time of its calendar; null where there is no limit. */
export function dueAfter(
  { published, now }: Pick<Ground, 'published' | 'now'>,
  { node, calendar }: Pick<About, 'node' | 'calendar'>,
): string | null {
  const { deadline } = node;
  return deadline ? add(timeFor(published.app, calendar), now, deadline.after, deadline.unit) : null;
}
