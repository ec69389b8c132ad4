// `npm run dev`: the server and both web apps, each anew as its files are saved, all behind the address of the runtime.
import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const port = Number(process.env.DEV_PORT ?? 5173);
const api = process.env.PORT ?? '3000';

const start = (folder: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, args, { cwd: join(root, folder), stdio: 'inherit', env: { ...process.env, ...env } });
const vite = (app: string, at: number) =>
  start(app, [join(root, app, 'node_modules', 'vite', 'bin', 'vite.js'), '--port', String(at), '--strictPort'], {
    DEV_API: `http://localhost:${api}`,
    DEV_DESIGNER: `http://localhost:${port + 1}`,
  });

const running = [
  start('.', ['--watch', '--watch-preserve-output', 'tools/dev-server.ts'], { PORT: api }),
  vite('runtime', port),
  vite('designer', port + 1),
];

let ending = false;
/** Ends all of them; who ends first takes the others along. */
function end(code: number): void {
  if (ending) return;
  ending = true;
  for (const each of running) each.kill('SIGTERM');
  process.exitCode = code;
}
for (const each of running) each.once('exit', (code) => end(code ?? 0));
for (const sign of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(sign, () => end(0));
console.log(`The web apps, reloaded as they change: http://localhost:${port} (the server behind them: ${api})`);
