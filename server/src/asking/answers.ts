import { type Answering, type Lanes, Run } from './shared-run.ts';

/** Who asks for an answer, and how fresh it must be. */
export interface Asker {
  readonly person: string;
  /** Ends when the asker has gone. */
  readonly signal?: AbortSignal | undefined;
  /**
   * An instant of the database's clock, in milliseconds: any answer begun later will do. A screen that heard of a change says when that was told.
   * Without it, only an answer that is begun after the question came will do, so that everybody finds what was written before asking.
   */
  readonly since?: number | undefined;
}

interface Entry {
  running?: Run | undefined;
  next?: Run | undefined;
  last?: { readonly at: number; readonly text: string } | undefined;
}

/** How long a finished answer serves those who heard of the same change, and how much of them is kept. */
const KEPT_MS = 3000;
const MOST_KEPT_CHARACTERS = 16_000_000;

/**
 * Gives one answer to many who ask the same: the same statement with the same values, who asks being among them, so that nobody gets what was
 * answered to somebody with other rights. A question is not asked twice at once; those who come meanwhile share the next time.
 */
export class Answers {
  private readonly entries = new Map<string, Entry>();
  private readonly lanes: Lanes;
  private readonly clock: () => Promise<number>;
  private kept = 0;

  /** @param clock the database's clock, in milliseconds */
  constructor(lanes: Lanes, clock: () => Promise<number>) {
    this.lanes = lanes;
    this.clock = clock;
  }

  /** The answer to a question, as text. `key` is all that the answer depends on besides the data. */
  async ask(key: string, { person, signal, since }: Asker, answer: Answering): Promise<string> {
    const entry = this.entries.get(key) ?? {};
    this.entries.set(key, entry);
    if (since !== undefined && entry.last && entry.last.at >= since) return entry.last.text;
    const isFresh = since !== undefined && entry.running?.at !== undefined && entry.running.at >= since;
    const run = isFresh && entry.running ? entry.running : (entry.next ?? this.make(key, entry, answer));
    if (since !== undefined) run.isTimed = true;
    try {
      return await run.join(person, since === undefined ? 'asked' : 'heard', signal);
    } finally {
      this.tidy(key, entry);
    }
  }

  private make(key: string, entry: Entry, answer: Answering): Run {
    const run = new Run(this.lanes, this.clock, answer, entry.running?.over ?? Promise.resolve());
    entry.next = run;
    run.onBegin = () => {
      entry.running = run;
      entry.next = undefined;
    };
    run.onEnd = (text) => {
      entry.running = undefined;
      if (text !== undefined && run.at !== undefined) this.keep(key, entry, { at: run.at, text });
    };
    run.onLeft = () => {
      if (entry.next === run) entry.next = undefined;
    };
    return run;
  }

  private keep(key: string, entry: Entry, last: NonNullable<Entry['last']>): void {
    if (this.kept + last.text.length > MOST_KEPT_CHARACTERS) return;
    this.drop(entry, entry.last);
    this.kept += last.text.length;
    entry.last = last;
    setTimeout(() => {
      this.drop(entry, last);
      this.tidy(key, entry);
    }, KEPT_MS).unref();
  }

  private drop(entry: Entry, last: Entry['last']): void {
    if (!last || entry.last !== last) return;
    entry.last = undefined;
    this.kept -= last.text.length;
  }

  private tidy(key: string, entry: Entry): void {
    if (!entry.running && !entry.next && !entry.last && this.entries.get(key) === entry) this.entries.delete(key);
  }
}
