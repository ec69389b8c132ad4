import { type Lane, unheard } from './lane.ts';

/** Where a question waits for its turn: behind other people's questions, or, where it is asked because a change was heard of, behind other such ones. */
export type Way = 'asked' | 'heard';
/** A lane for each way. */
export type Lanes = Readonly<Record<Way, Lane>>;
/** Answers a question that came by a way; the signal says that nobody waits any more. */
export type Answering = (signal: AbortSignal, way: Way) => Promise<string>;

/**
 * One run of a question for all who wait for it. It begins at the first turn that any of them gets, and ends early when all of them have gone.
 */
export class Run {
  /** The database's time before it began, where somebody needs to know. */
  at: number | undefined;
  isTimed = false;
  onBegin: () => void = () => undefined;
  onEnd: (text: string | undefined) => void = () => undefined;
  /** Called where everybody has gone before it began. */
  onLeft: () => void = () => undefined;
  /** Settles, without ever failing, when the run is over. */
  readonly over: Promise<void>;
  private readonly lanes: Lanes;
  private readonly clock: () => Promise<number>;
  private readonly answer: Answering;
  private readonly free: Promise<void>;
  private readonly begun = new AbortController();
  private readonly abandoned = new AbortController();
  private done: Promise<string> | undefined;
  private end: () => void = () => undefined;
  private sharers = 0;
  private isOver = false;

  /** @param free settles when it may begin */
  constructor(lanes: Lanes, clock: () => Promise<number>, answer: Answering, free: Promise<void>) {
    this.lanes = lanes;
    this.clock = clock;
    this.answer = answer;
    this.free = free;
    this.over = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  /** Waits for the answer together with the others; refused where this one goes before. */
  async join(person: string, way: Way, signal: AbortSignal | undefined): Promise<string> {
    this.sharers += 1;
    const gone = new Promise<never>((_, reject) => signal?.addEventListener('abort', () => unheard().catch(reject), { once: true }));
    gone.catch(() => undefined);
    try {
      if (signal?.aborted) return await unheard();
      return await Promise.race([gone, this.wait(person, way, signal)]);
    } finally {
      this.sharers -= 1;
      if (this.sharers === 0 && this.done && !this.isOver) this.abandon();
      if (this.sharers === 0 && !this.done) {
        this.onLeft();
        this.end();
      }
    }
  }

  /** Nobody waits any more, and nobody new may join what is being cancelled. */
  private abandon(): void {
    this.at = undefined;
    this.abandoned.abort();
  }

  private async wait(person: string, way: Way, signal: AbortSignal | undefined): Promise<string> {
    await this.free;
    if (!this.done) {
      const withdrawn = AbortSignal.any([this.begun.signal, ...(signal ? [signal] : [])]);
      try {
        await this.lanes[way].take(person, () => this.begin(way), withdrawn);
      } catch (error) {
        // Somebody else's turn may have begun it, and then that is what to wait for.
        if (!this.done) throw error;
      }
    }
    return this.done as Promise<string>;
  }

  private begin(way: Way): Promise<string> {
    this.done ??= this.run(way);
    return this.done;
  }

  private async run(way: Way): Promise<string> {
    this.onBegin();
    this.begun.abort();
    let text: string | undefined;
    try {
      if (this.isTimed) this.at = await this.clock();
      this.abandoned.signal.throwIfAborted();
      text = await this.answer(this.abandoned.signal, way);
      return text;
    } finally {
      this.isOver = true;
      this.onEnd(text);
      this.end();
    }
  }
}
