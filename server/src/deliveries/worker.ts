import { Listening } from '../db/listening.ts';
import type { Pool } from '../db/pool.ts';
import { log } from '../log/log.ts';
import { type Claimed, claim, settle } from './claim.ts';
import { DELIVERIES } from './deliver.ts';
import { kinds } from './kinds.ts';
import { type Sender, sendOnce } from './send.ts';

/** What a worker needs, and how it goes about it. */
export interface WorkerSettings {
  readonly pool: Pool;
  /** Where the connection that listens comes from, which it keeps. */
  readonly ears: Pool;
  readonly sender: Sender;
  /** How often it looks without being woken. */
  readonly pollMs?: number;
  /** For how long nobody else takes up what this one has, in seconds: longer than any attempt takes. */
  readonly lease?: number;
}

const POLL_MS = 5000;
const LEASE_S = 60;
/** How many attempts are under way at once; of them to one receiver. */
const AT_ONCE = 16;
const MOST_EACH = 4;
/** How long what is under way is waited for at the end, and, once it is given up, for its end: a letter cannot be called back. */
const PATIENCE_MS = 3000;
const LAST_MS = 500;

/**
 * Sends what is to leave the house. Any number of them may work over one database; what one has taken up when it is killed is taken up by another once its lease
 * ends, so that a receiver may get a delivery twice, under the same key.
 */
export class DeliveryWorker {
  readonly #settings: WorkerSettings;
  readonly #listening: Listening;
  readonly #over = new AbortController();
  readonly #underWay = new Map<Claimed, Promise<void>>();
  #state: 'new' | 'works' | 'stopped' = 'new';
  #looking: Promise<void> | undefined;
  #again = false;
  #timers = new Set<NodeJS.Timeout>();
  /** True from the first look that fails to the next that works, so that it is said once. */
  #blind = false;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    // What was told while nobody heard is found as soon as it is heard again.
    this.#listening = new Listening(settings.ears, DELIVERIES, {
      heard: () => this.wake(),
      lost: () => undefined,
      back: () => this.wake(),
    });
  }

  /** Begins to work, once. */
  start(): void {
    if (this.#state !== 'new') return;
    this.#state = 'works';
    void this.#listening.start();
    const poll = setInterval(() => this.wake(), this.#settings.pollMs ?? POLL_MS).unref();
    this.#over.signal.addEventListener('abort', () => clearInterval(poll));
    this.wake();
  }

  /** Has it look for what is due; a wish while it looks makes it look once more. */
  wake(): void {
    if (this.#state !== 'works') return;
    this.#again = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
      // A wish that came between the last look and this moment.
      if (this.#again) this.wake();
    });
  }

  /** Ends: takes nothing up any more, waits a little for what is under way, and gives the rest up, which is sent again later. */
  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    this.#listening.stop();
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#looking;
    await this.#settled(PATIENCE_MS);
    this.#over.abort();
    await this.#settled(LAST_MS);
  }

  async #settled(most: number): Promise<void> {
    let patience: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => {
      patience = setTimeout(resolve, most);
    });
    await Promise.race([Promise.all(this.#underWay.values()), waited]);
    clearTimeout(patience);
  }

  async #look(): Promise<void> {
    while (this.#again && this.#state === 'works') {
      this.#again = false;
      const room = AT_ONCE - this.#underWay.size;
      if (room <= 0) return;
      try {
        const { pool, lease = LEASE_S } = this.#settings;
        const taken = await claim(pool, { room, lease, full: this.#full() });
        for (const claimed of taken) this.#take(claimed);
        // There may be more for others.
        if (taken.length > 0) this.#again = true;
        if (this.#blind) log.info('Deliveries are sent again.');
        this.#blind = false;
      } catch (error) {
        if (!this.#blind) log.error({ err: error }, 'What is to be delivered could not be read; trying again every few seconds.');
        this.#blind = true;
      }
    }
  }

  #take(claimed: Claimed): void {
    const spacing = claimed.channel ? kinds[claimed.channel.kind].spacing : 0;
    if (spacing > 0) this.#later(spacing * 1000);
    const done = this.#attempt(claimed)
      .catch((error: unknown) => {
        // Without a word of what became of it, it is sent again once its lease ends.
        if (!this.#over.signal.aborted) log.error({ err: error, delivery: claimed.id }, 'What became of a delivery could not be written.');
      })
      .finally(() => {
        this.#underWay.delete(claimed);
        this.wake();
      });
    this.#underWay.set(claimed, done);
  }

  async #attempt(claimed: Claimed): Promise<void> {
    const { pool, sender } = this.#settings;
    const outcome = await sendOnce(sender, claimed, this.#over.signal);
    const state = await settle(pool, claimed, outcome);
    if (state === 'dead') log.warn({ app: claimed.app, delivery: claimed.id, fault: outcome.fault }, 'A delivery was given up.');
  }

  #later(ms: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.wake();
    }, ms).unref();
    this.#timers.add(timer);
  }

  /** Receivers who have enough under way, so that a slow one leaves room for the others. */
  #full(): Claimed[] {
    const groups = Map.groupBy(this.#underWay.keys(), ({ app, kind, target }) => JSON.stringify([app, kind, target]));
    return [...groups.values()].flatMap(([first, ...rest]) => (first && rest.length + 1 >= MOST_EACH ? [first] : []));
  }
}
