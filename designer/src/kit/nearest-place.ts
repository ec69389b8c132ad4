import type { CollisionDetection } from '@dnd-kit/core';

/**
 * Over which place in a column a part is, however high the parts are: where the pointer is; moved by keys, by its upper edge on its way up and by
 * its lower one on its way down.
 */
export const nearestPlace: CollisionDetection = ({ active, collisionRect, droppableRects, droppableContainers, pointerCoordinates }) => {
  // Its own place moves as the page is scrolled, where it was when it was taken up does not.
  const own = droppableRects.get(active.id);
  const edge = own && collisionRect.top < own.top ? 'top' : 'bottom';
  const far = ({ top, bottom, [edge]: at }: typeof collisionRect) =>
    pointerCoordinates ? Math.max(top - pointerCoordinates.y, pointerCoordinates.y - bottom, 0) : Math.abs(at - collisionRect[edge]);
  return droppableContainers
    .flatMap((droppableContainer) => {
      const rect = droppableRects.get(droppableContainer.id);
      return rect ? [{ id: droppableContainer.id, data: { droppableContainer, value: far(rect) } }] : [];
    })
    .sort((a, b) => a.data.value - b.data.value);
};
