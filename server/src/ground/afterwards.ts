import { log } from '../log/log.ts';

interface Going {
  readonly over: AbortController;
  readonly done: Promise<void>;
}

/** What is left to do once a request has been answered. The signal says that it must end; it is then begun anew later, or by whoever goes on after a stop. */
export type Rest = (signal: AbortSignal) => Promise<void>;

/** Work that goes on after its request was answered, by the thing it is about: no two pieces about the same thing at once. */
export class Afterwards {
  readonly #going = new Map<string, Going>();
  #stopped = false;

  /**
   * Does work that must not wait for the rest of earlier work about the same thing: that is ended first. Its own rest is begun once it is done, and
   * what was ended is begun anew where it fails.
   */
  async around<T>(about: string, work: () => Promise<T>, rest: Rest): Promise<T> {
    let left = await this.#end(about);
    try {
      const result = await work();
      left = true;
      return result;
    } finally {
      if (left) this.#begin(about, rest);
    }
  }

  /** Is kept once nothing goes on any more. */
  async settled(): Promise<void> {
    while (this.#going.size > 0) await Promise.all([...this.#going.values()].map(({ done }) => done));
  }

  /** Ends everything; what comes later is not begun. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#going.keys()].map((about) => this.#end(about)));
  }

  #begin(about: string, rest: Rest): void {
    if (this.#stopped) return;
    const before = this.#going.get(about);
    const over = before?.over ?? new AbortController();
    const run = async () => {
      await before?.done;
      if (!over.signal.aborted) await rest(over.signal);
    };
    const done = run()
      // Who asked has been answered: there is nobody left to tell.
      .catch((error: unknown) => (over.signal.aborted ? undefined : log.error({ err: error }, 'Work after an answer failed.')))
      .finally(() => {
        if (this.#going.get(about) === going) this.#going.delete(about);
      });
    const going = { over, done };
    this.#going.set(about, going);
  }

  /** True where there was something to end. */
  async #end(about: string): Promise<boolean> {
    const going = this.#going.get(about);
    going?.over.abort();
    await going?.done;
    return going !== undefined;
  }
}
