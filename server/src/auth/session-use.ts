import type { Pool } from '../db/pool.ts';
import { prolongSession, SESSION_S } from './sessions.ts';

const WRITTEN_MS = 60_000;
/** The most tokens between two writings. */
const MOST = 100_000;
/** A session that is used lives on once so much of its time is gone, so that most uses write no more than when they were. */
const RENEWED_S = 24 * 3600;

/** When sessions and tokens were last used: gathered here and written once a minute, so that a request that only reads writes nothing. */
export class SessionUse {
  private used = new Set<string>();
  private usedTokens = new Set<string>();
  private readonly pool: Pool;
  private readonly timer: NodeJS.Timeout;

  constructor(pool: Pool) {
    this.pool = pool;
    this.timer = setInterval(() => void this.write().catch(() => undefined), WRITTEN_MS).unref();
  }

  /** Notes that the session of this token is used now. */
  note(token: string): void {
    if (this.used.size < MOST) this.used.add(token);
  }

  /** Notes that the token with this id is used now. */
  noteToken(id: string): void {
    if (this.usedTokens.size < MOST) this.usedTokens.add(id);
  }

  /** Writes down what was noted; sessions that have ended meanwhile stay ended. */
  async write(): Promise<void> {
    if (this.usedTokens.size > 0) {
      const ids = [...this.usedTokens];
      this.usedTokens = new Set();
      await this.pool.query('update pipewright.token set used_at = now() where id = any($1)', [ids]);
    }
    if (this.used.size === 0) return;
    const tokens = [...this.used];
    this.used = new Set();
    const { rows } = await this.pool.query<{ token: string; due: boolean }>(
      `update auth.session set "updatedAt" = now() where token = any($1) and "expiresAt" > now()
       returning token, "expiresAt" < now() + make_interval(secs => $2) as due`,
      [tokens, SESSION_S - RENEWED_S],
    );
    // A statement of its own, and rarely: all servers are told of one that touches what decides about callers, even if it changes nothing.
    for (const { token } of rows.filter(({ due }) => due)) await prolongSession(this.pool, token);
  }

  /** Writes down what is left and ends. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.write().catch(() => undefined);
  }
}
