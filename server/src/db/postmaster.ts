import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a cluster's pid file says of the server over it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** False while it recovers, starts or stops. */
  readonly ready: boolean;
}

const pidFile = (cluster: string) => join(cluster, 'postmaster.pid');

/** The server over a cluster; undefined where none runs. One that is still writing its pid file is not ready. */
export function postmasterOf(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!pid || !runs(pid)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' && Number(lines[3]) > 0 };
}

/**
 * False for a process that has ended for certain. A killed one that nobody has fetched yet (a zombie) still answers to signals, and after a start of
 * the machine its number may be another program's; Linux tells both from a server.
 */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const stat = statOf(pid);
  return stat === undefined || /^\d+ \(postgres\) [^ZX]/.test(stat);
}

function statOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Takes away what a dead server left in the way of the next one: its pid file, and its children that are still busy with a statement, which PostgreSQL
 * would wait for. (They are found on Linux; elsewhere the start is tried until they have ended.)
 */
export function clearAway(cluster: string): void {
  rmSync(pidFile(cluster), { force: true });
  const home = realpathSync(cluster);
  for (const pid of readable(() => readdirSync('/proc')) ?? []) {
    if (!/^\d+$/.test(pid) || homeOf(pid) !== home || !commandOf(pid).startsWith('postgres: ')) continue;
    const parent = statOf(Number(pid))
      ?.replace(/^.*\) /, '')
      .split(' ')[1];
    if (parent && homeOf(parent) !== home) readable(() => process.kill(Number(pid), 'SIGKILL'));
  }
}

const homeOf = (pid: string) => readable(() => readlinkSync(`/proc/${pid}/cwd`));
const commandOf = (pid: string) => readable(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '';

/** What a look into the process table says; undefined where the process has gone or is not ours to see. */
function readable<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
