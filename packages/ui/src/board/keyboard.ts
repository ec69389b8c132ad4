import type { KeyboardCoordinateGetter } from '@dnd-kit/core';

/**
 * Arrow keys carry a card to the neighbouring place instead of a few pixels.
 * @param order the keys of the places as they follow each other; one that is not on screen is passed over
 */
export function placeCoordinates(order: readonly string[]): KeyboardCoordinateGetter {
  return (event, { context, currentCoordinates }) => {
    const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return undefined;
    event.preventDefault();
    const places = order.flatMap((key) => {
      const rect = context.droppableRects.get(key);
      return rect && rect.width > 0 ? [{ key, rect }] : [];
    });
    const here = (context.collisionRect?.left ?? currentCoordinates.x) + (context.collisionRect?.width ?? 0) / 2;
    const over = places.findIndex(({ key }) => key === context.over?.id);
    const at = over >= 0 ? over : places.findIndex(({ rect }) => here >= rect.left && here < rect.right);
    const next = places[Math.max(0, Math.min(places.length - 1, at + step))]?.rect;
    if (!next) return undefined;
    // Of places above each other, the top of the card says which is meant.
    const stacked = places.some(({ rect }) => rect !== next && rect.left === next.left);
    return { x: next.left + 8, y: stacked ? next.top + 24 : Math.max(next.top + 48, currentCoordinates.y) };
  };
}
