// `npm test`: everything a change must pass, with one closing line that counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from '../tools/check.ts';
import { buildWeb } from '../tools/web.ts';
import { findChromium } from './support/chromium.ts';

interface Counts {
  passed: number;
  skipped: number;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'pipewright-results-'));
const total: Counts = { passed: 0, skipped: 0 };
const failures: string[] = [];

/** What vitest's JSON report says, as far as it is used here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTotalTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Each failed test with its reason, told again at the end, where a reader of the last lines finds it. */
function failuresOf(name: string, { testResults }: Report): string[] {
  return testResults.flatMap((file) => {
    const tests = file.assertionResults.filter((each) => each.status === 'failed');
    const lines = tests.map((each) => `${each.fullName}\n${each.failureMessages.join('\n').slice(0, 1500)}`);
    if (lines.length === 0 && file.status === 'failed') lines.push(file.message.slice(0, 1500));
    return lines.map((line) => `FAILED (${name}) ${relative(root, file.name)}: ${line}`);
  });
}

/** How often what is tried at random is tried in the second round, which asks only whether another PostgreSQL answers alike. */
const SECOND_ROUND: Readonly<Record<string, string>> = {
  PARITY_RULES: '1000',
  PARITY_EXPRESSIONS: '200',
  PUBLISHES: '100',
  STORY_WRITES: '500',
  TWO_WORLDS: '500',
  HOSTILE: '400',
  PATHS: '200',
  DRIFT_ROUNDS: '2',
  PERSON_PUBLISHED: '4',
};

/** Runs vitest and adds what it counted; a run that ends without a count is a failure. Answers the files that ran. */
function run(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string[] {
  const file = join(folder, `${name}.json`);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const result = spawnSync(
    process.execPath,
    [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  );
  const before = failures.length;
  let files: string[] = [];
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Report;
    total.passed += found.numPassedTests;
    total.skipped += found.numPendingTests;
    failures.push(...failuresOf(name, found));
    files = found.testResults.map((each) => each.name);
    if (found.numTotalTests === 0) failures.push(`FAILED (${name}): no test ran`);
  } catch {
    failures.push(`FAILED (${name}): vitest ended without a report`);
  }
  if (result.status !== 0 && failures.length === before) failures.push(`FAILED (${name}): an error outside of the tests; see above`);
  return files;
}

if (check(root)) total.passed += 1;
else failures.push('FAILED: types, formatting or architecture; see above');
await buildWeb(root);
if (!findChromium()) {
  console.log(
    'No Chromium was found, so the browser stories are skipped. Install one (Debian: apt-get install chromium fonts-noto-cjk) or name it in CHROMIUM.',
  );
  if (process.env.REQUIRE_BROWSER) failures.push('FAILED: no browser, where one is required');
}
const filters = process.argv.slice(2);
const ran = run('all', filters);
const second = process.env.SECOND_DATABASE_URL;
// What is asked for by name may have nothing to do with the database.
if (second && ran.some((name) => name.endsWith('.db.test.ts'))) {
  const fewer = Object.entries(SECOND_ROUND).filter(([name]) => process.env[name] === undefined);
  run('second', ['--project', 'database', ...filters], { ...Object.fromEntries(fewer), DATABASE_URL: second });
}
rmSync(folder, { recursive: true, force: true });
for (const failure of failures) console.log(`\n${failure}`);
console.log(`\n${total.passed} passed, ${failures.length} failed, ${total.skipped} skipped`);
process.exit(failures.length > 0 || total.passed < 2 ? 1 : 0);
