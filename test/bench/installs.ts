import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { options } from './options.ts';
import { diskMb } from './processes.ts';
import type { Figure } from './results.ts';

const MOST_TO_START_MB = 350;
const MOST_TO_RUN_MB = 150;

/** Installs into an empty folder what the server runs with and what `npm start` asks for, and measures what lies on the disk. */
export function measureInstalls(tell: (figure: Figure) => void): object {
  const { root } = options;
  const dir = mkdtempSync(join(tmpdir(), 'pipewright-install-'));
  try {
    const files = execFileSync('git', ['ls-files', '*package.json', 'pnpm-*.yaml', 'tools/*.mjs'], { cwd: root, encoding: 'utf8' });
    for (const file of files.trim().split('\n')) cpSync(join(root, file), join(dir, file));
    const install = (set: string) => {
      const began = performance.now();
      execFileSync(process.execPath, ['tools/run.mjs', `--for=${set}`], { cwd: dir, stdio: 'ignore' });
      return { mb: diskMb(join(dir, 'node_modules')), ms: performance.now() - began };
    };
    const [server, start] = [install('server'), install('start')];
    const web = diskMb(join(root, 'runtime', 'dist')) + diskMb(join(root, 'designer', 'dist'));
    const took = ({ ms }: { ms: number }) => `installed in ${(ms / 1000).toFixed(1)} s`;
    tell({
      workload: 'W9',
      what: 'installed to run',
      value: server.mb + web,
      unit: 'MB',
      target: MOST_TO_RUN_MB,
      note: `${took(server)}; web apps ${web.toFixed(0)} MB`,
    });
    tell({
      workload: 'W9',
      what: 'installed by npm start',
      value: start.mb,
      unit: 'MB',
      target: MOST_TO_START_MB,
      note: `the rest ${took(start)}`,
    });
    return { server, start, web };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
