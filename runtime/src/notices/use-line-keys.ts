import { useEffect, useRef } from 'react';

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1, k: -1, j: 1 };
const ACTS: Readonly<Record<string, string>> = { e: 'done', l: 'later' };

/**
 * The keys of a list of notices: ↑ ↓, or k and j, go from one to the next, Enter opens, e is done and l puts off. Where the one that was acted on is gone,
 * the focus is on that which took its place.
 * @param count how many stand there
 */
export function useLineKeys(count: number) {
  const box = useRef<HTMLDivElement>(null);
  const left = useRef<{ readonly at: number; readonly of: number } | undefined>(undefined);
  const lines = () => [...(box.current?.querySelectorAll<HTMLElement>('li') ?? [])];
  const focus = (at: number) => lines()[at]?.querySelector<HTMLElement>('button')?.focus();
  useEffect(() => {
    const { at, of } = left.current ?? { at: -1, of: count };
    if (at < 0 || of === count) return;
    left.current = undefined;
    if (document.activeElement === document.body) focus(Math.min(at, count - 1));
  });
  /** The one at this place leaves: the focus is to be there again. */
  const hold = (at: number) => {
    left.current = { at, of: count };
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
      const at = lines().findIndex((line) => line.contains(event.target as Node));
      const step = STEPS[event.key];
      const act = at < 0 ? undefined : ACTS[event.key];
      if ((!step && !act) || (at < 0 && event.target !== document.body)) return;
      event.preventDefault();
      if (act) lines()[at]?.querySelector<HTMLElement>(`[data-act=${act}]`)?.click();
      else focus(at < 0 ? 0 : at + (step ?? 0));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  return { box, hold };
}
