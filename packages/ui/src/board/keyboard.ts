import type { KeyboardCoordinateGetter } from '@dnd-kit/core';

/** Arrow keys carry a card to the neighbouring column instead of a few pixels. */
export const columnCoordinates: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return undefined;
  event.preventDefault();
  const columns = [...context.droppableRects].map(([, rect]) => rect).sort((a, b) => a.left - b.left);
  const here = (context.collisionRect?.left ?? currentCoordinates.x) + (context.collisionRect?.width ?? 0) / 2;
  const at = columns.findIndex((rect) => here >= rect.left && here < rect.right);
  const next = columns[Math.max(0, Math.min(columns.length - 1, at + step))];
  return next ? { x: next.left + 8, y: Math.max(next.top + 48, currentCoordinates.y) } : undefined;
};
