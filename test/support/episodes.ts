import type { Status } from '@pipewright/definition';

/** What a count of time had come to by an instant (milliseconds), and by which count a level is reached then. */
export interface Reckoning {
  readonly passed: (at: number) => number;
  readonly reached: (at: number) => number;
}

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;

/** Hours by the clock. */
export const hours: Reckoning = { passed: (at) => at, reached: (at) => at };

/** Days from Monday to Friday in Shanghai, reckoned day by day from a Monday on; a level is reached on a day of work. */
export function workdaysFrom(monday: number): Reckoning {
  const read = (at: number) => {
    const days = Math.floor((at + SHANGHAI - monday) / DAY);
    const [weeks, day] = [Math.floor(days / 7), days % 7];
    const full = weeks * 5 + Math.min(day, 5);
    return { works: day < 5, full: full * DAY, within: at + SHANGHAI - monday - days * DAY };
  };
  return {
    passed: (at) => {
      const { works, full, within } = read(at);
      return works ? full + within : full;
    },
    reached: (at) => {
      const { works, full, within } = read(at);
      return works ? full + within : full - 1;
    },
  };
}

/** A record that stands in a stage, by what was counted of its stay up to where it stood still. */
export interface Stay {
  readonly id: string;
  /** When it came into its stage, or out of the pool after that. */
  entered: number;
  /** Whose it is; null while it is nobody's. */
  owner: string | null;
  status: Status;
  /** Counts of what is over, by the name of the reckoning, and since when it is counted again. */
  counted: Record<string, number>;
  since: number;
}

/** A level of a ladder: after what count it is reached. */
export interface Rung {
  readonly ladder: string;
  readonly level: string;
  readonly after: number;
  readonly by: Reckoning;
  /** The least time after the level `behind` was found due. */
  readonly waits?: number;
  readonly behind?: string;
  /** True where each owner is told for themself, as where it comes to taking the record from them. */
  readonly each?: boolean;
}

/** Follows records through their stages, and tells which levels are due at each tick that came through: what a ladder is to do, reckoned by hand. */
export class Episodes {
  readonly #rungs: readonly Rung[];
  readonly stays: Stay[] = [];
  /** Level by level when it was first due at a tick that came through. */
  readonly due = new Map<string, number>();
  /** The days of records of which somebody is told ahead, and those whose time has come at an instant: behind the one, up to the other. */
  readonly days = new Map<string, string>();
  readonly #toldOf: (at: number) => readonly [after: string, until: string];

  constructor(rungs: readonly Rung[], toldOf: (at: number) => readonly [after: string, until: string]) {
    this.#rungs = rungs;
    this.#toldOf = toldOf;
  }

  /** A record comes into a stage, a new one or the next. */
  enter(id: string, at: number, owner: string | null = null): void {
    const known = this.stays.findIndex((each) => each.id === id);
    const fresh = { id, entered: at, owner: this.stays[known]?.owner ?? owner, status: 'open' as const, counted: {}, since: at };
    if (known < 0) this.stays.push(fresh);
    else this.stays[known] = fresh;
  }

  /** A record gets another status: what waits stands still, and goes on where it stopped. */
  turn(stay: Stay, status: Status, at: number): void {
    const counted = this.#rungs.map((rung) => [rung.ladder, this.#count(stay, rung, rung.by.passed(at))] as const);
    if (stay.status === 'open') stay.counted = Object.fromEntries(counted);
    stay.since = at;
    stay.status = status;
  }

  /** A record comes to be nobody's, which nobody is reminded of, or somebody takes it, for whom everything begins anew; from hand to hand everything goes on. */
  pass(stay: Stay, owner: string | null, at: number): void {
    const taken = stay.owner === null;
    stay.owner = owner;
    if (taken) Object.assign(stay, { entered: at, counted: {}, since: at });
  }

  /** The clock is asked. */
  tick(at: number): void {
    const [after, until] = this.#toldOf(at);
    for (const stay of this.stays) {
      if (stay.status !== 'open') continue;
      for (const rung of stay.owner === null ? [] : this.#rungs) {
        const name = (level: string) =>
          `${rung.ladder} ${stay.id} ${level} ${new Date(stay.entered).toISOString()}${rung.each ? ` ${stay.owner}` : ''}`;
        const behind = rung.behind === undefined ? undefined : (this.due.get(name(rung.behind)) ?? Number.POSITIVE_INFINITY);
        if (behind !== undefined && behind + (rung.waits ?? 0) > at) continue;
        if (!this.due.has(name(rung.level)) && this.#count(stay, rung, rung.by.reached(at)) >= rung.after)
          this.due.set(name(rung.level), at);
      }
      const day = this.days.get(stay.id);
      const told = `due ${stay.id} ${day}`;
      if (day !== undefined && day > after && day <= until && !this.due.has(told)) this.due.set(told, at);
    }
  }

  #count(stay: Stay, { ladder, by }: Rung, now: number): number {
    return (stay.counted[ladder] ?? 0) + now - by.passed(stay.since);
  }
}
