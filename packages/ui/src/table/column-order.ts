/** The columns with one of them at another place, counted from the first; at the last where it lies beyond. */
export function movedTo(columns: readonly string[], column: string, place: number): string[] {
  const others = columns.filter((each) => each !== column);
  const at = Math.max(0, Math.min(others.length, place));
  return [...others.slice(0, at), column, ...others.slice(at)];
}

/** The columns with one of them dropped onto another: behind it on the way to the right, before it on the way to the left. */
export function droppedOn(columns: readonly string[], column: string, target: string): string[] {
  return movedTo(columns, column, columns.indexOf(target));
}
