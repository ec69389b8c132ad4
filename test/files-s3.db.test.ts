import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO, openServer, type RunningServer, readS3Settings, sweepFiles } from '@pipewright/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openApart } from './support/apart.ts';
import { freshDatabase, root, SECRET } from './support/database.ts';
import { openS3, S3_KEYS, type S3Server } from './support/s3-server.ts';
import { type Visitor, visitor } from './support/visitor.ts';

const FILES = '/apps/opportunity/files';
let dir: string;
let s3: S3Server;
let env: Record<string, string>;
let drop: () => Promise<void>;
let server: RunningServer;
let admin: Visitor;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'pipewright-s3-'));
  s3 = await openS3();
  env = {
    ...{ S3_ENDPOINT: s3.url, S3_BUCKET: S3_KEYS.bucket, S3_REGION: S3_KEYS.region },
    ...{ S3_ACCESS_KEY_ID: S3_KEYS.accessKey, S3_SECRET_ACCESS_KEY: S3_KEYS.secretKey },
  };
  const database = await freshDatabase('demo');
  drop = database.drop;
  server = await openServer({ databaseUrl: database.url, secret: SECRET, root, demo: true, filesDir: dir, s3: readS3Settings(env) });
  admin = visitor(server);
  await admin.signIn(DEMO.email, DEMO.password);
});
afterAll(async () => {
  await server?.close();
  await s3?.close();
  await drop?.();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(() => server.pool.query('delete from pipewright.file'));

const upload = (name: string, content: string) =>
  admin.ask('POST', `${FILES}/opportunity/attachments?name=${name}`, content, { 'content-type': 'application/octet-stream' });
const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');
const keyOf = (content: string) => `${hashOf(content).slice(0, 2)}/${hashOf(content)}`;
const rowsKept = async () => (await server.pool.query('select 1 from pipewright.file')).rowCount;
const gone = () => server.pool.query(`update pipewright.file set created_at = now() - interval '2 days'`);

describe('files in S3', () => {
  it('lie there under their hash and nowhere else, come out as they were, and are swept', async () => {
    const content = `%PDF-1.7 ${'报价 '.repeat(50_000)}`;
    const { status, body } = await upload('offer.pdf', content);
    expect([status, [...s3.held.keys()], readdirSync(dir), readdirSync(join(dir, 'incoming'))]).toEqual([
      ...[201, [keyOf(content)]],
      ...[['incoming'], []],
    ]);
    expect((await admin.ask('GET', `${FILES}/${body.id}`)).text).toBe(content);
    await upload('again.pdf', content);
    await server.pool.query(`update pipewright.file set created_at = now() - interval '2 days' where id = $1`, [body.id]);
    expect([await sweepFiles(server), s3.held.size]).toEqual([1, 1]);
    await gone();
    expect([await sweepFiles(server), s3.held.size, await rowsKept()]).toEqual([1, 0, 0]);
  });

  it('are refused in one sentence while it is away, and nothing of them stays', async () => {
    const { body } = await upload('here.pdf', '%PDF-1.7 here');
    const before = await rowsKept();
    const down = (response: { writeHead: (status: number) => { end: () => unknown } }) => response.writeHead(503).end();
    s3.instead.push(down, down, down);
    const refused = await upload('away.pdf', '%PDF-1.7 away');
    expect([refused.status, refused.body.issues]).toEqual([
      503,
      [expect.objectContaining({ code: 'files.away', message: expect.stringContaining('Try again in a minute') })],
    ]);
    expect([await rowsKept(), readdirSync(join(dir, 'incoming'))]).toEqual([before, []]);
    s3.instead.push(down, down, down);
    expect((await admin.ask('GET', `${FILES}/${body.id}`, undefined, { 'accept-language': 'zh-CN' })).body.issues[0].message).toMatch(
      '请稍后重试',
    );
    expect((await admin.ask('GET', `${FILES}/${body.id}`)).text).toBe('%PDF-1.7 here');
  });

  it('that are gone there are said to be unreadable', async () => {
    const { body } = await upload('lost.pdf', '%PDF-1.7 lost');
    s3.held.delete(keyOf('%PDF-1.7 lost'));
    const lost = await admin.ask('GET', `${FILES}/${body.id}`);
    expect([lost.status, lost.body.issues[0].code]).toEqual([500, 'file.unreadable']);
  });

  it('leave nothing to be seen where the server is killed on the way there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pipewright-s3-killed-'));
    const apart = await openApart({ ...env, FILES_DIR: folder });
    const before = s3.asked.length;
    try {
      const session = await fetch(`${apart.base}/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: DEMO.email, password: DEMO.password }),
      });
      const cookie = session.headers.getSetCookie().map((each) => each.split(';')[0]);
      s3.instead.push(() => undefined);
      const uploading = fetch(`${apart.base}${FILES}/opportunity/attachments?name=a.pdf`, {
        method: 'POST',
        headers: { cookie: cookie.join('; '), 'content-type': 'application/octet-stream' },
        body: `%PDF-1.7 ${'x'.repeat(200_000)}`,
      }).catch(() => 'broken');
      await vi.waitFor(() => expect(s3.asked.slice(before).map((each) => each.split(' ')[0])).toEqual(['PUT']), { timeout: 20_000 });
      apart.process.kill('SIGKILL');
      expect(await uploading).toBe('broken');
      const next = await openServer({
        databaseUrl: apart.databaseUrl,
        secret: SECRET,
        root,
        demo: true,
        filesDir: folder,
        s3: readS3Settings(env),
      });
      try {
        const { rows } = await next.pool.query('select id, stored from pipewright.file');
        expect(rows.map(({ stored }) => stored)).toEqual([false]);
        const owner = visitor(next);
        await owner.signIn(DEMO.email, DEMO.password);
        expect((await owner.ask('GET', `${FILES}/${rows[0].id}`)).status).toBe(404);
        await next.pool.query(`update pipewright.file set created_at = now() - interval '2 days'`);
        await sweepFiles(next);
        expect([readdirSync(join(folder, 'incoming')), (await next.pool.query('select 1 from pipewright.file')).rowCount]).toEqual([[], 0]);
        expect([...s3.held.values()].some((each) => each.length > 200_000)).toBe(false);
      } finally {
        await next.close();
      }
    } finally {
      await apart.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
