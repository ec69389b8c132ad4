import type { Automation, Label } from '@pipewright/definition';

/** What a level of a ladder is called. */
export function levelName({ on }: Automation, key: string | null): Label | undefined {
  return on.kind === 'since' ? on.levels.find((level) => level.key === key)?.name : undefined;
}
