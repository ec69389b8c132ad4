import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { createHttp } from '../app.ts';
import { DEMO } from '../demo/demo.ts';

let stage: Awaited<ReturnType<typeof freshServer>>;
let base: string;
let stop: () => void;
const app = '/apps/opportunity';
beforeAll(async () => {
  stage = await freshServer('demo');
  const listening = serve({ fetch: createHttp(stage.server).fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => listening.once('listening', resolve));
  base = `http://127.0.0.1:${(listening.address() as { port: number }).port}/api`;
  stop = () => listening.close();
});
afterAll(async () => {
  stop?.();
  await stage?.close();
});

/** The event stream of a person as it comes over the wire: every byte of it. */
async function listenAs(email: string) {
  const signIn = await fetch(`${base}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: DEMO.password }),
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const gone = new AbortController();
  const response = await fetch(`${base}${app}/events`, { headers: { cookie }, signal: gone.signal });
  const heard = { bytes: '' };
  void (async () => {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) heard.bytes += Buffer.from(chunk).toString();
  })().catch(() => undefined);
  await vi.waitFor(() => expect(heard.bytes).toContain('event: ready'), { timeout: 5000 });
  const news = () =>
    [...heard.bytes.matchAll(/event: (records|publish)\ndata: (.*)\n/g)].map(([, event, data]) => ({
      event,
      ...JSON.parse(data as string),
    }));
  return { heard, news, ids: () => news().flatMap(({ ids }) => ids ?? ['any']), close: () => gone.abort() };
}

const idOf = async (email: string) =>
  (await stage.server.pool.query('select id from auth."user" where email = $1', [email])).rows[0].id as string;
const patch = async (client: TestClient, id: string, values: object) => {
  const { version } = (await client.get(`${app}/records/opportunity/${id}`)).body;
  const answer = await client.send('PATCH', `${app}/records/opportunity/${id}`, { version, values });
  expect([answer.status, answer.body.issues]).toEqual([200, undefined]);
};

describe('the news of open screens', () => {
  it('name a record to whoever sees it before or after the change, and to nobody else by a single byte', async () => {
    const admin = await clientFor(stage.server, DEMO.email);
    const sales = await idOf('sales@demo.local');
    const open = { '==': [{ var: 'status' }, 'open'] };
    const list = async (filter: object) =>
      (await admin.get(`${app}/records/opportunity`, { filter: { and: [open, filter] }, limit: '2' })).body.records;
    const [own] = await list({ '==': [{ var: 'owner' }, sales] });
    const [foreign, other] = await list({ '!=': [{ var: 'owner' }, sales] });
    const me = await idOf(DEMO.email);
    const [boss, rep] = [await listenAs(DEMO.email), await listenAs('sales@demo.local')];
    const heardAfter = async (work: () => Promise<void>) => {
      const before = [boss.news().length, rep.heard.bytes.length] as const;
      await work();
      await vi.waitFor(() => expect(boss.news().length).toBeGreaterThan(before[0]), { timeout: 5000 });
      await new Promise((resolve) => setTimeout(resolve, 200));
      return rep.heard.bytes.slice(before[1]);
    };

    expect(await heardAfter(() => patch(admin, foreign.id, { next_step: 'unseen' }))).toBe('');
    expect(boss.ids()).toEqual([foreign.id]);
    expect(await heardAfter(() => patch(admin, own.id, { next_step: 'seen' }))).toContain(own.id);
    // Given away: once more heard of by whoever had it, and then never again.
    expect(await heardAfter(() => patch(admin, own.id, { owner: me }))).toContain(own.id);
    expect(await heardAfter(() => patch(admin, own.id, { next_step: 'away' }))).toBe('');
    expect(await heardAfter(() => patch(admin, foreign.id, { owner: sales }))).toContain(foreign.id);
    // Together in one piece of news: of two records each hears only of what that person may see.
    const mixed = await heardAfter(() =>
      Promise.all([patch(admin, foreign.id, { next_step: 'a' }), patch(admin, other.id, { next_step: 'b' })]).then(() => undefined),
    );
    expect(mixed).toContain(foreign.id);
    expect(rep.heard.bytes).not.toContain(other.id);
    for (const each of rep.news()) expect(Object.keys(each).sort()).toEqual(['at', 'entity', 'event', 'ids']);

    // A right that is taken away is gone with the next change, on a stream that is open already.
    await admin.send('DELETE', `${app}/members/${sales}`);
    await stage.server.pool.query('delete from pipewright.member where user_id = $1', [sales]);
    expect(await heardAfter(() => patch(admin, foreign.id, { next_step: 'gone' }))).toBe('');
    for (const each of [boss, rep]) each.close();
  });

  it('are told when the change is there for everybody, and an answer asked since then holds it', async () => {
    const admin = await clientFor(stage.server, DEMO.email);
    const boss = await listenAs(DEMO.email);
    const report = { report: { entity: 'opportunity', dimensions: [], measures: [{ key: 's', fn: 'sum', field: 'amount' }] } };
    const [{ id }] = (await admin.get(`${app}/records/opportunity`, { filter: { '==': [{ var: 'status' }, 'open'] }, limit: '1' })).body
      .records;
    for (let i = 0; i < 5; i += 1) {
      const before = boss.news().length;
      await patch(admin, id, { amount: String(1000 + i) });
      await vi.waitFor(() => expect(boss.news().length).toBeGreaterThan(before), { timeout: 5000 });
      const { at } = boss.news().at(-1);
      const [{ rows: truth }, ...answers] = await Promise.all([
        stage.server.pool.query('select sum(amount)::text as s from app_opportunity.opportunity where deleted_at is null'),
        ...Array.from({ length: 8 }, () => admin.send('POST', `${app}/reports/run?since=${at}`, report)),
      ]);
      for (const { body } of answers) expect(body.rows).toEqual([[truth[0].s]]);
    }
    boss.close();
  });
});
