import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packFiles } from './pack.ts';

/** Where the built web apps lie. */
export interface WebFolders {
  readonly runtime: string;
  readonly designer: string;
}

/** What each web app is built from, besides itself. */
const SHARED = ['packages', 'pnpm-lock.yaml', 'tsconfig.web.json', 'tools/pack.ts'];
const SKIP = new Set(['node_modules', 'dist', 'cases']);

function digest(root: string, places: readonly string[]): string {
  const hash = createHash('sha256');
  const walk = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (SKIP.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue;
      const full = join(path, entry.name);
      if (entry.isDirectory()) walk(full);
      else hash.update(entry.name).update(readFileSync(full));
    }
  };
  for (const place of places) {
    const full = join(root, place);
    if (place.includes('.')) hash.update(readFileSync(full));
    else walk(full);
  }
  return hash.digest('hex');
}

/** Builds the web apps whose sources changed since they were last built, and tells where they lie. */
export async function buildWeb(root: string): Promise<WebFolders> {
  // Under development they are served from their sources, by others.
  const built = process.env.WEB_APPS === 'elsewhere' ? [] : ['runtime', 'designer'];
  for (const app of built) {
    const stamp = join(root, app, 'dist', '.built-from');
    const sources = digest(root, [...SHARED, app]);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) continue;
    console.log(`Building the ${app} …`);
    const vite = join(root, app, 'node_modules', 'vite', 'bin', 'vite.js');
    const result = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: join(root, app),
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production' },
    });
    if (result.status !== 0) throw new Error(`The ${app} could not be built.`);
    await packFiles(join(root, app, 'dist'));
    writeFileSync(stamp, sources);
  }
  return { runtime: join(root, 'runtime', 'dist'), designer: join(root, 'designer', 'dist') };
}
