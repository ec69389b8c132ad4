/** What a server, or a proxy before it, answers while it cannot do its work. */
const AWAY = new Set([502, 503, 504]);
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 3000;
const HEALTH = '/api/health';

let away = false;
let words = '';
const changed = new Set<() => void>();
const returned = new Set<() => void>();

/** The way to the server, as far as the last requests tell. */
export const connection = {
  /** True from a request that did not get through to the first sign of life. */
  isAway: () => away,
  /** Calls a function at each change of `isAway` until the returned function is called. */
  subscribe: (listener: () => void) => listenIn(changed, listener),
  /** Calls a function each time the server is back until the returned function is called. */
  onReturn: (listener: () => void) => listenIn(returned, listener),
  /** Looks whether the server is there, because something else than a request makes one doubt it. */
  doubt: async (): Promise<void> => {
    if (!away && !(await answers())) lose();
  },
  /** Sets what is said, in the reader's language, where a write got no answer that says it. */
  speak: (sentence: string) => {
    words = sentence;
  },
};

/** An answer that arrived whole. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly text: string;
}

/**
 * Sends a request. One that may be sent again waits until the server is back and is sent anew, as often as it takes; any other gives the answer that
 * says that the server is away, in words of ours where there was none. Throws only where the signal ends it.
 */
export async function reach(ask: () => Promise<Response>, again: boolean, signal?: AbortSignal): Promise<Answer> {
  for (;;) {
    const answer = await whole(ask).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      return undefined;
    });
    if (answer && !AWAY.has(answer.status)) {
      find();
      return answer;
    }
    lose();
    if (!again) return answer?.text.startsWith('{') ? answer : nobody();
    await back(signal);
  }
}

async function whole(ask: () => Promise<Response>): Promise<Answer> {
  const response = await ask();
  return { status: response.status, ok: response.ok, text: await response.text() };
}

/** What is answered where nobody answers. */
export const nobody = (): Answer => ({
  status: 503,
  ok: false,
  text: JSON.stringify({ issues: [{ path: '', code: 'server.away', message: words }] }),
});

function listenIn(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(listeners: Set<() => void>): void {
  for (const listener of [...listeners]) listener();
}

function lose(): void {
  if (away) return;
  away = true;
  tell(changed);
  void look();
}

function find(): void {
  if (!away) return;
  away = false;
  tell(changed);
  tell(returned);
}

const answers = () =>
  fetch(HEALTH, { cache: 'no-store' }).then(
    (response) => response.ok,
    () => false,
  );

/** Asks for signs of life, at first often. Chance keeps many screens from asking at the same moment. */
async function look(): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; away; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5)) {
    await new Promise((resolve) => setTimeout(resolve, pause * (1 + Math.random() / 2)));
    if (away && (await answers())) find();
  }
}

function back(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = connection.onReturn(() => {
      stop();
      resolve();
    });
    signal?.addEventListener('abort', () => {
      stop();
      reject(signal.reason);
    });
  });
}
