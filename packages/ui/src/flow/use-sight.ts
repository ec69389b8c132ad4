import { useReactFlow } from '@xyflow/react';
import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { START } from './flow-graph.ts';
import type { FlowLayout } from './flow-layout.ts';
import { walkFlow } from './flow-walk.ts';

const [SMALLEST, EDGE] = [0.75, 16];

/** What of a canvas is in sight, and which box has the keyboard: one that is chosen or walked to comes into sight. */
export function useSight(frame: RefObject<HTMLDivElement | null>, layout: FlowLayout, chosen: string | undefined) {
  const { setViewport, getViewport, fitView } = useReactFlow();
  const wanted = useRef<string>(undefined);
  /** The box that has the keyboard, and the one that has it where that is removed. */
  const held = useRef<{ id: string; before: string }>(undefined);
  /** The box that was chosen before. */
  const last = useRef<string>(undefined);
  const latest = useRef(layout);
  latest.current = layout;

  const begin = () => {
    const room = frame.current?.clientWidth ?? layout.width;
    const zoom = Math.min(1, Math.max(SMALLEST, room / layout.width));
    const first = layout.boxes.find(({ box }) => box.id === START);
    const center = room >= layout.width * zoom || !first ? layout.width / 2 : first.x + first.width / 2;
    settle();
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
      if (wanted.current !== id || document.activeElement?.closest('[role=dialog]')) return;
      reveal(id);
      frame.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
    });
  };
  // A box comes into sight when it is chosen, not whenever something moves; it has the keyboard again when it no longer is.
  useEffect(() => {
    if (chosen !== undefined) focus(chosen);
    else if (last.current !== undefined && document.activeElement === document.body) focus(last.current);
    last.current = chosen;
  }, [chosen]);
  const settled = useRef<{ room: number; center: number }>(undefined);
  const settle = () => {
    const room = frame.current?.clientWidth ?? 0;
    const first = latest.current.boxes.find(({ box }) => box.id === START);
    const was = settled.current;
    if (!first || room === 0) return;
    const now = { room, center: first.x + first.width / 2 };
    settled.current = now;
    if (!was || (was.room === now.room && was.center === now.center)) return;
    const { x, y, zoom } = getViewport();
    const wide = latest.current.width * zoom;
    const kept = x + (was.center - now.center) * zoom + (now.room - was.room) / 2;
    void setViewport({ x: wide <= room ? (room - wide) / 2 : kept, y, zoom });
  };
  useLayoutEffect(() => {
    const watch = new ResizeObserver(settle);
    if (frame.current) watch.observe(frame.current);
    return () => watch.disconnect();
  });
  // What stays is seen where it was, or all of it where there is room.
  useLayoutEffect(settle, [layout]);
  // The keyboard is given on where its box is gone.
  useEffect(() => {
    const { id, before } = held.current ?? {};
    const gone = id !== undefined && !layout.boxes.some(({ box }) => box.id === id);
    const active = document.activeElement;
    const lost = active === document.body || (active instanceof HTMLElement && active.dataset.box === id);
    if (gone && before !== undefined && lost) focus(before);
  }, [layout]);
  return {
    begin,
    focus,
    back: () => focus(held.current?.id ?? START),
    fit: () => void fitView({ padding: 0.05, maxZoom: 1 }),
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const id = target.dataset.box;
      if (id === undefined) return;
      held.current = { id, before: walkFlow(latest.current, id, 'ArrowUp') ?? START };
      reveal(id);
    },
  };
}
