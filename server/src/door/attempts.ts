import { Recent } from '@pipewright/sql';

/** The most people who are counted at the same time; whoever tried longest ago is forgotten first. */
const MOST_PEOPLE = 10_000;

interface Count {
  readonly since: number;
  readonly tries: number;
}

/** Counts what each person tries in vain, to stop for a while who guesses. Kept in memory: every server counts for itself. */
export class Attempts {
  private readonly counts = new Recent<string, Count>(MOST_PEOPLE);
  private readonly most: number;
  private readonly windowMs: number;

  /** @param most tries in vain that somebody has within `windowMs` from the first of them */
  constructor(most: number, windowMs: number) {
    this.most = most;
    this.windowMs = windowMs;
  }

  /** Counts a try in vain. */
  note(who: string, now = Date.now()): void {
    const { since, tries } = this.current(who, now);
    this.counts.set(who, { since, tries: tries + 1 });
  }

  /** True for somebody who has tried too often and has to wait. */
  isOver(who: string, now = Date.now()): boolean {
    return this.current(who, now).tries >= this.most;
  }

  private current(who: string, now: number): Count {
    const count = this.counts.get(who);
    return count && now - count.since < this.windowMs ? count : { since: now, tries: 0 };
  }
}
