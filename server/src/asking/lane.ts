import { refuse } from '../ground/refusal.ts';

/** How wide a lane is. */
export interface Width {
  /** How many pieces of work go on at once, of everybody and of one person. */
  readonly atOnce: number;
  readonly perPerson: number;
  /** How many of one person may wait, and of everybody. */
  readonly waiting: number;
  readonly waitingOfAll: number;
  /** How long one waits at most, in milliseconds. */
  readonly patience: number;
}

interface Ticket {
  readonly enter: () => void;
}

/**
 * Lets so much heavy work go on at once that the database and its connections bear it. What one person asks for waits in that person's own line,
 * and people take turns: whoever asks for a hundred things delays nobody who asks for one.
 */
export class Lane {
  private readonly width: Width;
  /** The lines of those who wait, in the order of their next turns. */
  private readonly lines = new Map<string, Set<Ticket>>();
  private readonly inside = new Map<string, number>();
  private busy = 0;
  private waiting = 0;

  constructor(width: Width) {
    this.width = width;
  }

  /**
   * Does the work when it is this person's turn. Refused with `query.too_many` where too much waits already or it has waited too long, and where the
   * signal says that the asker has gone.
   */
  async take<T>(person: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.turn(person, signal);
    try {
      return await work();
    } finally {
      this.busy -= 1;
      const left = (this.inside.get(person) ?? 1) - 1;
      if (left > 0) this.inside.set(person, left);
      else this.inside.delete(person);
      this.call();
    }
  }

  private turn(person: string, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) return unheard();
    const line = this.lines.get(person) ?? new Set();
    if (line.size === 0 && this.isOpenTo(person)) return Promise.resolve(this.enter(person));
    if (line.size >= this.width.waiting || this.waiting >= this.width.waitingOfAll) return full();
    return new Promise((resolve, reject) => {
      const done = () => {
        line.delete(ticket);
        if (line.size === 0) this.lines.delete(person);
        this.waiting -= 1;
        clearTimeout(timer);
        signal?.removeEventListener('abort', gone);
      };
      const ticket: Ticket = {
        enter: () => {
          done();
          this.enter(person);
          resolve();
        },
      };
      const gone = () => {
        done();
        unheard().catch(reject);
      };
      const timer = setTimeout(() => {
        done();
        full().catch(reject);
      }, this.width.patience);
      signal?.addEventListener('abort', gone, { once: true });
      this.waiting += 1;
      this.lines.set(person, line.add(ticket));
    });
  }

  private isOpenTo(person: string): boolean {
    return this.busy < this.width.atOnce && (this.inside.get(person) ?? 0) < this.width.perPerson;
  }

  private enter(person: string): void {
    this.busy += 1;
    this.inside.set(person, (this.inside.get(person) ?? 0) + 1);
  }

  /** Lets in the next of whoever's turn it is; a person who got a turn goes behind the others. */
  private call(): void {
    for (const [person, line] of [...this.lines]) {
      const [first] = line;
      if (!first || !this.isOpenTo(person)) continue;
      this.lines.delete(person);
      this.lines.set(person, line);
      first.enter();
    }
  }
}

/** After how many seconds it is worth asking again. */
const AGAIN = 5;

async function full(): Promise<never> {
  return refuse('query.too_many', { seconds: AGAIN });
}

/** Refuses who has gone: nobody reads it, so any words will do, but nothing went wrong on the server. */
export async function unheard(): Promise<never> {
  return refuse('query.too_slow');
}
