import { useEffect, useReducer } from 'react';
import { useSurroundings } from '../data/app-context.ts';

const EACH_MS = 30_000;

/** The day in the zone of the app, `YYYY-MM-DD`: a page that stays open over night goes on to the next one by itself. */
export function useDay(): string {
  const [, look] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    const timer = setInterval(look, EACH_MS);
    // The clock of a page that nobody sees may have stood still.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return String(useSurroundings().today);
}
