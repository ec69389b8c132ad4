/** A value with the way back and forth through its changes. Whole values are kept; they share what did not change. */
export interface Undoable<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
}

const MOST = 200;

/** A fresh start without a past. */
export function startUndo<T>(present: T): Undoable<T> {
  return { past: [], present, future: [] };
}

/** A new present; the old one can be gone back to. The same value again changes nothing. */
export function change<T>(state: Undoable<T>, next: T): Undoable<T> {
  if (next === state.present) return state;
  return { past: [...state.past, state.present].slice(-MOST), present: next, future: [] };
}

/** One step back. */
export function undo<T>(state: Undoable<T>): Undoable<T> {
  const previous = state.past.at(-1);
  return previous === undefined ? state : { past: state.past.slice(0, -1), present: previous, future: [state.present, ...state.future] };
}

/** One step forth. */
export function redo<T>(state: Undoable<T>): Undoable<T> {
  const [next, ...future] = state.future;
  return next === undefined ? state : { past: [...state.past, state.present], present: next, future };
}
