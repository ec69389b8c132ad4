import type { Link, NodeKind } from '@pipewright/definition';
import type { FlowHandle } from '@pipewright/ui';
import { type PointerEvent, type RefObject, useRef, useState } from 'react';

/** How far the pointer goes before it carries something, and is no press any more. */
const SLACK = 6;

/** Lets kinds of steps be carried from a palette onto a canvas, by mouse, pen or finger; Escape lets go of them. */
export function useCarry(handle: RefObject<FlowHandle | null>, onDrop: (kind: NodeKind, links: readonly Link[]) => void) {
  const [carried, setCarried] = useState<{ kind: NodeKind; x: number; y: number }>();
  const moved = useRef(false);
  const carry = (kind: NodeKind, { button, clientX, clientY }: PointerEvent) => {
    if (button !== 0) return;
    moved.current = false;
    const listening = new AbortController();
    const over = (event: globalThis.PointerEvent) => {
      moved.current ||= Math.hypot(event.clientX - clientX, event.clientY - clientY) > SLACK;
      if (!moved.current) return;
      setCarried({ kind, x: event.clientX, y: event.clientY });
      handle.current?.over(event.clientX, event.clientY);
    };
    const end = () => {
      listening.abort();
      setCarried(undefined);
      // The press that belongs to it comes at once, where there is one.
      setTimeout(() => {
        moved.current = false;
      });
    };
    const release = (event: globalThis.PointerEvent) => {
      end();
      const links = handle.current?.drop(event.clientX, event.clientY);
      if (moved.current && links) onDrop(kind, links);
    };
    const away = () => {
      end();
      handle.current?.drop(-1, -1);
    };
    const { signal } = listening;
    window.addEventListener('pointermove', over, { signal });
    window.addEventListener('pointerup', release, { signal });
    window.addEventListener('pointercancel', away, { signal });
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && away(), { signal });
  };
  return {
    carried,
    carry,
    /** True for the press with which something that was carried is let go of. */
    wasCarried: () => moved.current,
  };
}
