import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serve } from '@hono/node-server';
import { addField, type Field, setFieldRight, updateStage } from '@pipewright/definition';
import { createHttp, DEMO, openServer, publish, type RunningServer, sweepFiles } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshDatabase, root, SECRET } from './support/database.ts';

const APP = 'opportunity';
const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const PDF = Buffer.from('%PDF-1.7\nan offer');
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('a picture')]);
const records = `/apps/${APP}/records/customer`;

let dir: string;
let server: RunningServer;
let drop: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let chinese: TestClient;
let cookies: Record<'admin' | 'sales', string>;

/** Asks with bytes and gets the whole response. */
async function ask(who: 'admin' | 'sales', method: string, path: string, body?: Uint8Array, headers: Record<string, string> = {}) {
  return createHttp(server).request(`http://localhost/api/apps/${APP}${path}`, {
    method,
    headers: { cookie: cookies[who], 'content-type': 'application/octet-stream', ...headers },
    ...(body ? { body } : {}),
  } as RequestInit);
}

async function upload(who: 'admin' | 'sales', name: string, content: Uint8Array, field = 'papers', language = 'en') {
  const path = `/files/customer/${field}?${new URLSearchParams({ name })}`;
  const answer = await ask(who, 'POST', path, content, { 'accept-language': language });
  // biome-ignore lint/suspicious/noExplicitAny: answers are whatever the test looks at
  return { status: answer.status, body: (await answer.json()) as any };
}

async function signIn(email: string): Promise<string> {
  const answer = await createHttp(server).request('http://localhost/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: DEMO.password }),
  });
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

const make = async (values: object, who = admin) =>
  (await who.send('POST', records, { values: { name: `Firm ${Math.random()}`, ...values } })).body as { id: string; version: number };
const stored = () => readdirSync(join(dir, 'contents'), { recursive: true }).filter((name) => /[0-9a-f]{64}$/.test(String(name))).length;
const waiting = () => readdirSync(join(dir, 'incoming'));

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'pipewright-files-'));
  const database = await freshDatabase('demo');
  drop = database.drop;
  const files = { filesDir: dir, mostFileMegabytes: 2, slowestFile: { ms: 1000, bytes: 50_000 } };
  server = await openServer({ databaseUrl: database.url, secret: SECRET, root, demo: true, ...files });
  admin = await clientFor(server, 'admin@demo.local');
  const now = (await admin.get(`/apps/${APP}/definition`)).body.app;
  const fields: Field[] = [
    { key: 'papers', type: 'file', name: label('Papers', '资料'), maxFiles: 3, maxMegabytes: 1 },
    { key: 'photos', type: 'image', name: label('Photos', '照片') },
    { key: 'secrets', type: 'file', name: label('Secrets', '机密'), accepts: ['pdf'] },
    { key: 'terms', type: 'file', name: label('Terms', '条款') },
  ];
  const asking = updateStage(now, 'opportunity', 'standard', 'first_contact', { required: ['next_step', 'attachments'] });
  const wide = fields.reduce((app, field) => addField(app, 'customer', field), asking);
  const document = setFieldRight(setFieldRight(wide, 'sales', 'customer', 'secrets', 'hidden'), 'sales', 'customer', 'terms', 'read');
  await publish(server.pool, { key: APP, document, base: 1, by: null });
  [sales, chinese] = [await clientFor(server, 'sales@demo.local'), await clientFor(server, 'admin@demo.local', 'zh-CN')];
  cookies = { admin: await signIn('admin@demo.local'), sales: await signIn('sales@demo.local') };
}, 120_000);
afterAll(async () => {
  await server?.close();
  await drop?.();
  rmSync(dir, { recursive: true, force: true });
});

describe('a file', () => {
  it('is taken in, belongs to a record once that is saved, and comes out with the same bytes', async () => {
    const { status, body: file } = await upload('admin', '报价 “A”.pdf', PDF);
    expect([status, file.name, file.size, file.by.name]).toEqual([201, '报价 “A”.pdf', PDF.length, expect.stringMatching(/./)]);
    const made = await make({ papers: [file.id] });
    expect((await admin.get(`${records}/${made.id}`)).body.papers).toEqual([file.id]);
    const answer = await ask('admin', 'GET', `/files/${file.id}`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(PDF.length),
      'content-disposition': `attachment; filename="__ _A_.pdf"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%20%E2%80%9CA%E2%80%9D.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-cache',
    });
    const again = await ask('admin', 'GET', `/files/${file.id}`, undefined, { 'if-none-match': answer.headers.get('etag') as string });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const hash = createHash('sha256').update(PDF).digest('hex');
    expect(readdirSync(join(dir, 'contents', hash.slice(0, 2)))).toEqual([hash]);
    expect(waiting()).toEqual([]);
  });

  it('that is a picture can be looked at; nothing else is handed out to be shown', async () => {
    const { body: photo } = await upload('admin', 'site.png', PNG, 'photos');
    const shown = await ask('admin', 'GET', `/files/${photo.id}?inline=true`);
    expect([shown.headers.get('content-type'), shown.headers.get('content-disposition')?.slice(0, 6)]).toEqual(['image/png', 'inline']);
    expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    const { body: text } = await upload('admin', 'page.txt', Buffer.from('<script>alert(1)</script>'));
    const kept = await ask('admin', 'GET', `/files/${text.id}?inline=true`);
    expect([kept.headers.get('content-type'), kept.headers.get('content-disposition')?.slice(0, 10)]).toEqual([
      'application/octet-stream',
      'attachment',
    ]);
  });

  it('with the same content as another lies there once', async () => {
    const before = stored();
    const content = Buffer.from('%PDF-1.4 twice');
    const both = [await upload('admin', 'one.pdf', content), await upload('sales', 'two.pdf', content)];
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(stored()).toBe(before + 1);
  });

  it.each<[string, string, Uint8Array, string, number, string]>([
    ['papers', 'fake.pdf', PNG, 'file.content', 422, 'fake.pdf'],
    ['papers', 'empty.pdf', new Uint8Array(), 'file.empty', 422, '0'],
    ['papers', 'large.pdf', Buffer.concat([PDF, Buffer.alloc(1024 * 1024)]), 'file.too_large', 413, '1 MB'],
    ['photos', 'large.png', Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)]), 'file.too_large', 413, '2 MB'],
    ['papers', 'run.exe', Buffer.from('MZ'), 'file.kind', 422, 'run.exe'],
    ['papers', 'page.html', Buffer.from('<html>'), 'file.kind', 422, '.pdf'],
    ['photos', 'drawing.svg', Buffer.from('<svg/>'), 'file.kind', 422, '.png'],
    ['photos', 'offer.pdf', PDF, 'file.kind', 422, '.webp'],
    ['secrets', 'site.png', PNG, 'file.kind', 422, '.pdf'],
    ['papers', '../../etc/passwd.pdf', PDF, 'file.name', 422, ''],
    ['papers', '..\\..\\boot.pdf', PDF, 'file.name', 422, ''],
    ['papers', 'a\u202efdp.exe.pdf', PDF, 'file.name', 422, ''],
    ['papers', 'a\r\nset-cookie: x.pdf', PDF, 'file.name', 422, ''],
    ['papers', '.pdf', PDF, 'file.name', 422, ''],
    ['papers', '', PDF, 'file.name', 422, ''],
    ['papers', 'binary.txt', Buffer.from([65, 0, 66]), 'file.content', 422, 'txt'],
    ['name', 'offer.pdf', PDF, 'unknown.field', 422, ''],
    ['nothing', 'offer.pdf', PDF, 'unknown.field', 422, ''],
  ])('for %s called %j is refused in both languages, and nothing of it stays', async (field, name, content, code, status, says) => {
    const before = stored();
    const english = await upload('admin', name, content, field);
    expect([english.status, english.body.issues?.[0]?.code]).toEqual([status, code]);
    expect(english.body.issues[0].message).toContain(says);
    const { body } = await upload('admin', name, content, field, 'zh-CN');
    expect(body.issues[0].message).toMatch(/\p{Script=Han}/u);
    expect([stored(), waiting()]).toEqual([before, []]);
  });

  it('that comes in pieces past the limit is given up where it passes it', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(sent === 1 ? Buffer.concat([PDF, Buffer.alloc(64 * 1024)]) : new Uint8Array(64 * 1024));
      },
    });
    const answer = await createHttp(server).request(`http://localhost/api/apps/${APP}/files/customer/papers?name=long.pdf`, {
      ...{ method: 'POST', headers: { cookie: cookies.admin, 'content-type': 'application/octet-stream' } },
      ...{ body, duplex: 'half' },
    } as RequestInit);
    expect([answer.status, sent < 25, waiting()]).toEqual([413, true, []]);
  });

  it('that comes a byte at a time is cut off in words, by nobody else felt, and nothing of it stays', async () => {
    const door = serve({ fetch: createHttp(server).fetch, port: 0, hostname: '127.0.0.1' });
    await once(door, 'listening');
    const { port } = door.address() as AddressInfo;
    const drip = (name: string) => {
      const headers = { cookie: cookies.admin, 'content-type': 'application/octet-stream', 'accept-language': 'zh-CN' };
      const upload = request({ port, path: `/api/apps/${APP}/files/customer/papers?name=${name}.pdf`, method: 'POST', headers });
      upload.on('error', () => undefined);
      upload.write(PDF);
      const dripping = setInterval(() => upload.write('x'), 50);
      const answered = once(upload, 'response').then(async ([response]) => [response.statusCode, await text(response)]);
      return answered.finally(() => {
        clearInterval(dripping);
        upload.destroy();
      });
    };
    try {
      // As many as one person may send at once: the next one waits for them, and then comes in.
      const slow = ['a', 'b', 'c'].map(drip);
      await expect.poll(waiting).toHaveLength(3);
      expect((await upload('admin', 'behind.pdf', PDF)).status).toBe(201);
      for (const [status, body] of await Promise.all(slow)) expect([status, body]).toEqual([408, expect.stringContaining('传输太慢')]);
      expect(waiting()).toEqual([]);
    } finally {
      door.close();
    }
  });

  it('has a name in one form, without what nobody sees, and not too long', async () => {
    const name = async (given: string) => (await upload('admin', given, PDF)).body.name;
    expect(await name('  re\u0301sume\u0301\u200b.pdf ')).toBe('résumé.pdf');
    const long = await name(`${'长'.repeat(300)}.pdf`);
    expect([[...long].length, long.endsWith('长.pdf')]).toEqual([200, true]);
  });

  it('is not taken from a page of another site', async () => {
    const answer = await ask('admin', 'POST', '/files/customer/papers?name=a.pdf', PDF, { origin: 'https://elsewhere.example' });
    expect([answer.status, ((await answer.json()) as { issues: { code: string }[] }).issues[0]?.code]).toEqual([403, 'denied.origin']);
  });
});

describe('who may see a file', () => {
  const seen = async (who: 'admin' | 'sales', id: string) => {
    const answer = await ask(who, 'GET', `/files/${id}`);
    const listed = (await (who === 'admin' ? admin : sales).get(`/apps/${APP}/files`, { ids: id })).body.files.length;
    await answer.body?.cancel();
    return [answer.status, listed];
  };

  it('is who sent it, while it belongs to no record', async () => {
    const { body: file } = await upload('sales', 'mine.pdf', PDF);
    expect([await seen('sales', file.id), await seen('admin', file.id)]).toEqual([
      [200, 1],
      [404, 0],
    ]);
    const stolen = await admin.send('POST', records, { values: { name: 'Thief', papers: [file.id] } });
    expect([stolen.status, stolen.body.issues[0].code, stolen.body.issues[0].path]).toEqual([422, 'value.file', 'papers']);
    const told = await chinese.send('POST', records, { values: { name: 'Thief', papers: [file.id] } });
    expect(told.body.issues[0].message).toContain('“资料”');
  });

  it('is who may read its field of a record in sight', async () => {
    const { body: secret } = await upload('admin', 'secret.pdf', PDF, 'secrets');
    const { body: paper } = await upload('admin', 'paper.pdf', PDF);
    const made = await make({ secrets: [secret.id], papers: [paper.id] });
    const readable = (await sales.get(`${records}/${made.id}`)).status === 200;
    expect([await seen('admin', secret.id), await seen('sales', secret.id)]).toEqual([
      [200, 1],
      [404, 0],
    ]);
    expect(await seen('sales', paper.id)).toEqual(readable ? [200, 1] : [404, 0]);
    const version = (await admin.get(`${records}/${made.id}`)).body.version;
    await admin.send('PATCH', `${records}/${made.id}`, { version, values: { secrets: null, owner: (await sales.get('/me')).body.user } });
    const story = await sales.get(`${records}/${made.id}/history`);
    expect([story.status, story.text.includes('secret.pdf'), story.text.includes(secret.id)]).toEqual([200, false, false]);
    expect((await upload('sales', 'x.pdf', PDF, 'secrets')).body.issues[0].code).toBe('unknown.field');
    expect((await upload('sales', 'x.pdf', PDF, 'terms')).body.issues[0].code).toBe('field.readonly');
  });

  it('is nobody once it is removed, and whoever sees the recycle bin while its record lies there', async () => {
    const { body: file } = await upload('admin', 'gone.pdf', PDF);
    const made = await make({ papers: [file.id] });
    await admin.send('DELETE', `${records}/${made.id}`);
    expect(await seen('admin', file.id)).toEqual([200, 1]);
    const { body: back } = await admin.send('POST', `${records}/${made.id}/restore`, { version: made.version + 1 });
    await admin.send('PATCH', `${records}/${made.id}`, { version: back.version, values: { papers: null } });
    expect(await seen('admin', file.id)).toEqual([404, 0]);
    const [removal] = (await admin.get(`${records}/${made.id}/history`)).body.entries;
    expect([removal.after.papers, removal.names[file.id]]).toEqual([null, 'gone.pdf']);
    const again = await admin.send('PATCH', `${records}/${made.id}`, { version: back.version + 1, values: { papers: [file.id] } });
    expect(again.body.issues[0].code).toBe('value.file');
  });

  it('is nobody where there is no such file', async () => {
    expect(await seen('admin', '01a00000-0000-7000-8000-000000000001')).toEqual([404, 0]);
    expect((await ask('admin', 'GET', '/files/..%2f..%2fsecret')).status).toBe(404);
  });
});

describe('a record', () => {
  it('takes what fits its field only, from one place, once', async () => {
    const { body: file } = await upload('admin', 'once.pdf', PDF);
    const twice = await admin.send('POST', records, { values: { name: 'Twice', papers: [file.id], terms: [file.id] } });
    expect(twice.body.issues.map(({ code }: { code: string }) => code)).toContain('value.file');
    const wrong = await admin.send('POST', records, { values: { name: 'Wrong', photos: [file.id] } });
    expect(wrong.body.issues[0].code).toBe('file.kind');
    const made = await make({ papers: [file.id] });
    const other = await admin.send('POST', records, { values: { name: 'Other', papers: [file.id] } });
    expect(other.body.issues[0].code).toBe('value.file');
    const full = await Promise.all([1, 2, 3].map(async (n) => (await upload('admin', `${n}.pdf`, PDF)).body.id));
    const over = await admin.send('PATCH', `${records}/${made.id}`, { version: made.version, values: { papers: [file.id, ...full] } });
    expect(over.body.issues[0].code).toBe('value.too_many');
    const fine = await admin.send('PATCH', `${records}/${made.id}`, { version: made.version, values: { papers: [full[0], file.id] } });
    expect([fine.status, fine.body.papers]).toEqual([200, [full[0], file.id]]);
    const [entry] = (await admin.get(`${records}/${made.id}/history`)).body.entries;
    expect([entry.before.papers, entry.after.papers]).toEqual([[file.id], [full[0], file.id]]);
    expect(entry.names).toMatchObject({ [file.id]: 'once.pdf', [full[0]]: '1.pdf' });
  });

  it('that two want to give one file to gets it for one of them', async () => {
    const { body: file } = await upload('admin', 'race.pdf', PDF);
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => admin.send('POST', records, { values: { name: `Race ${n} ${file.id}`, papers: [file.id] } })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status } of answers) expect(status).toBeLessThan(500);
    const { rows } = await server.pool.query(`select count(*)::int as n from app_${APP}.customer where $1 = any(papers)`, [file.id]);
    expect(rows[0].n).toBe(1);
  });

  it('is found by whether it has files', async () => {
    const { body: file } = await upload('admin', 'found.pdf', PDF);
    const made = await make({ terms: [file.id] });
    const ids = async (rule: object) => (await admin.get(records, { filter: rule })).body.records.map(({ id }: { id: string }) => id);
    expect(await ids({ '!=': [{ var: 'terms' }, null] })).toEqual([made.id]);
    expect(await ids({ '==': [{ var: 'terms' }, null] })).not.toContain(made.id);
  });
});

describe('a stage that asks for a file', () => {
  it('is left with one and not without, which is said in both languages', async () => {
    const deals = `/apps/${APP}/records/opportunity`;
    const stands = { and: [{ '==': [{ var: 'pipeline' }, 'standard'] }, { '==': [{ var: 'stage' }, 'first_contact'] }] };
    const [deal] = (await admin.get(deals, { filter: { and: [stands, { '==': [{ var: 'status' }, 'open'] }] }, limit: 1 })).body.records;
    const move = (who: TestClient, values: object) =>
      who.send('POST', `${deals}/${deal.id}/move`, {
        version: deal.version,
        stage: 'requirements',
        values: { next_step: 'Call', budget_confirmed: true, ...values },
      });
    const about = ({ body }: { body: { issues?: { path: string; message: string }[] } }) =>
      body.issues?.filter(({ path }) => path === 'attachments').map(({ message }) => message);
    expect(about(await move(admin, {}))).toEqual([expect.stringContaining('“Files” is missing')]);
    expect(about(await move(chinese, {}))).toEqual([expect.stringContaining('请上传“附件”')]);
    const sent = await ask('admin', 'POST', '/files/opportunity/attachments?name=minutes.pdf', PDF);
    const { id } = (await sent.json()) as { id: string };
    const moved = await move(admin, { attachments: [id] });
    expect([moved.status, moved.body.stage, moved.body.attachments]).toEqual([200, 'requirements', [id]]);
  });
});

describe('the sweep', () => {
  it('takes what waited a day or was removed a day ago, and leaves everything that somebody needs', async () => {
    const content = Buffer.from('%PDF-1.4 swept');
    const [lost, kept, gone] = await Promise.all(
      ['lost', 'kept', 'gone'].map(async (name) => (await upload('admin', `${name}.pdf`, content)).body.id),
    );
    const made = await make({ papers: [kept, gone] });
    await admin.send('PATCH', `${records}/${made.id}`, { version: made.version, values: { papers: [kept] } });
    const place = join(dir, 'contents', createHash('sha256').update(content).digest('hex').slice(0, 2));
    expect(await sweepFiles(server)).toBe(0);
    await server.pool.query(
      `update pipewright.file set created_at = created_at - interval '2 days', removed_at = removed_at - interval '2 days'`,
    );
    expect(await sweepFiles(server)).toBeGreaterThan(1);
    const { rows } = await server.pool.query('select id, stored from pipewright.file where id = any($1) order by id', [[lost, kept, gone]]);
    expect(rows).toEqual(
      [
        { id: kept, stored: true },
        { id: gone, stored: false },
      ].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect((await ask('admin', 'GET', `/files/${kept}`)).status).toBe(200);
    const now = await admin.get(`${records}/${made.id}`);
    await admin.send('PATCH', `${records}/${made.id}`, { version: now.body.version, values: { papers: null } });
    await server.pool.query(`update pipewright.file set removed_at = removed_at - interval '2 days' where id = $1`, [kept]);
    expect(await sweepFiles(server)).toBe(1);
    expect(readdirSync(place)).not.toContain(createHash('sha256').update(content).digest('hex'));
    expect(await sweepFiles(server)).toBe(0);
  });
});
