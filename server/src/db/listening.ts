import type { Pool } from './pool.ts';

const RETRY_MS = 1000;

/** What a listener is told: what came on the channel, that nothing can be heard, why an attempt to listen failed, and that it hears (again). */
export interface Ear {
  readonly heard: (payload: string) => void;
  readonly lost: () => void;
  readonly failed?: (error: unknown) => void;
  readonly back: () => void | Promise<void>;
}

/** One connection that listens to a channel of the database, and is made again where it breaks. */
export class Listening {
  private client: { release: (destroy?: boolean) => void } | undefined;
  private stopped = false;
  private readonly pool: Pool;
  private readonly channel: string;
  private readonly ear: Ear;

  /** @param channel a name of ours, which becomes part of a statement */
  constructor(pool: Pool, channel: string, ear: Ear) {
    this.pool = pool;
    this.channel = channel;
    this.ear = ear;
  }

  /** Starts listening, and goes on trying where that fails. */
  start(): Promise<void> {
    this.stopped = false;
    return this.attempt();
  }

  private async attempt(): Promise<void> {
    try {
      await this.connect();
      if (!this.stopped) await this.ear.back();
    } catch (error) {
      if (!this.stopped) this.ear.failed?.(error);
      this.drop();
      this.again();
    }
  }

  /** Stops listening and gives the connection up. */
  stop(): void {
    this.stopped = true;
    this.drop();
  }

  private async connect(): Promise<void> {
    const client = await this.pool.connect();
    const lost = () => {
      if (this.client !== client) return;
      this.drop();
      this.again();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload = '' }) => this.ear.heard(payload));
    try {
      await client.query(`listen ${this.channel}`);
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

  private again(): void {
    this.ear.lost();
    if (!this.stopped) setTimeout(() => void this.attempt(), RETRY_MS).unref();
  }
}
