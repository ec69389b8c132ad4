/** What a screen shows: a list, a board, or a page of figures. */
export type ScreenKind = 'list' | 'board' | 'figures';

/** A change as its writer knows it: its place in the order of changes, whose sight it is in, and whether boards show it. */
export interface Written {
  readonly at: string;
  readonly doneAt: number;
  /** What all amounts in each person's sight add up to since. */
  readonly totals: Readonly<Record<string, string>>;
  readonly seenBy: readonly string[];
}

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

const APP = '/api/apps/opportunity';
const report = (dimensions: object[]): Ask => ({
  method: 'POST',
  path: `${APP}/reports/run`,
  body: JSON.stringify({
    report: { entity: 'opportunity', dimensions, measures: [{ key: 'a', fn: 'sum', field: 'amount' }] },
  }),
});
const LIST = new URLSearchParams({
  sort: '-updated_at',
  fields: 'name,customer,stage,amount,owner,updated_at',
  expand: 'customer,owner',
  limit: '50',
});
const ASKS: Readonly<Record<ScreenKind, readonly Ask[]>> = {
  list: [{ method: 'GET', path: `${APP}/records/opportunity?${LIST}` }],
  board: [{ method: 'GET', path: `${APP}/board/opportunity?pipeline=standard&limit=20` }],
  figures: [
    report([{ key: 's', field: 'stage' }]),
    report([{ key: 'o', field: 'owner' }]),
    report([{ key: 'm', field: 'expected_close', bucket: 'month' }]),
  ],
};

/** The part of a second in which everybody asks a question. */
const partOf = ({ path, body = '' }: Ask) => [...path, ...body].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1000, 0);

/** An open screen as the web app behaves: it hears of changes and asks again for what it shows, a moment later. */
export class Screen {
  readonly delays: number[] = [];
  failed = 0;
  asked = 0;
  readonly person: string;
  private readonly kind: ScreenKind;
  private readonly base: string;
  private readonly cookie: string;
  private readonly gone = new AbortController();
  private readonly outstanding: Written[] = [];
  private readonly waiting = new Set<Ask>();
  private readonly asking = new Set<Ask>();
  private readonly answered = new Map<Ask, number>();
  private told = 0;

  constructor(person: string, kind: ScreenKind, base: string, cookie: string) {
    this.person = person;
    this.kind = kind;
    this.base = base;
    this.cookie = cookie;
  }

  /** Changes in this person's sight that the screen does not show yet. */
  get behind(): number {
    return this.outstanding.length;
  }

  /** Opens the stream of news; resolves when it is open. */
  async open(): Promise<void> {
    const response = await fetch(`${this.base}${APP}/events`, { headers: { cookie: this.cookie }, signal: this.gone.signal });
    const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
    const isOpen = Promise.withResolvers<void>();
    void (async () => {
      for (let rest = ''; ; ) {
        const { value, done } = await reader.read();
        if (done) return;
        rest += value;
        if (rest.includes('event: ready')) isOpen.resolve();
        for (const [, data] of rest.matchAll(/event: records\ndata: (.*)\n/g)) this.hear(JSON.parse(data as string).at);
        rest = rest.slice(rest.lastIndexOf('\n\n') + 2);
      }
    })().catch(() => undefined);
    await isOpen.promise;
  }

  close(): void {
    this.gone.abort();
  }

  /** Takes note of a change that this screen should come to show. */
  expect(written: Written): void {
    if (written.seenBy.includes(this.person)) this.outstanding.push(written);
  }

  private hear(at: number): void {
    this.told = Math.max(this.told, at);
    for (const ask of ASKS[this.kind]) {
      const isQuiet = performance.now() - (this.answered.get(ask) ?? 0) > 1250;
      this.plan(ask, isQuiet ? Math.random() * 500 : ((partOf(ask) + 1000 - (at % 1000)) % 1000) + Math.random() * 250);
    }
  }

  private plan(ask: Ask, wait: number): void {
    if (this.waiting.has(ask)) return;
    this.waiting.add(ask);
    setTimeout(() => {
      this.waiting.delete(ask);
      if (this.gone.signal.aborted) return;
      if (this.asking.has(ask)) this.plan(ask, 100);
      else void this.refresh(ask);
    }, wait);
  }

  private async refresh(ask: Ask): Promise<void> {
    this.asking.add(ask);
    this.asked += 1;
    const { method, path, body } = ask;
    try {
      const response = await fetch(`${this.base}${path}${path.includes('?') ? '&' : '?'}since=${this.told}`, {
        method,
        headers: { cookie: this.cookie, 'content-type': 'application/json' },
        ...(body ? { body } : {}),
        signal: this.gone.signal,
      });
      const answer = await response.json();
      this.answered.set(ask, performance.now());
      if (!response.ok) this.failed += 1;
      else if (ask === ASKS[this.kind][0]) this.show(answer);
    } catch {
      if (!this.gone.signal.aborted) this.failed += 1;
    } finally {
      this.asking.delete(ask);
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: an answer of whichever kind
  private show(answer: any): void {
    const last =
      this.kind === 'figures'
        ? this.knownByTotal(answer.rows)
        : this.knownByTime(
            this.kind === 'list' ? answer.records : answer.columns.flatMap((column: { records: object[] }) => column.records),
          );
    const now = performance.now();
    for (const written of this.outstanding.splice(0, last + 1)) this.delays.push(now - written.doneAt);
  }

  /** Changes are made one after the other, so whoever shows one shows all before it. */
  private knownByTime(records: readonly { updated_at: string }[]): number {
    const latest =
      records
        .map(({ updated_at }) => updated_at)
        .toSorted()
        .at(-1) ?? '';
    return this.outstanding.findLastIndex(({ at }) => at <= latest);
  }

  private knownByTotal(rows: readonly [string, string | null][]): number {
    const total = rows.reduce((sum, [, amount]) => sum + cents(amount ?? '0'), 0n);
    return this.outstanding.findLastIndex(({ totals }) => cents(totals[this.person] ?? '0') <= total);
  }
}

/** An amount of money in its smallest unit. */
export function cents(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.');
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0').slice(0, 2));
}
