/** A record that changed, and the version it has since. */
export interface RecordChange {
  readonly id: string;
  readonly version: number;
}

/** Something changed that open screens may show. It carries no content: who hears it asks again through the reading door. */
export interface AppEvent {
  readonly app: string;
  /** The entity whose records changed; null where a new version was published, and where it is notices that changed. */
  readonly entity: string | null;
  /** The records, where they are few. */
  readonly changes?: readonly RecordChange[] | undefined;
  /** Where it is notices that changed: whose; null for everybody's. */
  readonly people?: readonly string[] | null;
}

/** A change after a quiet time is told at once, changes in a busy time together. */
const GATHER_MS = 100;
const BUSY_MS = 500;
/** The most records one event names, so that it fits into a notification. */
const MOST_NAMED = 100;

/** Changes that wait to be told, those of the same records as one. */
export class Gathered {
  private readonly waiting = new Map<string, AppEvent>();
  private readonly send: (events: readonly AppEvent[]) => void;
  private timer: NodeJS.Timeout | undefined;
  private sentAt = Number.NEGATIVE_INFINITY;

  constructor(send: (events: readonly AppEvent[]) => void) {
    this.send = send;
  }

  /** Takes a change, which is sent soon. */
  add(event: AppEvent): void {
    const key = `${event.app} ${event.entity} ${event.people === undefined}`;
    const before = this.waiting.get(key);
    const { people } = event;
    if (people !== undefined) this.waiting.set(key, { ...event, people: everybodyOf(before ? before.people : [], people) });
    else this.waiting.set(key, { ...event, changes: together(before ? before.changes : [], event.changes) });
    const wait = Math.max(GATHER_MS, this.sentAt + BUSY_MS - performance.now());
    this.timer ??= setTimeout(() => this.flush(), wait).unref();
  }

  /** Sends nothing more. */
  stop(): void {
    clearTimeout(this.timer);
  }

  private flush(): void {
    this.timer = undefined;
    this.sentAt = performance.now();
    const events = [...this.waiting.values()];
    this.waiting.clear();
    this.send(events);
  }
}

/** The people of two lists, null where they are too many to be named. */
function everybodyOf(before: AppEvent['people'], after: AppEvent['people']): readonly string[] | null {
  const all = new Set([...(before ?? []), ...(after ?? [])]);
  return !before || !after || all.size > MOST_NAMED ? null : [...all];
}

/** Two sets of changes as one, each record with the first version of interest; undefined, for any records, where they are too many. */
function together(before: readonly RecordChange[] | undefined, after: readonly RecordChange[] | undefined): RecordChange[] | undefined {
  if (!before || !after) return undefined;
  const all = new Map([...after, ...before].map((change) => [change.id, change]));
  return all.size > MOST_NAMED ? undefined : [...all.values()];
}
