// `npm test`: everything a change must pass, with one closing line that counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from '../tools/check.ts';
import { buildWeb } from '../tools/web.ts';
import { findChromium } from './support/chromium.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'pipewright-results-'));
const total: Counts = { passed: 0, failed: 0, skipped: 0 };

/** Runs vitest and adds what it counted; a run that ends without a count is a failure. */
function run(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const file = join(folder, `${name}.json`);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const result = spawnSync(
    process.execPath,
    [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  );
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numTotalTests: number;
      success: boolean;
    };
    total.passed += found.numPassedTests;
    total.skipped += found.numPendingTests;
    total.failed += found.numFailedTests + (found.numTotalTests === 0 || (!found.success && found.numFailedTests === 0) ? 1 : 0);
  } catch {
    total.failed += 1;
  }
  if (result.status !== 0 && total.failed === 0) total.failed += 1;
}

if (!check(root)) total.failed += 1;
else total.passed += 1;
await buildWeb(root);
if (!findChromium()) {
  console.log(
    'No Chromium was found, so the browser stories are skipped. Install one (Debian: apt-get install chromium fonts-noto-cjk) or name it in CHROMIUM.',
  );
  if (process.env.REQUIRE_BROWSER) total.failed += 1;
}
const filters = process.argv.slice(2);
run('all', filters);
const second = process.env.SECOND_DATABASE_URL;
if (second) run('second', ['--project', 'database', ...filters], { DATABASE_URL: second });
rmSync(folder, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed < 2 ? 1 : 0);
