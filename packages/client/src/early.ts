interface Early {
  readonly answer: Promise<unknown>;
  readonly asked: number;
}

// An answer that nobody fetched by then is old news.
const KEPT_FOR = 30_000;
const answers = new Map<string, Early>();

/** Keeps an answer for whoever asks for this address first; one that is a refusal is kept for nobody. */
export function keepEarly<T>(url: string, answer: Promise<T>): Promise<T> {
  answers.set(url, { answer, asked: Date.now() });
  answer.catch(() => answers.delete(url));
  return answer;
}

/** The answer that was asked for early, once and only while it is fresh. Of what type it is, the address says. */
export function takeEarly<T>(url: string): Promise<T> | undefined {
  const found = answers.get(url);
  answers.delete(url);
  return found && Date.now() - found.asked < KEPT_FOR ? (found.answer as Promise<T>) : undefined;
}

/** Forgets what was asked early: it was asked by somebody who may be somebody else by now. */
export function forgetEarly(): void {
  answers.clear();
}
