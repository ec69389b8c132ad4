import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react';
import { downFrom, type Forest } from './forest.ts';
import type { MapActs } from './person.ts';

/** Where somebody is let go who is to report to nobody. */
export const NOWHERE = 'nowhere';

/** Somebody who is held in the hand: where, over whom, and whether that person can be reported to. */
export interface Carried {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly over: string | undefined;
  readonly fits: boolean;
}

/** From so many pixels on it is no click any more. */
const SLACK = 6;

/** Carries a box with the pointer onto whom that person reports to. A finger scrolls instead; there is the menu for it. Escape lets go where nothing happens. */
export function useCarry(forest: Forest, place: MapActs['place']) {
  const [carried, setCarried] = useState<Carried>();
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const carry = (id: string, { button, pointerType, clientX, clientY, target }: ReactPointerEvent) => {
    if (!place || button !== 0 || pointerType === 'touch' || (target instanceof Element && target.closest('[aria-haspopup]'))) return;
    const below = new Set(downFrom(forest, [id]));
    const above = forest.places.get(id)?.above ?? null;
    let now: Carried | undefined;
    const over = (x: number, y: number) => {
      const found = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-person], [data-drop]');
      return found?.dataset.person ?? found?.dataset.drop;
    };
    const move = ({ clientX: x, clientY: y }: PointerEvent) => {
      if (!now && Math.hypot(x - clientX, y - clientY) < SLACK) return;
      const at = over(x, y);
      now = { id, x, y, over: at === id ? undefined : at, fits: at !== undefined && (at === NOWHERE ? above !== null : !below.has(at)) };
      setCarried(now);
    };
    const end = () => {
      stop.current?.();
      if (!now) return;
      // What was a carrying is no click on what lies under it.
      window.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
      const to = now.over === NOWHERE ? null : now.over;
      if (now.fits && to !== undefined && to !== above) place(id, to);
    };
    const giveUp = ({ key }: KeyboardEvent) => key === 'Escape' && stop.current?.();
    stop.current = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', giveUp);
      stop.current = undefined;
      setCarried(undefined);
    };
    const cancel = () => stop.current?.();
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', giveUp);
  };
  return { carried, carry };
}

function swallow(event: Event) {
  event.stopPropagation();
  event.preventDefault();
}
