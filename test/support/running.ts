import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './database.ts';

/** True in a run of many kills, which has the machine to itself: only there a stopwatch says something about the product. */
export const inEarnest = Number(process.env.KILLS ?? 0) >= 50;

/** A product that runs as people run it: a process above, the server below it, and a database of its own. */
export class Running {
  readonly dir = mkdtempSync(join(tmpdir(), 'pipewright-run-'));
  /** The last of what the processes said. */
  output = '';
  /** What was said that nobody may ever read: errors that escaped. */
  readonly escapes: string[] = [];
  port = 0;
  cookie = '';
  private above: ChildProcess | undefined;
  private readonly env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv = {}) {
    this.env = env;
    // Started as root, PostgreSQL runs as another user, who must be able to reach the folder.
    chmodSync(this.dir, 0o755);
  }

  /** Starts it; `healthy` tells when it serves. */
  async start(): Promise<void> {
    this.port ||= await freePort();
    const above = spawn(process.execPath, ['tools/run.mjs', '--keep', 'tools/start.ts'], {
      cwd: root,
      env: { ...process.env, ...this.env, PORT: String(this.port), DATA_DIR: this.dir, DATABASE_URL: '', NODE_ENV: 'production' },
    });
    this.above = above;
    for (const stream of [above.stdout, above.stderr])
      stream?.on('data', (chunk) => {
        const text = String(chunk);
        this.output = (this.output + text).slice(-8000);
        if (text.includes('An error escaped')) this.escapes.push(text);
      });
  }

  /** Waits until it serves; answers after how many milliseconds. */
  async healthy(limitMs = 60_000): Promise<number> {
    const begun = performance.now();
    while (performance.now() - begun < limitMs) {
      const status = await fetch(`${this.base}/health`).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200) return performance.now() - begun;
      await sleep(20);
    }
    throw new Error(`The server did not come up:\n${this.output}`);
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  /** The process above. */
  get supervisor(): number {
    return this.above?.pid ?? 0;
  }

  /** The server's process; undefined while there is none. */
  get server(): number | undefined {
    const found = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .find(([, parent, state]) => Number(parent) === this.supervisor && !state?.startsWith('Z'));
    return found && Number(found[0]);
  }

  /** The lines of the pid file of the database: process, folder, start, port … */
  get database(): { pid: number; url: string } | undefined {
    try {
      const lines = readFileSync(join(this.dir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n');
      return { pid: Number(lines[0]), url: `postgres://pipewright:pipewright@127.0.0.1:${lines[3]}/pipewright` };
    } catch {
      return undefined;
    }
  }

  /** Kills a process without a chance to finish anything; does nothing where there is none. */
  kill(what: 'server' | 'database' | 'supervisor'): void {
    const pid = what === 'database' ? this.database?.pid : this[what];
    try {
      if (pid) process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }

  /** Asks the API; signing in keeps the cookie. */
  async call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json', cookie: this.cookie },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie().map((each) => each.split(';')[0]);
    if (path.startsWith('/auth/sign-in')) this.cookie = set.join('; ');
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** Asks it to end and answers with the exit code. */
  async stop(): Promise<number | null> {
    const { above } = this;
    if (!above) return null;
    const ended = above.exitCode !== null || above.signalCode !== null ? undefined : new Promise((resolve) => above.once('exit', resolve));
    above.kill('SIGTERM');
    await ended;
    return above.exitCode;
  }

  /** Ends everything and takes the folder away. Throws where an error escaped that was not expected. */
  async close(expectedEscapes = 0): Promise<void> {
    await this.stop();
    rmSync(this.dir, { recursive: true, force: true });
    if (this.escapes.length !== expectedEscapes) throw new Error(`Errors escaped:\n${this.escapes.join('\n')}`);
  }
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
