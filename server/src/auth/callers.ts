import { Recent } from '@pipewright/sql';
import { DatabaseClock } from '../db/clock.ts';
import { Listening } from '../db/listening.ts';
import type { Pool } from '../db/pool.ts';
import { type Caller, type CallerRow, callerBySession, callerByToken, type TokenCaller } from './principal.ts';
import { hashOf } from './tokens.ts';

/** The most callers kept. */
const MOST = 5000;
/** How long a caller is believed at the most, should a notification ever get lost. */
const KEPT_MS = 30_000;

interface Known {
  readonly row: CallerRow;
  readonly until: number;
}

/**
 * Who is calling, known from the last request: the database tells (`pipewright_rights`, by triggers on what a caller is made of) when somebody's rights or
 * a version changed, and everything here is forgotten. Where it cannot be heard, every request asks the database.
 */
export class Callers {
  private readonly known = new Recent<string, Known>(MOST);
  private readonly clock = new DatabaseClock();
  private readonly pool: Pool;
  private readonly listening: Listening;
  /** Moves with every forgetting, so that what was read before one is not kept after it. */
  private generation = 0;
  private hears = false;

  /** @param ears where the connection that listens comes from, which it keeps */
  constructor(pool: Pool, ears: Pool) {
    this.pool = pool;
    this.listening = new Listening(ears, 'pipewright_rights', {
      heard: () => this.forget(),
      lost: () => this.hear(false),
      back: () => this.hear(true),
    });
  }

  start(): Promise<void> {
    return this.listening.start();
  }

  stop(): void {
    this.hear(false);
    this.listening.stop();
  }

  /** Forgets everybody; the next request of each is answered by the database. */
  forget(): void {
    this.generation += 1;
    this.known.clear();
  }

  private hear(hears: boolean): void {
    this.hears = hears;
    this.forget();
  }

  /** Who holds a session, and where that person stands in an app; undefined where the session is none or has ended. */
  async bySession(token: string, app: string | null): Promise<Caller | undefined> {
    return this.remembered(`${token} ${app}`, () => callerBySession(this.pool, token, app));
  }

  /** Who holds a token for an app; undefined where it is none, is for another app, or has ended. */
  async byToken(token: string, app: string): Promise<TokenCaller | undefined> {
    const hash = hashOf(token);
    return this.remembered(`token ${hash} ${app}`, () => callerByToken(this.pool, hash, app));
  }

  private async remembered<Row extends CallerRow>(key: string, read: () => Promise<Row | undefined>): Promise<Row | undefined> {
    const found = this.known.get(key);
    const now = this.clock.now();
    // What stands under a key was read by the same reading.
    if (found && now && performance.now() < found.until && now < found.row.expiresAt) return { ...(found.row as Row), now };
    const { generation } = this;
    const row = await read();
    if (!row) return undefined;
    this.clock.set(row.now);
    if (this.hears && generation === this.generation) this.known.set(key, { row, until: performance.now() + KEPT_MS });
    return row;
  }
}
