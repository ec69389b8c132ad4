import type { Pool, Queryable } from '../db/pool.ts';

/** Something changed that open screens may show. It carries no content: who hears it asks again through the reading door. */
export interface AppEvent {
  readonly app: string;
  /** The entity whose records changed, or null where a new version was published. */
  readonly entity: string | null;
}

type Listener = (event: AppEvent) => void;

interface Ear {
  readonly app: string;
  readonly listener: Listener;
}

const CHANNEL = 'pipewright_changes';
const GATHER_MS = 100;
const RETRY_MS = 1000;

/** Tells open screens, on every server, that something changed. Changes close together are told once. */
export class Events {
  private readonly ears = new Set<Ear>();
  private readonly waiting = new Map<string, AppEvent>();
  private timer: NodeJS.Timeout | undefined;
  private client: { release: (destroy?: boolean) => void } | undefined;
  private stopped = false;
  /** True from the first attempt to listen that fails to the next that works, so that each is said once. */
  private deaf = false;
  /** True while changes may have been told that nobody here heard. */
  private missed = false;
  private readonly returned = new Set<() => void>();
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Starts listening to the other servers; reconnects by itself. */
  async start(): Promise<void> {
    try {
      await this.connect();
      if (this.deaf) console.log('Open screens hear of changes made on other servers again.');
      this.deaf = false;
      // Everything may have changed meanwhile, which is what a new version means to a screen.
      if (this.missed) {
        for (const ear of this.ears) tell(ear, { app: ear.app, entity: null });
        for (const returned of this.returned) returned();
      }
      this.missed = false;
    } catch (error) {
      if (!this.deaf && !this.stopped)
        console.error('Open screens do not hear of changes made on other servers; trying again every second.', error);
      this.deaf = true;
      this.retry();
    }
  }

  /** Calls a function each time the database is heard again after it was lost. */
  onReturn(returned: () => void): void {
    this.returned.add(returned);
  }

  private async connect(): Promise<void> {
    const client = await this.pool.connect();
    const lost = () => {
      if (this.client !== client) return;
      this.drop();
      this.retry();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.hear(payload ?? '[]'));
    try {
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.client = client;
    if (this.stopped) this.drop();
  }

  private drop(): void {
    const { client } = this;
    this.client = undefined;
    client?.release(true);
  }

  private retry(): void {
    this.missed = true;
    if (!this.stopped) setTimeout(() => void this.start(), RETRY_MS).unref();
  }

  /** Stops listening and sending. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.drop();
  }

  /** Announces a change; returns at once. */
  announce(event: AppEvent): void {
    this.waiting.set(`${event.app} ${event.entity}`, event);
    this.timer ??= setTimeout(() => void this.send(this.pool), GATHER_MS).unref();
  }

  /** Hears events of one app until the returned function is called. */
  listen(app: string, listener: Listener): () => void {
    const ear = { app, listener };
    this.ears.add(ear);
    return () => this.ears.delete(ear);
  }

  private async send(db: Queryable): Promise<void> {
    this.timer = undefined;
    const events = [...this.waiting.values()];
    this.waiting.clear();
    try {
      await db.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(events)]);
    } catch (error) {
      console.error('Other servers could not be told of a change.', error);
      for (const event of events) this.deliver(event);
    }
  }

  private hear(payload: string): void {
    try {
      for (const event of JSON.parse(payload) as AppEvent[]) this.deliver(event);
    } catch (error) {
      // Whoever may connect to the database may notify; what is not ours must not end the process.
      console.error('A notification could not be read.', error);
    }
  }

  private deliver(event: AppEvent): void {
    for (const ear of this.ears) if (ear.app === event.app) tell(ear, event);
  }
}

/** A listener that fails is heard of in the log and keeps nothing from the others. */
function tell({ listener }: Ear, event: AppEvent): void {
  try {
    listener(event);
  } catch (error) {
    console.error(error);
  }
}
