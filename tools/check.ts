import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Types of both halves of the house, then formatting and lint. Answers whether all is well. */
export function check(root: string): boolean {
  const bin = (name: string) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
  const commands: [string, string[]][] = [
    ['tsc', ['-p', 'tsconfig.json']],
    ['tsc', ['-p', 'tsconfig.web.json']],
    ['biome', ['check', '--error-on-warnings', '.']],
  ];
  return commands
    .map(([name, args]) => spawnSync(bin(name), args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0)
    .every(Boolean);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(check(dirname(dirname(fileURLToPath(import.meta.url)))) ? 0 : 1);
