import type { Drawing } from './drawing.ts';
import type { Forest } from './forest.ts';

/** What those who hear the map are told of somebody besides what is drawn: where in the tree that person stands, and what is below. */
export function treeItem(forest: Forest, { at, folded }: Drawing, id: string) {
  const place = forest.places.get(id);
  const siblings = place?.above ? (forest.places.get(place.above)?.below ?? []) : [...forest.tops, ...forest.loose];
  return {
    role: 'treeitem',
    'data-person': id,
    'aria-level': place?.level ?? 1,
    'aria-posinset': siblings.indexOf(id) + 1,
    'aria-setsize': siblings.length,
    'aria-selected': id === at,
    ...(place && place.below.length > 0 ? { 'aria-expanded': !folded.has(id) } : {}),
    tabIndex: id === at ? 0 : -1,
  } as const;
}
