import type { Server } from '../door/env.ts';
import { log } from '../log/log.ts';
import { workApps } from './apps.ts';
import { type ClaimedCall, claimCalls, settleCall } from './call-claim.ts';
import { type CallSender, sendCall } from './call-send.ts';

/** What a worker needs, and how it goes about it. */
export interface CallSettings {
  readonly server: Pick<Server, 'pool' | 'apps'>;
  readonly sender: Omit<CallSender, 'pool'>;
  /** How often it looks without being woken. */
  readonly pollMs?: number;
  /** For how long nobody else takes up what this one has, in seconds: longer than any attempt takes. */
  readonly lease?: number;
}

const POLL_MS = 5_000;
const LEASE_S = 60;
/** How many requests are under way at once; of them to one host. */
const AT_ONCE = 16;
const MOST_EACH = 4;
/** How long what is under way is waited for at the end. */
const PATIENCE_MS = 3_000;

/**
 * Sends what steps of runs ask of other programs, outside of every transaction, and keeps what was answered. Any number of them may work over one database; what one has taken up when it is killed
 * is sent again by another once its lease ends, under the same number.
 */
export class CallWorker {
  readonly #settings: CallSettings;
  readonly #over = new AbortController();
  readonly #underWay = new Map<ClaimedCall, Promise<void>>();
  #poll: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #wanted = false;

  constructor(settings: CallSettings) {
    this.#settings = settings;
  }

  /** Begins to look, once. */
  start(): void {
    if (this.#poll || this.#over.signal.aborted) return;
    this.#poll = setInterval(() => this.wake(), this.#settings.pollMs ?? POLL_MS).unref();
    this.wake();
  }

  /** Has it look for what is due, where it works. */
  wake(): void {
    if (!this.#poll || this.#over.signal.aborted) return;
    this.#wanted = true;
    this.#looking ??= this.#look()
      .catch((error: unknown) => log.error({ err: error }, 'Requests of automations could not be looked for.'))
      .finally(() => {
        this.#looking = undefined;
        // A wish that came between the last look and this moment.
        if (this.#wanted) this.wake();
      });
  }

  /** Ends: takes nothing up any more, waits a little for what is under way, and gives the rest up, which is sent again later. */
  async stop(): Promise<void> {
    clearInterval(this.#poll);
    this.#poll = undefined;
    await this.#looking;
    const patience = setTimeout(() => this.#over.abort(), PATIENCE_MS);
    await Promise.all(this.#underWay.values());
    clearTimeout(patience);
    this.#over.abort();
  }

  async #look(): Promise<void> {
    const { server, lease = LEASE_S } = this.#settings;
    while (this.#wanted && this.#poll) {
      this.#wanted = false;
      for (const { published } of await workApps(server, server.pool)) {
        const room = Math.min(MOST_EACH, AT_ONCE - this.#underWay.size);
        if (room <= 0) return;
        const taken = await claimCalls(server.pool, published.schema, { room, lease, full: this.#full() });
        for (const call of taken) this.#take(published.key, published.schema, call);
        // There may be more.
        if (taken.length > 0) this.#wanted = true;
      }
    }
  }

  #take(app: string, schema: string, call: ClaimedCall): void {
    const done = this.#attempt(app, schema, call)
      .catch((error: unknown) => {
        // Without a word of what became of it, it is sent again once its lease ends.
        if (!this.#over.signal.aborted)
          log.error({ err: error, run: call.run }, 'What became of a request of an automation could not be kept.');
      })
      .finally(() => {
        this.#underWay.delete(call);
        this.wake();
      });
    this.#underWay.set(call, done);
  }

  async #attempt(app: string, schema: string, call: ClaimedCall): Promise<void> {
    const { server, sender } = this.#settings;
    const outcome = await sendCall({ ...sender, pool: server.pool }, app, call, this.#over.signal);
    await settleCall(server.pool, schema, call, outcome);
  }

  /** Hosts that are asked enough, so that a slow one leaves room for the others. */
  #full(): string[] {
    const groups = Map.groupBy(this.#underWay.keys(), ({ host }) => host);
    return [...groups].flatMap(([host, calls]) => (calls.length >= MOST_EACH ? [host] : []));
  }
}
