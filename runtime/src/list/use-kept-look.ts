import { useReducer } from 'react';
import { type KeptLook, keepAt, keptAt, keptLook } from '../data/kept-look.ts';

const DENSE = 'pipewright.dense';

/** The look kept at a place, a way to change parts of it, and whether this person likes rows close together, which holds for all lists. */
export function useKeptLook(place: string) {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const kept = keptLook(place);
  const isDense = keptAt(DENSE) === true;
  return {
    kept,
    isDense,
    keepLook: (patch: KeptLook) => {
      const next = Object.entries({ ...keptLook(place), ...patch }).filter(([, value]) => value !== undefined);
      keepAt(place, next.length > 0 ? JSON.stringify(Object.fromEntries(next)) : undefined);
      redraw();
    },
    setDense: (on: boolean) => {
      keepAt(DENSE, on ? 'true' : undefined);
      redraw();
    },
  };
}
