import { useReactFlow } from '@xyflow/react';
import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';
import { START } from './flow-graph.ts';
import type { FlowLayout } from './flow-layout.ts';
import { walkFlow } from './flow-walk.ts';

const [SMALLEST, EDGE] = [0.6, 16];

/** What of a canvas is in sight, and which box has the keyboard: one that is chosen or walked to comes into sight. */
export function useSight(frame: RefObject<HTMLDivElement | null>, layout: FlowLayout, chosen: string | undefined) {
  const { setViewport, getViewport, fitView } = useReactFlow();
  const wanted = useRef<string>(undefined);
  /** The box that has the keyboard, and the one that has it where that is removed. */
  const held = useRef<{ id: string; before: string }>(undefined);
  const latest = useRef(layout);
  latest.current = layout;

  const begin = () => {
    const room = frame.current?.clientWidth ?? layout.width;
    const zoom = Math.min(1, Math.max(SMALLEST, room / layout.width));
    const first = layout.boxes.find(({ box }) => box.id === START);
    const center = room >= layout.width * zoom || !first ? layout.width / 2 : first.x + first.width / 2;
    void setViewport({ x: room / 2 - center * zoom, y: 0, zoom });
  };
  const reveal = (id: string) => {
    const placed = latest.current.boxes.find(({ box }) => box.id === id);
    const { clientWidth: room = 0, clientHeight: high = 0 } = frame.current ?? {};
    if (!placed || room === 0) return;
    const { x, y, zoom } = getViewport();
    const nearer = (from: number, size: number, shift: number, most: number) => {
      const begins = from * zoom + shift;
      const over = begins + size * zoom + EDGE - most;
      return begins < EDGE ? shift + EDGE - begins : over > 0 ? shift - Math.min(over, begins - EDGE) : shift;
    };
    const next = { x: nearer(placed.x, placed.width, x, room), y: nearer(placed.y, placed.height + 40, y, high), zoom };
    if (next.x !== x || next.y !== y) void setViewport(next);
  };
  const focus = (id: string) => {
    wanted.current = id;
    reveal(id);
    // It may be drawn by what was just done; a dialog that is asked for by then keeps the keyboard.
    requestAnimationFrame(() => {
      if (wanted.current !== id) return;
      reveal(id);
      frame.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
    });
  };
  // A box comes into sight when it is chosen, not whenever something moves.
  useEffect(() => {
    if (chosen !== undefined) focus(chosen);
  }, [chosen]);
  // The keyboard is given on where its box is gone.
  useEffect(() => {
    const { id, before } = held.current ?? {};
    const gone = id !== undefined && !layout.boxes.some(({ box }) => box.id === id);
    if (gone && before !== undefined && document.activeElement === document.body) focus(before);
  }, [layout]);
  return {
    begin,
    focus,
    fit: () => void fitView({ padding: 0.05, maxZoom: 1 }),
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const id = target.dataset.box;
      if (id === undefined) return;
      held.current = { id, before: walkFlow(latest.current, id, 'ArrowUp') ?? START };
      reveal(id);
    },
  };
}
