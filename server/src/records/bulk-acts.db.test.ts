import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { newId } from '../ground/id.ts';

const at = '/apps/opportunity/records/opportunity';
type Deal = Record<'id' | 'status' | 'stage' | 'pipeline', string> & { readonly version: number };
let stage: Awaited<ReturnType<typeof freshServer>>;
let admin: TestClient;
let sales: TestClient;
/** Open deals, and those of the sales person, each used once. */
let open: Deal[];
let own: Deal[];
beforeAll(async () => {
  stage = await freshServer('demo');
  [admin, sales] = await Promise.all([clientFor(stage.server, 'admin@demo.local'), clientFor(stage.server, 'sales@demo.local')]);
  const { user } = (await sales.get('/me')).body;
  const isOpen = { '==': [{ var: 'status' }, 'open'] };
  const all = (await admin.get(at, { filter: isOpen, limit: 200 })).body.records as (Deal & { owner: string })[];
  own = all.filter(({ owner }) => owner === user);
  open = all.filter(({ owner }) => owner !== user);
});
afterAll(() => stage?.close());

const pause = { status: 'paused', reason: 'budget_frozen', until: '2099-01-01' };
const reopen = { status: 'open', reason: 'customer_came_back' };
const together = (who: TestClient, records: readonly Deal[], wish: object, headers: Record<string, string> = {}) =>
  who.send('POST', `${at}/together`, { records: records.map(({ id }) => id), run: 'r'.repeat(20), ...wish }, headers);
const now = async ({ id }: Deal) => (await admin.get(`${at}/${id}`)).body as Deal & { status_reason: string; status_until: string };
const seen = (records: readonly Deal[]) => ({ seen: Object.fromEntries(records.map(({ id, version }) => [id, version])) });
const codes = (body: { refused: { faults: { path: string; code: string }[]; count: number }[] }) =>
  body.refused.map(({ faults, count }) => [faults[0]?.path, faults[0]?.code, count]);
const entriesOf = async ({ id }: Deal) =>
  (await stage.server.pool.query('select kind, cause from app_opportunity._ledger where record = $1 order by record_version', [id])).rows;

describe('many records that are paused, kept for later or opened again together', () => {
  it('each get status, reason and day, with an entry and a period, as if alone', async () => {
    const some = own.splice(0, 3);
    const answer = await together(sales, some, { ...pause, ...seen(some) });
    expect([answer.status, answer.body]).toEqual([200, { done: 3, same: 0, refused: [], next: null }]);
    for (const deal of some) {
      expect(await now(deal)).toMatchObject({
        status: 'paused',
        status_reason: 'budget_frozen',
        status_until: '2099-01-01',
        version: deal.version + 1,
      });
      expect((await entriesOf(deal)).at(-1)).toEqual({ kind: 'move', cause: { by: 'bulk' } });
      const periods = await stage.server.pool.query('select status from app_opportunity._period where record = $1 and left_at is null', [
        deal.id,
      ]);
      expect(periods.rows).toEqual([{ status: 'paused' }]);
    }
    const until = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
    expect((await together(sales, some, { status: 'future', reason: 'need_not_ripe', until })).body).toMatchObject({ done: 3 });
    expect((await together(sales, some, { status: 'open' })).body).toMatchObject({ done: 3 });
    expect((await together(sales, some, { status: 'open' })).body).toMatchObject({ done: 0, same: 3 });
  });

  it('are refused each by its own rights, rules and criteria, and all of them are named; the others go through', async () => {
    expect(codes((await together(sales, own, { status: 'void', reason: 'duplicate' })).body)).toEqual([
      ['status', 'denied.void', own.length],
    ]);
    const some = open.slice(0, 30);
    const bare = (await together(admin, some, { status: 'paused' })).body;
    expect([bare.done, bare.refused[0].records.map(({ id }: Deal) => id)]).toEqual([0, some.map(({ id }) => id)]);
    expect(bare.refused[0].faults.map(({ path }: { path: string }) => path).sort()).toEqual(['status_reason', 'status_until']);
    expect(codes((await together(admin, some, { ...pause, reason: 'no such' })).body)).toEqual([
      ['status_reason', 'status.reason_unknown', 30],
    ]);
    const won = (await together(admin, some, { status: 'won' })).body;
    expect(won.refused.length).toBeGreaterThan(1);
    expect(won.done + won.refused.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(30);
    const [mine, foreign] = [own.splice(0, 1)[0], open[31]] as [Deal, Deal];
    const { body } = await together(sales, [mine, foreign], pause);
    expect([body.done, codes(body), body.refused[0].records]).toEqual([1, [['', 'unknown.record', 1]], [{ id: foreign.id, title: null }]]);
    expect([(await now(foreign)).status, (await now(mine)).status]).toEqual(['open', 'paused']);
    open.splice(0, 32);
  });

  it('stay as they are where somebody else moved them since they were seen, and not where another field was changed', async () => {
    const [moved, edited, untouched] = open.splice(0, 3) as [Deal, Deal, Deal];
    await admin.send('POST', `${at}/${moved.id}/move`, { version: moved.version, status: 'lost', values: { lost_reason: 'price' } });
    await admin.send('PATCH', `${at}/${edited.id}`, { version: edited.version, values: { next_step: 'By somebody else' } });
    const all = [moved, edited, untouched];
    const { body } = await together(admin, all, { ...pause, ...seen(all) });
    expect([body.done, codes(body), body.refused[0].records[0].id]).toEqual([2, [['', 'version.conflict', 1]], moved.id]);
    expect((await Promise.all(all.map(now))).map(({ status }) => status)).toEqual(['lost', 'paused', 'paused']);
    // A value that somebody else has changed is not given over theirs either, where it was seen before.
    const [value] = open.splice(0, 1) as [Deal];
    await admin.send('PATCH', `${at}/${value.id}`, { version: value.version, values: { next_step: 'Theirs' } });
    expect(codes((await together(admin, [value], { values: { next_step: 'Mine' }, ...seen([value]) })).body)).toEqual([
      ['', 'version.conflict', 1],
    ]);
    expect((await together(admin, [value], { values: { next_step: 'Mine' } })).body.done).toBe(1);
  });

  it('go to the pipeline that is agreed to', async () => {
    const [deal] = open.filter((each) => each.stage === 'first_contact' && each.pipeline !== 'renewal').slice(-1) as [Deal];
    const values = { opportunity_type: 'renewal' };
    const asked = await admin.send('PATCH', `${at}/${deal.id}`, { version: deal.version, values });
    expect(asked.body).toMatchObject({ asks: { pipeline: 'renewal' } });
    expect((await together(admin, [deal], { values })).body).toMatchObject({ done: 0 });
    expect((await together(admin, [deal], { values, pipeline: 'renewal' })).body).toMatchObject({ done: 1, refused: [] });
    expect((await now(deal)).pipeline).toBe('renewal');
    open = open.filter((each) => each !== deal);
  });
});

describe('a request for many records that is sent again with its key', () => {
  const key = () => ({ 'idempotency-key': newId() });

  it('is done once and answered as the first time, whatever happened since', async () => {
    const some = open.splice(0, 2);
    const headers = key();
    const first = await together(admin, some, pause, headers);
    const version = (await now(some[0] as Deal)).version;
    await admin.send('POST', `${at}/${some[0]?.id}/move`, { version, status: 'open' });
    const again = await together(admin, some, pause, headers);
    expect([first.body.done, again.text, (await now(some[0] as Deal)).status]).toEqual([2, first.text, 'open']);
    expect((await entriesOf(some[1] as Deal)).filter(({ cause }) => cause.by === 'bulk')).toHaveLength(1);
    const other = await together(admin, some, { status: 'open' }, headers);
    expect([other.status, other.body.issues[0].code]).toEqual([422, 'request.key_reused']);
    expect((await together(sales, own, reopen, headers)).status).toBe(200);
  });

  it('is done once where all come at the same time, and tells of a new owner once', async () => {
    const some = open.splice(0, 3);
    const headers = key();
    const { user } = (await sales.get('/me')).body;
    const answers = await Promise.all([1, 2, 3, 4].map(() => together(admin, some, { values: { owner: user } }, headers)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ done: 3, same: 0 });
    const { rows } = await stage.server.pool.query(`select words->>'count' as n from pipewright.notice where person = $1`, [user]);
    expect(rows).toEqual([{ n: '3' }]);
  });

  it('is told as refused only what was refused: a deletion that is asked for twice is done', async () => {
    const some = open.splice(0, 2);
    const headers = key();
    const answers = [await together(admin, some, { remove: true }, headers), await together(admin, some, { remove: true }, headers)];
    expect(answers.map(({ body }) => [body.done, body.refused])).toEqual([
      [2, []],
      [2, []],
    ]);
  });
});
