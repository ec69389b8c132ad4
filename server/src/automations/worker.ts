import { RUNS_CHANNEL } from '@pipewright/sql';
import { Listening } from '../db/listening.ts';
import { databaseNow, type Pool } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { log } from '../log/log.ts';
import { relabelSome } from '../records/relabel.ts';
import { catchUpTasks } from '../records/running-tasks.ts';
import { wakeDue } from '../records/wake.ts';
import { workApps } from './apps.ts';
import { tick } from './tick.ts';
import { workOff } from './work-off.ts';

type Work = Pick<Server, 'pool' | 'events' | 'apps' | 'language'>;

/** How often waiting runs are looked for where nobody calls, and how often what the clock says. */
const LOOK_MS = 5_000;
const TICK_MS = 60_000;

/**
 * Carries on what runs by itself. It is called when a run begins (the database says so), looks by itself every few seconds, and asks the clock once a minute: a call that is lost, doubled or
 * late changes nothing, for the truth is in the tables. Any number of them may work side by side, on any number of servers.
 */
export class Worker {
  readonly #server: Work;
  readonly #listening: Listening;
  readonly #after: () => void;
  #timers: readonly NodeJS.Timeout[] = [];
  #stopped = false;
  #wanted = false;
  #going: Promise<void> | undefined;

  /**
   * @param ears where the connection that listens comes from, which it keeps
   * @param after is told whenever runs went on: they may have put down what is to be asked of other programs
   */
  constructor(server: Work, ears: Pool, after: () => void = () => undefined) {
    this.#server = server;
    this.#after = after;
    this.#listening = new Listening(ears, RUNS_CHANNEL, { heard: () => this.wake(), lost: () => undefined, back: () => this.wake() });
  }

  /** Begins to listen and to look; what works already goes on. */
  start(): void {
    if (this.#timers.length > 0) return;
    const ask = () => void this.#tick().catch((error) => log.error({ err: error }, 'What the clock says could not be asked.'));
    this.#timers = [setInterval(() => this.wake(), LOOK_MS).unref(), setInterval(ask, TICK_MS).unref(), setTimeout(ask, 1_000).unref()];
    void this.#listening.start();
  }

  /** Ends; what is under way is finished first. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#listening.stop();
    await this.#going;
  }

  /** Looks for waiting runs now. */
  wake(): void {
    this.#wanted = true;
    this.#going ??= this.#work()
      .catch((error: unknown) => log.error({ err: error }, 'Waiting runs could not be carried on.'))
      .finally(() => {
        this.#going = undefined;
      });
  }

  async #work(): Promise<void> {
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      await settle(this.#server, () => this.#stopped);
      this.#after();
      // Some at a time, so that what runs by itself does not wait for all of them.
      if (await relabelWaiting(this.#server, () => this.#stopped)) this.#wanted = true;
    }
  }

  async #tick(): Promise<void> {
    const { pool } = this.#server;
    for (const app of await workApps(this.#server, pool)) {
      if (this.#stopped) return;
      await catchUpTasks(this.#server, app, await databaseNow(pool), () => this.#stopped);
      await wakeDue(this.#server, app, await databaseNow(pool), () => this.#stopped);
      await tick(this.#server, app, await databaseNow(pool));
    }
  }
}

/** Carries on every run that waits, and what those begin, until none is left or it is over. */
export async function settle(
  server: Work,
  over: () => boolean = () => false,
  clock: () => Promise<string> = () => databaseNow(server.pool),
): Promise<void> {
  for (let found = 1; found > 0 && !over(); ) {
    found = 0;
    for (const app of await workApps(server, server.pool)) if (!over()) found += await workOff(server, app, await clock());
  }
}

/** Gives some records the value that a rule says, for whom that waits; answers whether more may wait. */
export async function relabelWaiting(
  server: Work,
  over: () => boolean = () => false,
  clock: () => Promise<string> = () => databaseNow(server.pool),
): Promise<boolean> {
  let more = false;
  for (const app of await workApps(server, server.pool)) if (!over() && (await relabelSome(server, app, await clock()))) more = true;
  return more;
}
