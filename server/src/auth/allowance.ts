/** How many failures are free, and the longest wait in seconds after more of them. */
export interface Terms {
  readonly free: number;
  readonly most: number;
}

/** What was tried under one key: failures in a row, when the next try is let in, and whether somebody once got in this way. Instants in ms. */
export interface Bucket {
  readonly failures: number;
  readonly until: number;
  readonly known: boolean;
}

/** Somebody known gets an allowance of that person's own, which nobody else can use up. */
export const KNOWN: Terms = { free: 10, most: 300 };
const PAIR: Terms = { free: 5, most: 900 };
const ACCOUNT: Terms = { free: 10, most: 900 };
const ADDRESS: Terms = { free: 30, most: 900 };

/** After so long without a failure all is forgotten. */
const QUIET_MS = 3_600_000;

/**
 * Who asks to be let in: with one key of one's own; or a stranger, who is known by the account that is tried, by the address it is tried from, and by
 * the pair of both.
 */
export type Asked =
  | { readonly kind: 'one'; readonly key: string; readonly terms: Terms }
  | { readonly kind: 'stranger'; readonly pair: string; readonly account: string; readonly address: string };

/** Either the buckets as they are once this try is counted, as a failure until it succeeds; or how many seconds to wait. */
export type Verdict = { readonly counted: ReadonlyMap<string, Bucket> } | { readonly wait: number };

/** The keys whose buckets decide. */
export function keysOf(asked: Asked): string[] {
  return asked.kind === 'one' ? [asked.key] : [asked.pair, asked.account, asked.address].sort();
}

/**
 * Decides whether a try is let in. A stranger waits while the address or the pair must wait; while only the account must, because others try it from
 * elsewhere, an address still has the free tries of its pair. So no one can keep out who comes from a device or an address known for the account, nor
 * take the first tries from who comes from anywhere else.
 */
export function judge(asked: Asked, found: ReadonlyMap<string, Bucket>, now: number): Verdict {
  if (asked.kind === 'one') return alone(asked.key, asked.terms, found, now);
  const { pair, account, address } = asked;
  if (found.get(pair)?.known) return alone(pair, KNOWN, found, now);
  const waits = new Map([pair, account, address].map((key) => [key, Math.max(0, (found.get(key)?.until ?? 0) - now)]));
  const spared = fresh(found.get(pair), now).failures < PAIR.free;
  const wait = Math.max(waits.get(pair) ?? 0, waits.get(address) ?? 0, spared ? 0 : (waits.get(account) ?? 0));
  if (wait > 0) return { wait: Math.ceil(wait / 1000) };
  const terms: [string, Terms][] = [
    [pair, PAIR],
    [address, ADDRESS],
    // What is let in past a waiting account does not make it wait longer.
    ...(waits.get(account) ? [] : [[account, ACCOUNT] as [string, Terms]]),
  ];
  return { counted: new Map(terms.map(([key, each]) => [key, failed(found.get(key), each, now)])) };
}

function alone(key: string, terms: Terms, found: ReadonlyMap<string, Bucket>, now: number): Verdict {
  const bucket = found.get(key);
  if (bucket && bucket.until > now) return { wait: Math.ceil((bucket.until - now) / 1000) };
  return { counted: new Map([[key, failed(bucket, terms, now)]]) };
}

function fresh(bucket: Bucket | undefined, now: number): Bucket {
  return bucket && now - bucket.until < QUIET_MS ? bucket : { failures: 0, until: now, known: bucket?.known ?? false };
}

function failed(bucket: Bucket | undefined, { free, most }: Terms, now: number): Bucket {
  const { failures, known } = fresh(bucket, now);
  const over = failures + 1 - free;
  return { failures: failures + 1, until: over > 0 ? now + Math.min(2 ** over, most) * 1000 : now, known };
}
