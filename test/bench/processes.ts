import { type ChildProcess, spawn } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  /** From its start until it could serve, in milliseconds. */
  readonly readyMs: number;
  /** What it has said so far. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts Node and waits until `ready` answers true; fails where the process ends before, with what it said. */
export async function startServer(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  ready: () => Promise<boolean>,
): Promise<ServerProcess> {
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, [...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const alive = () => child.exitCode === null && child.signalCode === null;
  while (!(await ready().catch(() => false))) {
    if (!alive()) throw new Error(`The server ended before it could serve:\n${text.slice(-2000)}`);
    await sleep(10);
  }
  const readyMs = performance.now() - began;
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  return { pid: child.pid as number, readyMs, said: () => text, stop };
}

/** Whether an address answers with a success. */
export const answers = (url: string) => async (): Promise<boolean> => (await fetch(url)).ok;

const stat = (pid: number | string) => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

/** CPU time a process has used, in milliseconds; NaN where the system does not tell. */
export function cpuMs(pid: number): number {
  try {
    const parts = stat(pid);
    return (Number(parts[11]) + Number(parts[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

/** A process and those it started, with what they hold of the memory in MB: `own` counts what is shared in full, `share` its part of it. */
export function memoryOf(pid: number): { pid: number; command: string; own: number; share: number }[] {
  const parents = new Map<number, number>();
  try {
    for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(name));
  } catch {
    return [];
  }
  const tree = new Set([pid]);
  for (let size = 0; size < tree.size; ) {
    size = tree.size;
    for (const [child, parent] of parents) if (tree.has(parent)) tree.add(child);
  }
  return [...tree].flatMap((each) => {
    try {
      const rollup = readFileSync(`/proc/${each}/smaps_rollup`, 'utf8');
      const mb = (key: string) => Number(new RegExp(`^${key}: *(\\d+)`, 'm').exec(rollup)?.[1]) / 1024;
      const command = readFileSync(`/proc/${each}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ pid: each, command, own: mb('Rss'), share: mb('Pss') }];
    } catch {
      return [];
    }
  });
}

function parentOf(pid: string): number {
  try {
    return Number(stat(pid)[1]);
  } catch {
    return 0;
  }
}

/** What the files of a folder take on the disk, in MB; a file with several names counts once. */
export function diskMb(folder: string): number {
  const seen = new Set<number>();
  let bytes = 0;
  const walk = (path: string) => {
    const found = lstatSync(path);
    if (seen.has(found.ino)) return;
    seen.add(found.ino);
    // Where the system does not count blocks, the length has to do.
    bytes += found.blocks === undefined ? found.size : found.blocks * 512;
    if (found.isDirectory()) for (const name of readdirSync(path)) walk(join(path, name));
  };
  walk(folder);
  return bytes / 1024 / 1024;
}
