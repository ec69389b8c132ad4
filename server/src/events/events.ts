import type { Pool, Queryable } from '../db/pool.ts';

/** Something changed that open screens may show. It carries no content: who hears it asks again through the reading door. */
export interface AppEvent {
  readonly app: string;
  /** The entity whose records changed, or null where a new version was published. */
  readonly entity: string | null;
}

type Listener = (event: AppEvent) => void;

const CHANNEL = 'pipewright_changes';
const GATHER_MS = 100;

/** Tells open screens, on every server, that something changed. Changes close together are told once. */
export class Events {
  private readonly listeners = new Set<Listener>();
  private readonly waiting = new Map<string, AppEvent>();
  private timer: NodeJS.Timeout | undefined;
  private client: { release: (destroy?: boolean) => void } | undefined;
  private stopped = false;
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Starts listening to the other servers; reconnects by itself. */
  async start(): Promise<void> {
    try {
      const client = await this.pool.connect();
      this.client = client;
      const lost = () => {
        if (this.client !== client) return;
        this.client = undefined;
        client.release(true);
        if (!this.stopped) setTimeout(() => void this.start(), 1000).unref();
      };
      client.on('error', lost);
      client.on('end', lost);
      client.on('notification', ({ payload }) => {
        if (payload) for (const event of JSON.parse(payload) as AppEvent[]) this.deliver(event);
      });
      await client.query(`listen ${CHANNEL}`);
    } catch {
      if (!this.stopped) setTimeout(() => void this.start(), 1000).unref();
    }
  }

  /** Stops listening and sending. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.client?.release(true);
    this.client = undefined;
  }

  /** Announces a change; returns at once. */
  announce(event: AppEvent): void {
    this.waiting.set(`${event.app} ${event.entity}`, event);
    this.timer ??= setTimeout(() => void this.send(this.pool), GATHER_MS).unref();
  }

  /** Hears events of one app until the returned function is called. */
  listen(app: string, listener: Listener): () => void {
    const own: Listener = (event) => {
      if (event.app === app) listener(event);
    };
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }

  private async send(db: Queryable): Promise<void> {
    this.timer = undefined;
    const events = [...this.waiting.values()];
    this.waiting.clear();
    try {
      await db.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(events)]);
    } catch {
      for (const event of events) this.deliver(event);
    }
  }

  private deliver(event: AppEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
