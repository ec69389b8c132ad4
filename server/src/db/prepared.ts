import { createHash } from 'node:crypto';
import { Recent } from '@pipewright/sql';

/** The most statements that have a name at one time. */
const MOST_NAMED = 400;
/** How many texts that were seen once are remembered (by their hash), so that the second time is noticed. */
const MOST_SEEN_ONCE = 2000;
/**
 * The most names one connection is given in its life. A statement that was prepared stays prepared on its connection until that closes,
 * also when its name is forgotten here, so the connection is given up when it has had its share: Postgres then frees them all at once.
 * (Taking single ones back would need the driver's own list of them, and fails inside a broken transaction.)
 */
const MOST_PER_CONNECTION = 500;

/** Gives names to the statement texts that come again, for Postgres to plan them once per connection. */
export class Prepared {
  private readonly once = new Recent<string, true>(MOST_SEEN_ONCE);
  private readonly names = new Recent<string, string>(MOST_NAMED);
  private readonly given = new WeakMap<object, Set<string>>();

  /** A name for a text from the second time it is asked for. Rare texts get none and push none out; the same text always gets the same name. */
  nameOf(text: string, connection: object): string | undefined {
    const known = this.names.get(text);
    const name = known ?? hash(text);
    if (!known && !this.once.get(name)) {
      this.once.set(name, true);
      return undefined;
    }
    this.names.set(text, name);
    const given = this.given.get(connection) ?? new Set();
    this.given.set(connection, given.add(name));
    return name;
  }

  /** True for a connection that has had so many names that it is better closed than used again. */
  isFull(connection: object): boolean {
    return (this.given.get(connection)?.size ?? 0) >= MOST_PER_CONNECTION;
  }
}

const hash = (text: string) => `s${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
