import type { Item, Link } from '@pipewright/definition';

/** Where a step goes that is moved up or down in its line; left out where it cannot go. */
export function movesOf(
  item: Item,
  before: Item | undefined,
  behind: Item | undefined,
): { readonly up?: readonly Link[]; readonly down?: readonly Link[] } {
  return {
    ...(before && item.open.length > 0 ? { up: before.from } : {}),
    ...(behind && behind.open.length > 0 ? { down: behind.open } : {}),
  };
}
