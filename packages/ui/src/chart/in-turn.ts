const waiting = new Set<() => void>();

/**
 * Does each piece of work in a task of its own, one after the other, so that what the first of them draws is seen while the others are done.
 * @returns takes the work back, where it has not been done yet
 */
export function inTurn(work: () => void): () => void {
  waiting.add(work);
  if (waiting.size === 1) setTimeout(next);
  return () => {
    waiting.delete(work);
  };
}

function next() {
  const [work] = waiting;
  if (!work) return;
  try {
    work();
  } finally {
    waiting.delete(work);
    if (waiting.size > 0) setTimeout(next);
  }
}
