import { Listening } from '../db/listening.ts';
import type { Pool, Queryable } from '../db/pool.ts';
import { log } from '../log/log.ts';
import { type AppEvent, Gathered } from './gathered.ts';

/** An event as it is heard: `at` is when it was told, after the change was there for everybody, by the database's clock in milliseconds. */
export type HeardEvent = AppEvent & { readonly at: number };

type Listener = (event: HeardEvent) => void;

interface Ear {
  readonly app: string;
  readonly listener: Listener;
}

const CHANNEL = 'pipewright_changes';
const CLOCK = 'extract(epoch from clock_timestamp())::float8 * 1000';

/** Tells open screens, on every server, that something changed. Changes close together are told once. */
export class Events {
  private readonly ears = new Set<Ear>();
  private readonly gathered: Gathered;
  /** True from the first attempt to listen that fails to the next that works, so that each is said once. */
  private deaf = false;
  /** True while changes may have been told that nobody here heard. */
  private missed = false;
  private readonly returned = new Set<() => void>();
  private readonly pool: Pool;
  private readonly listening: Listening;

  /** @param ears where the connection that listens comes from, which it keeps */
  constructor(pool: Pool, ears: Pool = pool) {
    this.pool = pool;
    this.listening = new Listening(ears, CHANNEL, {
      heard: (payload) => this.hear(payload),
      lost: () => {
        this.missed = true;
      },
      failed: (error) => this.failed(error),
      back: () => this.back(),
    });
    this.gathered = new Gathered((events) => void this.send(pool, events));
  }

  /** Starts listening to the other servers; reconnects by itself. */
  start(): Promise<void> {
    return this.listening.start();
  }

  private async back(): Promise<void> {
    if (this.deaf) log.info('Open screens hear of changes made on other servers again.');
    this.deaf = false;
    // Everything may have changed meanwhile, which is what a new version means to a screen.
    if (this.missed) {
      if (this.ears.size > 0) {
        const at = await this.clock();
        for (const ear of this.ears) tell(ear, { app: ear.app, entity: null, at });
      }
      for (const returned of this.returned) returned();
    }
    this.missed = false;
  }

  private failed(error: unknown): void {
    if (!this.deaf) log.error({ err: error }, 'Open screens do not hear of changes made on other servers; trying again every second.');
    this.deaf = true;
  }

  /** Calls a function each time the database is heard again after it was lost. */
  onReturn(returned: () => void): void {
    this.returned.add(returned);
  }

  /** Stops listening and sending. */
  stop(): void {
    this.gathered.stop();
    this.listening.stop();
  }

  /** Announces a change; returns at once. */
  announce(event: AppEvent): void {
    this.gathered.add(event);
  }

  /** Hears events of one app until the returned function is called. */
  listen(app: string, listener: Listener): () => void {
    const ear = { app, listener };
    this.ears.add(ear);
    return () => this.ears.delete(ear);
  }

  /** The database's clock, in milliseconds: what is asked after this instant holds every change told before it. */
  async clock(): Promise<number> {
    const { rows } = await this.pool.query<{ at: number }>(`select ${CLOCK} as at`);
    return rows[0]?.at ?? 0;
  }

  private async send(db: Queryable, events: readonly AppEvent[]): Promise<void> {
    try {
      await db.query(`select pg_notify($1, json_build_object('at', ${CLOCK}, 'event', e::json)::text) from unnest($2::text[]) e`, [
        CHANNEL,
        events.map((event) => JSON.stringify(event)),
      ]);
    } catch (error) {
      log.error({ err: error }, 'Other servers could not be told of a change.');
      for (const event of events) this.deliver({ ...event, at: Date.now() });
    }
  }

  private hear(payload: string): void {
    try {
      const { at, event } = JSON.parse(payload) as { at: number; event: AppEvent };
      this.deliver({ ...event, at });
    } catch (error) {
      // Whoever may connect to the database may notify; what is not ours must not end the process.
      log.error({ err: error }, 'A notification could not be read.');
    }
  }

  private deliver(event: HeardEvent): void {
    for (const ear of this.ears) if (ear.app === event.app) tell(ear, event);
  }
}

/** A listener that fails is heard of in the log and keeps nothing from the others. */
function tell({ listener }: Ear, event: HeardEvent): void {
  try {
    listener(event);
  } catch (error) {
    log.error({ err: error }, 'A listener failed.');
  }
}
