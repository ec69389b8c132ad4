// Runs a TypeScript entry with Node >= 24 and pnpm, fetching both through npx where the machine has only an older Node.
// `run.mjs [--for=<set>] <entry> …` installs what the set holds, where it is not there yet; without an entry that is all it does.
// Plain JavaScript without dependencies: it must work on Node 20 before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepRunning, runOnce } from './keep-running.mjs';

const NODE = '24.21.0';
const PNPM = '12.21.0';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const pnpmName = windows ? 'pnpm.cmd' : 'pnpm';
const memory = join(root, 'node_modules', '.toolchain.json');
const app = ['--prod', '--filter=@pipewright/server...'];
// What is installed for what, from most to least: each set holds all of those after it. `server` is for where the web apps are built already.
const SETS = { all: [], start: [...app, '--filter=@pipewright/runtime...', '--filter=@pipewright/designer...'], server: app };
const modernNode = Number(process.versions.node.split('.')[0]) >= 24;

function fail(message) {
  console.error(message);
  process.exit(1);
}

function remembered(key) {
  try {
    const found = JSON.parse(readFileSync(memory, 'utf8'));
    return found.key === key && existsSync(found.node) && existsSync(join(found.pnpmDir, pnpmName)) ? found : undefined;
  } catch {
    return undefined;
  }
}

function fetchToolchain(key) {
  const wanted = modernNode ? ['-p', `pnpm@${PNPM}`] : ['-p', `node@${NODE}`, '-p', `pnpm@${PNPM}`];
  const print = 'JSON.stringify({node:process.execPath,path:process.env.PATH})';
  const result = spawnSync('npx', ['-y', '--loglevel=error', ...wanted, '--', 'node', '-p', windows ? `"${print}"` : print], {
    cwd: root,
    encoding: 'utf8',
    shell: windows,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0)
    fail(
      `Pipewright needs Node 24 (found ${process.version}) and could not fetch it from the npm registry. Install Node 24 and run again.`,
    );
  const { node, path } = JSON.parse(result.stdout.trim().split('\n').pop());
  const pnpmDir = path.split(delimiter).find((folder) => existsSync(join(folder, pnpmName)));
  if (!pnpmDir) fail('pnpm was fetched but is not on the PATH that npx prepared.');
  return { key, node: modernNode ? process.execPath : node, pnpmDir };
}

// Which set was last installed to its end, and from what; nothing while an install is under way or after one was broken off.
function installed(stamp) {
  try {
    const [digest, set] = readFileSync(stamp, 'utf8').split(' ');
    return { digest, set };
  } catch {
    return { digest: '', set: '' };
  }
}

function installIfChanged(wanted, tools, env) {
  const hash = createHash('sha256').update(tools.node);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)));
  const digest = hash.digest('hex');
  const stamp = join(root, 'node_modules', '.installed');
  const known = installed(stamp);
  const sets = Object.keys(SETS);
  // Where more was once asked for, it is kept up to date, so that going from one to the other and back installs nothing.
  const set = sets.find((each) => each === known.set || each === wanted);
  if (known.digest === digest && known.set === set) return;
  rmSync(stamp, { force: true });
  const result = spawnSync(join(tools.pnpmDir, pnpmName), ['install', '--frozen-lockfile', ...SETS[set]], {
    cwd: root,
    stdio: 'inherit',
    env,
    shell: windows,
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${digest} ${set}`);
}

const key = `${NODE}/${PNPM}/${process.version}`;
const known = remembered(key);
const tools = known ?? fetchToolchain(key);
const env = { ...process.env, PATH: [dirname(tools.node), tools.pnpmDir, process.env.PATH].join(delimiter) };
// The room for young objects is never given back; half of the usual saves a sixth of the server's memory.
const LEAN = ['--max-semi-space-size=8'];
const words = process.argv.slice(2);
const first = words.findIndex((word) => !/^--(for=|keep$)/.test(word));
const flags = first < 0 ? words : words.slice(0, first);
const named = flags.find((word) => word.startsWith('--for='))?.slice('--for='.length);
const keep = flags.includes('--keep');
if (named !== undefined && !Object.hasOwn(SETS, named)) fail(`Unknown set “${named}”: one of ${Object.keys(SETS).join(', ')}.`);
const [entry, ...rest] = words.slice(flags.length);
if (entry !== '--pnpm') installIfChanged(named ?? 'all', tools, env);
if (!known) {
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify(tools));
}
if (entry === undefined) process.exit(0);
// What was compiled once is read at the next start, which then takes half the work and a sixth less memory.
if (keep) env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.compiled');
const [command, args] = entry === '--pnpm' ? [join(tools.pnpmDir, pnpmName), rest] : [tools.node, [...(keep ? LEAN : []), entry, ...rest]];
const stdio = ['inherit', 'inherit', 'inherit', ...(keep ? ['ipc'] : [])];
const start = () => spawn(command, args, { cwd: root, stdio, env, shell: windows && entry === '--pnpm' });
const kill = keep ? keepRunning(start) : runOnce(start);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => kill(signal));
// npm passes a signal to its shell, which dies without passing it on; the server must not outlive the command that started it.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && kill('SIGTERM'), 500).unref();
