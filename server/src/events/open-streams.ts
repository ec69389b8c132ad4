import type { Pool } from '../db/pool.ts';

const CHECKED_MS = 1000;

interface Open {
  readonly token: string;
  readonly app: string;
  readonly end: () => void;
}

/**
 * The streams that are open. A stream asks only once who its listener is; whether that still holds, the session, the person and the role in the app, is
 * asked for all of them together every second, whatever brought the change about and on whichever server.
 */
export class OpenStreams {
  private readonly open = new Set<Open>();
  private readonly pool: Pool;
  private readonly timer: NodeJS.Timeout;

  constructor(pool: Pool) {
    this.pool = pool;
    // While the database is away nobody is let in and nothing is told either.
    this.timer = setInterval(() => void this.check().catch(() => undefined), CHECKED_MS).unref();
  }

  /** Keeps a stream under watch until the returned function is called; `end` is called once its listener may no longer listen. */
  add(token: string, app: string, end: () => void): () => void {
    const each = { token, app, end };
    this.open.add(each);
    return () => this.open.delete(each);
  }

  /** Ends the streams whose listener may no longer listen. */
  async check(): Promise<void> {
    if (this.open.size === 0) return;
    const asked = [...this.open];
    const { rows } = await this.pool.query<{ at: number }>(
      `select k.at::integer from unnest($1::text[], $2::text[]) with ordinality as k(token, app, at)
       where not exists (select from auth.session s join pipewright.person p on p.user_id = s."userId" join pipewright.member m on m.user_id = p.user_id and m.app = k.app
         where s.token = k.token and s."expiresAt" > now() and p.active)`,
      [asked.map(({ token }) => token), asked.map(({ app }) => app)],
    );
    for (const { at } of rows) {
      const gone = asked[at - 1];
      if (gone && this.open.delete(gone)) gone.end();
    }
  }

  /** Watches no longer. */
  stop(): void {
    clearInterval(this.timer);
  }
}
