import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO, openServer, sweepFiles } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apart, openApart } from './support/apart.ts';
import { root, SECRET } from './support/database.ts';

let dir: string;
let apart: Apart;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'pipewright-killed-'));
  apart = await openApart({ FILES_DIR: dir });
}, 60_000);
afterAll(async () => {
  await apart?.close();
  rmSync(dir, { recursive: true, force: true });
});

const lying = () => readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

async function cookie(): Promise<string> {
  const answer = await fetch(`${apart.base}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: DEMO.email, password: DEMO.password }),
  });
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

describe('a server that is killed while files come in', () => {
  it('leaves nothing of them once another one begins', async () => {
    const headers = { cookie: await cookie(), 'content-type': 'application/octet-stream' };
    const uploads = [1, 2, 3].map((n) => {
      const upload = request(`${apart.base}/apps/opportunity/files/opportunity/attachments?name=${n}.pdf`, { method: 'POST', headers });
      upload.on('error', () => undefined);
      upload.write(`%PDF-1.7${'x'.repeat(200_000)}`);
      return upload;
    });
    for (let waited = 0; lying() < uploads.length && waited < 100; waited += 1) await sleep(50);
    expect(lying()).toBe(uploads.length);
    const gone = new Promise((resolve) => apart.process.once('exit', resolve));
    apart.process.kill('SIGKILL');
    await gone;
    expect(lying()).toBe(uploads.length);
    const next = await openServer({ databaseUrl: apart.databaseUrl, secret: SECRET, root, demo: true, filesDir: dir });
    try {
      await sweepFiles(next);
      expect(lying()).toBe(0);
      expect((await next.pool.query('select 1 from pipewright.file')).rowCount).toBe(0);
    } finally {
      await next.close();
    }
  }, 60_000);
});
