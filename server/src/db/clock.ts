/** How far this machine's clock may run away from what was read before it is no longer trusted: it was set, or the machine slept. */
const JUMP_MS = 1000;

/** The database's clock, carried on between readings by this machine's, so that the time need not be asked for at each request. */
export class DatabaseClock {
  private read: { readonly database: number; readonly steady: number; readonly wall: number } | undefined;
  private latest = 0;

  /** Notes what the database's clock showed just now, in ISO 8601. */
  set(now: string): void {
    this.read = { database: Date.parse(now), steady: performance.now(), wall: Date.now() };
  }

  /** The instant in ISO 8601, never before one that was given already; undefined where the database must be asked. */
  now(): string | undefined {
    if (!this.read) return undefined;
    const passed = performance.now() - this.read.steady;
    if (Math.abs(Date.now() - this.read.wall - passed) > JUMP_MS) return undefined;
    this.latest = Math.max(this.latest, Math.floor(this.read.database + passed));
    return new Date(this.latest).toISOString();
  }
}
