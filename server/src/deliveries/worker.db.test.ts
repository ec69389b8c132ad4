import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshDatabase, SECRET } from '../../../test/support/database.ts';
import { type MailServer, openMail } from '../../../test/support/mail-server.ts';
import { openReceiver, type Receiver } from '../../../test/support/receiver.ts';
import { openPool, type Pool, transaction } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { openPost } from '../mail/post.ts';
import { type Claimed, claim, settle } from './claim.ts';
import { type DeliveryWish, deliver } from './deliver.ts';
import { redrive } from './list.ts';
import { WAITS } from './outcome.ts';
import { seal } from './secret.ts';
import { placeOf } from './send.ts';
import { trimDeliveries } from './trim.ts';
import { signatureOf } from './webhook.ts';
import { DeliveryWorker } from './worker.ts';

const APP = 'opportunity';
let pool: Pool;
let drop: () => Promise<void>;
let receiver: Receiver;
let mail: MailServer;
let workers: DeliveryWorker[] = [];

beforeAll(async () => {
  const database = await freshDatabase('demo');
  drop = database.drop;
  pool = openPool(database.url);
  [receiver, mail] = [await openReceiver(), await openMail()];
});
afterAll(async () => {
  receiver.close();
  await mail.close();
  await pool.end();
  await drop();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
  receiver.got.splice(0);
  receiver.answer = () => ({ status: 200, body: 'ok' });
  await pool.query('delete from pipewright.delivery');
  await pool.query('delete from pipewright.channel');
});

const post = () => openPost({ url: mail.url, from: 'Pipewright <no-reply@x.example>' });
function work(more: { pollMs?: number; lease?: number; mailless?: true } = {}): DeliveryWorker {
  const sender = { secret: SECRET, publicUrl: 'https://x.example', post: more.mailless ? undefined : post(), outgoing: { inside: true } };
  const worker = new DeliveryWorker({ pool, ears: pool, sender, pollMs: 100, ...more });
  workers.push(worker);
  worker.start();
  return worker;
}
async function channel(key: string, kind = 'webhook', path = '', secret: string | null = 'word'): Promise<string> {
  const id = newId();
  const sealed = secret && seal(SECRET, placeOf(APP, id), secret);
  const values = [id, APP, key, kind, receiver.url + path, sealed];
  await pool.query(
    `insert into pipewright.channel (id, app, key, name, kind, address, secret) values ($1, $2, $3, '{}', $4, $5, $6)`,
    values,
  );
  return id;
}
const wish = (key: string, more: Partial<DeliveryWish> = {}): DeliveryWish => ({
  ...{ app: APP, key, to: { channel: 'hook' }, message: { title: `消息 ${key}`, text: 'x' } },
  ...more,
});
interface Kept {
  readonly key: string;
  readonly state: string;
  readonly attempts: number;
  readonly fault: string | null;
  readonly status: number | null;
  readonly said: string | null;
  readonly wait: number;
}
const kept = async (): Promise<Kept[]> =>
  (
    await pool.query(
      `select key, state, attempts, fault, status, said, ceil(extract(epoch from next_at - now()))::integer as wait from pipewright.delivery order by key collate "C"`,
    )
  ).rows;
const until = async (ready: (rows: Kept[]) => boolean): Promise<Kept[]> => {
  for (let waited = 0; waited < 300; waited += 1) {
    const rows = await kept();
    if (ready(rows)) return rows;
    await sleep(30);
  }
  throw new Error(`It did not come to that: ${JSON.stringify(await kept())}`);
};
const settled = (rows: Kept[]) => rows.every(({ state }) => state === 'sent' || state === 'dead');
const due = () => pool.query('update pipewright.delivery set next_at = now()');

it('sends what was committed, once for a key, signed with the secret of its channel, and nothing that was taken back', async () => {
  await channel('hook');
  work();
  expect(await transaction(pool, (db) => deliver(db, wish('a')))).toBe(true);
  expect(await deliver(pool, wish('a', { message: { title: 'other', text: 'y' } }))).toBe(false);
  const taken = transaction(pool, async (db) => {
    await deliver(db, wish('b'));
    throw new Error('taken back');
  });
  await expect(taken).rejects.toThrow('taken back');
  expect(await until(settled)).toMatchObject([{ key: 'a', state: 'sent', attempts: 1, status: 200, said: 'ok', fault: null }]);
  await sleep(300);
  expect(receiver.got).toHaveLength(1);
  const { headers, body } = receiver.got[0] as (typeof receiver.got)[0];
  const [id, seconds] = [String(headers['webhook-id']), Number(headers['webhook-timestamp'])];
  expect([id, JSON.parse(body).data.title]).toEqual(['opportunity:a', '消息 a']);
  expect(headers['webhook-signature']).toBe(signatureOf('word', id, seconds, body));
});

it('is woken by what is committed, and loses nothing where every waking is lost', async () => {
  await channel('hook');
  work({ pollMs: 60_000 });
  await sleep(200);
  await deliver(pool, wish('woken'));
  await until(settled);
  await Promise.all(workers.map((worker) => worker.stop()));
  // Written without a word to anybody, as by a server whose notification is lost.
  const lost = `insert into pipewright.delivery (id, app, key, kind, target, payload) values ($1, $2, 'lost', 'channel', 'hook', '{"title":"x","text":"y"}')`;
  work({ pollMs: 200 });
  await sleep(100);
  await pool.query(lost, [newId(), APP]);
  expect(await until(settled)).toMatchObject([{ key: 'lost' }, { key: 'woken' }]);
});

it('tries again later and later what may go well, and gives up what went wrong each time', async () => {
  await channel('hook');
  receiver.answer = () => ({ status: 503, body: 'not now' });
  await deliver(pool, wish('a'));
  // While one is under way its lease stands where the next turn does: it is none of the waits.
  const worker = work({ lease: 7 });
  for (const [i, wait] of WAITS.entries()) {
    const [row] = await until(([each]) => each?.attempts === i + 1 && each.state === 'failed' && each.wait > 7 && each.wait <= wait);
    expect(row).toMatchObject({ fault: 'refused', status: 503, said: 'not now' });
    expect(row?.wait).toBeGreaterThan(wait - 5);
    await due();
    worker.wake();
  }
  expect(await until(settled)).toMatchObject([{ state: 'dead', attempts: WAITS.length + 1 }]);
  expect(receiver.got).toHaveLength(WAITS.length + 1);
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(['opportunity:a']));
});

it('gives up at once what is a no for good, and sends it again when it is told to', async () => {
  await channel('hook');
  receiver.answer = () => ({ status: 410, body: 'gone for ever' });
  await deliver(pool, wish('a'));
  await deliver(pool, wish('b'));
  work();
  expect(await until(settled)).toMatchObject(['a', 'b'].map((key) => ({ key, state: 'dead', attempts: 1, fault: 'refused', status: 410 })));
  receiver.answer = () => ({ status: 204 });
  expect([await redrive(pool, 'elsewhere', {}), await redrive(pool, APP, { channel: 'other' })]).toEqual([0, 0]);
  expect(await redrive(pool, APP, { channel: 'hook' })).toBe(2);
  expect(await until(settled)).toMatchObject(['a', 'b'].map((key) => ({ key, state: 'sent', attempts: 1, fault: null, said: null })));
  expect(await redrive(pool, APP, {})).toBe(0);
});

it('leaves a receiver alone for as long as it asks for, with everything else for it too, and nobody else', async () => {
  await channel('hook');
  await channel('other');
  receiver.answer = ({ body }) => (body.includes('消息 a') ? { status: 429, headers: { 'retry-after': '90' } } : { status: 200 });
  await deliver(pool, wish('a'));
  work();
  const [row] = await until(([each]) => each?.fault === 'busy');
  expect(row).toMatchObject({ state: 'failed', status: 429 });
  expect(row?.wait).toBeGreaterThan(80);
  await deliver(pool, wish('b'));
  await deliver(pool, wish('c', { to: { channel: 'other' } }));
  await until((rows) => rows.find(({ key }) => key === 'c')?.state === 'sent');
  expect((await kept()).map(({ key, state }) => `${key} ${state}`)).toEqual(['a failed', 'b waiting', 'c sent']);
});

it('says of a channel that is gone or off, of a secret that cannot be read, and of a redirect that nothing was sent', async () => {
  await channel('off');
  await pool.query('update pipewright.channel set off = true');
  await channel('secret');
  await pool.query(`update pipewright.channel set secret = 'x' where key = 'secret'`);
  await channel('hook');
  receiver.answer = () => ({ status: 302, headers: { location: `${receiver.url}/inner` } });
  for (const key of ['gone', 'hook', 'off', 'secret']) await deliver(pool, wish(key, { to: { channel: key } }));
  work();
  expect((await until(settled)).map(({ key, state, fault }) => [key, state, fault])).toEqual([
    ['gone', 'dead', 'gone'],
    ['hook', 'dead', 'elsewhere'],
    ['off', 'dead', 'off'],
    ['secret', 'dead', 'secret'],
  ]);
  expect(receiver.got.map(({ path }) => path)).toEqual(['/']);
});

it('keeps no secret of an answer that repeats it', async () => {
  await channel('hook', 'webhook', '/hooks/0123456789abcdef?token=verysecrettoken', 'the word itself');
  receiver.answer = () => ({ status: 400, body: 'the word itself, verysecrettoken at /hooks/0123456789abcdef' });
  await deliver(pool, wish('a'));
  work();
  const [row] = await until(settled);
  expect(row?.said).toBe('…, … at /hooks/…');
});

it('spaces what goes to a robot, whoever sends it, and lets nobody else wait for that', async () => {
  await channel('robot', 'feishu', '/feishu');
  await channel('hook', 'webhook', '/hook');
  receiver.answer = ({ path }) => ({ status: 200, body: path === '/feishu' ? '{"code":0}' : '' });
  for (let i = 0; i < 4; i += 1) await deliver(pool, wish(`robot ${i}`, { to: { channel: 'robot' } }));
  for (let i = 0; i < 4; i += 1) await deliver(pool, wish(`hook ${i}`));
  work();
  work();
  await until((rows) => rows.length === 8 && settled(rows));
  const [robot, hook] = ['/feishu', '/hook'].map((path) => receiver.got.filter((each) => each.path === path).map(({ at }) => at)) as [
    number[],
    number[],
  ];
  expect([robot.length, hook.length]).toEqual([4, 4]);
  // Two clocks are read: that of the database, which spaces, and ours.
  for (const [i, at] of robot.slice(1).entries()) expect(at - (robot[i] as number)).toBeGreaterThan(450);
  expect(Math.max(...hook)).toBeLessThan(Math.max(...robot));
});

it('is not kept from others by a receiver who never answers', async () => {
  await channel('silent', 'webhook', '/silent');
  await channel('hook', 'webhook', '/hook');
  receiver.answer = ({ path }) => (path === '/silent' ? 'silence' : { status: 200 });
  for (let i = 0; i < 30; i += 1) await deliver(pool, wish(`silent ${i}`, { to: { channel: 'silent' } }));
  for (let i = 0; i < 30; i += 1) await deliver(pool, wish(`hook ${i}`));
  work();
  await until((rows) => rows.filter(({ state }) => state === 'sent').length === 30);
  expect(receiver.got.filter(({ path }) => path === '/silent').length).toBeLessThan(12);
  // It ends though somebody does not answer, and what was given up is left to whoever comes next.
  await Promise.all(workers.map((worker) => worker.stop()));
  expect((await kept()).filter(({ state }) => state === 'waiting')).toHaveLength(30);
});

it('takes nothing up that another has', async () => {
  await channel('hook');
  for (let i = 0; i < 6; i += 1) await deliver(pool, wish(`k${i}`));
  const ask = { room: 10, lease: 60, full: [] };
  const [mine, yours] = await Promise.all([claim(pool, ask), claim(pool, ask)]);
  const ids = [...mine, ...yours].map(({ id }) => id);
  expect([new Set(ids).size, ids.length]).toEqual([ids.length, ids.length]);
  expect(mine.length).toBeLessThanOrEqual(4);
  expect(await claim(pool, { ...ask, full: [{ app: APP, kind: 'channel', target: 'hook' }] })).toEqual([]);
});

it('is taken up by another once its lease ends, and no failure of the first is written over what the second did', async () => {
  await channel('hook');
  await deliver(pool, wish('a'));
  const ask = { room: 10, lease: 60, full: [] };
  const twice = async (): Promise<[Claimed, Claimed]> => {
    const [first] = await claim(pool, ask);
    expect(await claim(pool, ask)).toEqual([]);
    await due();
    const [second] = await claim(pool, ask);
    return [first as Claimed, second as Claimed];
  };
  const went = { fault: null, status: 200, said: null, again: false };
  const no = { fault: 'refused', status: 500, said: null, again: true } as const;
  const [late, quick] = await twice();
  await settle(pool, quick, no);
  await settle(pool, late, { ...no, again: false });
  expect(await kept()).toMatchObject([{ state: 'failed', attempts: 2, wait: 60 }]);
  // That one went well is true, whenever it is said.
  await settle(pool, late, went);
  await settle(pool, quick, { ...no, again: false });
  expect(await kept()).toMatchObject([{ state: 'sent', attempts: 2, status: 200 }]);
});

it('sends a letter with a Chinese subject to one address, and says what became of it', async () => {
  mail.refuses.add('gone@x.example');
  const message = { title: '商机“华东制造 MES”已赢单', text: '金额 12 万', link: '/a/opportunity' };
  await deliver(pool, wish('a', { to: { mail: 'wang@x.example' }, message }));
  await deliver(pool, wish('b', { to: { mail: 'gone@x.example' }, message }));
  await deliver(pool, wish('c', { to: { mail: 'x@x.example\r\nBcc: all@x.example' }, message }));
  work();
  expect(await until(settled)).toMatchObject([
    { key: 'a', state: 'sent' },
    { key: 'b', state: 'dead', fault: 'mail', status: 550 },
    { key: 'c', state: 'dead', fault: 'address' },
  ]);
  const [letter, ...others] = mail.taken.splice(0);
  expect([others, letter?.to, letter?.header('subject')]).toEqual([[], ['wang@x.example'], '商机“华东制造 MES”已赢单']);
  expect(letter?.text.replaceAll('\r', '')).toBe('金额 12 万\n\nhttps://x.example/a/opportunity');
  expect(letter?.raw).toMatch(/^Message-ID:\s+<[0-9a-f]{64}@pipewright>\r$/m);
});

it('says that there is no mail server where none is set', async () => {
  await deliver(pool, wish('a', { to: { mail: 'wang@x.example' } }));
  work({ mailless: true });
  expect(await until(settled)).toMatchObject([{ state: 'dead', fault: 'mailless' }]);
});

it('keeps what was sent for thirty days, and what was given up for ninety', async () => {
  for (const [key, state, days] of [
    ['sent 29', 'sent', 29],
    ['sent 31', 'sent', 31],
    ['dead 89', 'dead', 89],
    ['dead 91', 'dead', 91],
    ['waiting', 'waiting', 400],
  ]) {
    await deliver(pool, wish(String(key)));
    await pool.query('update pipewright.delivery set state = $2, created_at = now() - make_interval(days => $3) where key = $1', [
      key,
      state,
      days,
    ]);
  }
  expect([await trimDeliveries(pool), await trimDeliveries(pool)]).toEqual([2, 0]);
  expect((await kept()).map(({ key }) => key)).toEqual(['dead 89', 'sent 29', 'waiting']);
});

it('fails no write by what a message holds: it is cut, and kept in signs that the database takes', async () => {
  await channel('hook');
  const values = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}`, 'x'.repeat(19_000)]));
  await deliver(
    pool,
    wish('signs', { message: { title: 'a\u0000b\nc', text: 'half \ud83d', record: { entity: 'e', id: 'i', values: { x: '\u0000' } } } }),
  );
  await deliver(pool, wish('long', { message: { title: 'x', text: '长'.repeat(50_000) } }));
  await deliver(pool, wish('much', { message: { title: 'x', text: 'y', record: { entity: 'e', id: 'i', values } } }));
  await deliver(pool, wish('target', { to: { mail: 'a\u0000@x.example' } }));
  const { rows } = await pool.query('select key, payload from pipewright.delivery order by key collate "C"');
  const [long, much, signs] = rows.map(({ payload }) => payload);
  expect([Buffer.byteLength(long.text) <= 20_000, much]).toEqual([true, { title: 'x', text: 'y' }]);
  expect(signs).toEqual({ title: 'a b c', text: 'half \uFFFD', record: { entity: 'e', id: 'i', values: { x: '' } } });
});

it('refuses a key that is none', async () => {
  await expect(deliver(pool, wish(''))).rejects.toThrow('key');
  await expect(deliver(pool, wish('k'.repeat(201)))).rejects.toThrow('key');
});
