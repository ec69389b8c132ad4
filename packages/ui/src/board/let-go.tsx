import { useDndContext } from '@dnd-kit/core';
import { useEffect } from 'react';

/** Lets go of what is held when its place for dragging goes: the library leaves its listeners at the document then, and the next space or Enter anywhere would be theirs. */
export function LetGo(): null {
  const held = useDndContext().active?.id;
  useEffect(() => {
    // Of all that the library takes for an end of dragging, this disturbs nobody else.
    return held === undefined ? undefined : () => void window.dispatchEvent(new Event('resize'));
  }, [held]);
  return null;
}
