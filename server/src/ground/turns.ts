interface Waiting {
  readonly who: string;
  readonly go: () => void;
}

/**
 * Does work in turn: at most `most` pieces at once, and at most `each` of them for one who asks. The others wait, in the order in which they came, but
 * nobody behind somebody who has enough already.
 */
export function turns(most: number, each = most): <T>(who: string, work: () => Promise<T>) => Promise<T> {
  const waiting: Waiting[] = [];
  const under = new Map<string, number>();
  let all = 0;
  const count = (who: string, change: number) => {
    all += change;
    const now = (under.get(who) ?? 0) + change;
    if (now > 0) under.set(who, now);
    else under.delete(who);
  };
  const may = (who: string) => all < most && (under.get(who) ?? 0) < each;
  return async (who, work) => {
    if (!may(who)) await new Promise<void>((go) => waiting.push({ who, go }));
    else count(who, 1);
    try {
      return await work();
    } finally {
      count(who, -1);
      const next = waiting.findIndex((one) => may(one.who));
      for (const one of next < 0 ? [] : waiting.splice(next, 1)) {
        // Counted before it goes on, or another could come in between.
        count(one.who, 1);
        one.go();
      }
    }
  };
}
