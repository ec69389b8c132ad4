let since: number | undefined;

/**
 * Starts queries of which any answer begun after an instant will do: that at which the server told of a change. Only what is asked before `start`
 * returns counts; whatever a person does, and every other question, gets an answer begun after it was asked.
 */
export function askSince(at: number, start: () => void): void {
  since = at;
  try {
    start();
  } finally {
    since = undefined;
  }
}

/** The instant for the question that is being asked now, if there is one. */
export function sinceNow(): number | undefined {
  return since;
}
