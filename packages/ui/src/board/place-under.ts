import { type CollisionDetection, pointerWithin, rectIntersection, type UniqueIdentifier } from '@dnd-kit/core';

/**
 * The place a card is held over. Columns that are scrolled out of sight reach under what stands beside them, so that of several places under the
 * pointer the one on top is meant.
 * @param onTop tells which places stand beside the scrolled ones
 */
export function placeUnder(onTop: (place: UniqueIdentifier) => boolean): CollisionDetection {
  return (args) => {
    const hits = pointerWithin(args);
    const top = hits.filter(({ id }) => onTop(id));
    if (top.length > 0) return top;
    return hits.length > 0 ? hits : rectIntersection(args);
  };
}
