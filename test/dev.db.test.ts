import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshDatabase, root } from './support/database.ts';
import { freePort } from './support/running.ts';

const waiting = { timeout: 50_000, interval: 100 };
let dir = '';
let dev: ChildProcess;
let said = '';
let base = '';
let drop: () => Promise<void>;

/** The processes below one, however far. */
function below(pid: number): number[] {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const own = (parent: number): number[] => all.flatMap(([id = 0, above]) => (above === parent ? [id, ...own(id)] : []));
  return own(pid);
}
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const text = async (path: string) => {
  const answer = await fetch(base + path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
};
const readies = () => said.split('Pipewright is ready').length - 1;

/** A port that nobody listens on, nor on the one after it, where the designer stands. */
async function freePair(): Promise<number> {
  const port = await freePort();
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false)).listen(port + 1, '127.0.0.1', () => resolve(true));
  });
  probe.close();
  return free ? port : freePair();
}

// What is developed is the same over any database.
describe.skipIf(process.env.DATABASE_URL)('the product under development', () => {
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'pipewright-dev-'));
    const made = await freshDatabase('demo');
    drop = made.drop;
    const [port, api] = [await freePair(), await freePort()];
    base = `http://localhost:${port}`;
    const own = { PORT: `${api}`, DEV_PORT: `${port}`, DATA_DIR: dir, DATABASE_URL: made.url, NODE_ENV: '', VITEST: '' };
    dev = spawn(process.execPath, ['tools/dev.ts'], { cwd: root, env: { ...process.env, ...own } });
    for (const stream of [dev.stdout, dev.stderr]) stream?.on('data', (chunk) => (said += chunk));
    await vi.waitFor(() => text('/api/health'), waiting).catch((error) => Promise.reject(new Error(`${error}\n${said}`)));
  });
  afterAll(async () => {
    if (dev.kill('SIGTERM')) await once(dev, 'exit');
    await drop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('is all behind one address: both web apps from their sources, and the server', async () => {
    for (const path of ['/', '/designer/']) {
      const [script = ''] = (await text(path)).match(/(?<=src=")[^"]*\/src\/[^"]+\.tsx?(?=")/) ?? [];
      expect([path, script.startsWith(path), await text(script)]).toEqual([path, true, expect.stringContaining('import')]);
    }
    expect(JSON.parse(await text('/api/health'))).toMatchObject({ status: 'ok' });
  });

  it.each(['/', '/designer/'])('tells the pages of %s what is saved', async (path) => {
    const client = await text(`${path}@vite/client`);
    const port = /\bhmrPort = (\d+|null)/.exec(client)?.[1];
    const token = /\bwsToken = "([^"]+)"/.exec(client)?.[1];
    const heard = new WebSocket(`ws://localhost:${Number(port) || new URL(base).port}${path}?token=${token}`, 'vite-hmr');
    const [{ data }] = (await Promise.race([once(heard, 'message'), once(heard, 'error')])) as [MessageEvent];
    heard.close();
    expect(JSON.parse(String(data))).toEqual({ type: 'connected' });
  });

  it('starts the server anew where a file of it is saved, over the same database', async () => {
    expect(readies()).toBe(1);
    utimesSync(join(root, 'tools', 'dev-server.ts'), new Date(), new Date());
    await vi.waitFor(() => expect(readies()).toBe(2), waiting);
    expect(JSON.parse(await text('/api/health'))).toMatchObject({ status: 'ok' });
  });

  it('ends whole', async () => {
    const all = below(dev.pid as number);
    expect(all.length).toBeGreaterThanOrEqual(4);
    const over = once(dev, 'exit');
    dev.kill('SIGTERM');
    await over;
    await vi.waitFor(() => expect(all.filter(alive)).toEqual([]), waiting);
    expect(dev.exitCode).toBe(0);
  });
});
