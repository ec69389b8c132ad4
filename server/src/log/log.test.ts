import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { levelOf, openLog } from './log.ts';

function written(json: boolean, level: 'info' | 'warn' = 'info') {
  const lines: string[] = [];
  return { lines, log: openLog({ level, json }, { write: (line) => lines.push(line) }) };
}

describe('the log', () => {
  it('is a line of JSON for machines: when, how grave, what, and the facts', () => {
    const { log, lines } = written(true);
    log.info({ status: 200, person: undefined }, 'request');
    const [line = ''] = lines;
    expect(line.endsWith('}\n')).toBe(true);
    const { time, ...rest } = JSON.parse(line);
    expect(rest).toEqual({ level: 'info', status: 200, msg: 'request' });
    expect(new Date(time).toISOString()).toBe(time);
  });

  it('is for people the time of day, the sentence and the facts, graver ones by their names', () => {
    const { log, lines } = written(false);
    log.info('Ready.');
    log.warn({ app: 'sales', ms: 1.5, at: ['a'] }, 'Slow.');
    expect(lines.map((line) => line.replace(/^\d\d:\d\d:\d\d /, ''))).toEqual(['Ready.\n', 'WARN Slow. app=sales ms=1.5 at=["a"]\n']);
  });

  it('shows the stack of an error below, and what caused it', () => {
    const { log, lines } = written(false);
    const error = Object.assign(new Error('no answer', { cause: new TypeError('none to ask') }), { code: 'ECONNREFUSED', port: 5432 });
    log.error({ err: error }, 'Away.');
    const told = lines.join('').split('\n');
    expect(told[0]).toContain('ERROR Away.');
    expect(told[1]).toBe('  Error: no answer');
    expect(told[2]).toMatch(/^ {6}at .*log\.test\.ts/);
    expect(told).toContain('   code=ECONNREFUSED port=5432');
    expect(told).toContain('    TypeError: none to ask');
  });

  it('says nothing below its level', () => {
    const { log, lines } = written(true, 'warn');
    log.info('quiet');
    log.warn('loud');
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['loud']);
  });

  it.each([
    [undefined, 'info'],
    ['', 'info'],
    ['debug', 'debug'],
    ['silent', 'silent'],
    ['loud', undefined],
    ['toString', undefined],
  ])('knows the level %s as %s', (word, level) => expect(levelOf(word)).toBe(level));
});

const LINES = 3000;
/** Runs a program that logs much and then something else happens; answers what could be read, and how it ended. */
async function run(then: string, read: boolean, env: Readonly<Record<string, string>> = {}) {
  const file = fileURLToPath(new URL('./log.ts', import.meta.url));
  const program = `const { log } = await import(${JSON.stringify(file)});
    for (let i = 0; i < ${LINES}; i += 1) log.info({ i, long: '${'x'.repeat(200)}' }, 'line');
    ${then}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  let text = '';
  let errors = '';
  if (read) child.stdout.on('data', (chunk) => (text += chunk));
  else child.stdout.destroy();
  child.stderr.on('data', (chunk) => (errors += chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, errors, lines: text.split('\n').filter(Boolean) };
}

describe('the log of a process', () => {
  it.each([
    ['comes to its end', '', 0],
    ['ends itself', 'process.exit(3);', 3],
    ['dies of an error', `throw new Error('broken');`, 1],
  ])('is whole where it %s', async (_, then, code) => {
    const ended = await run(then, true);
    expect(ended.code).toBe(code);
    expect(ended.lines.map((line) => JSON.parse(line).i)).toEqual(Array.from({ length: LINES }, (_, i) => i));
  });

  it('ends nothing where nobody reads it', async () => {
    const { code, errors } = await run(
      `await new Promise((resolve) => setTimeout(resolve, 200)); log.info('more'); process.exitCode = 5;`,
      false,
    );
    expect([code, errors]).toEqual([5, '']);
  });

  it('may be as quiet as one wants', async () => {
    expect((await run(`log.error('still');`, true, { LOG_LEVEL: 'silent' })).lines).toEqual([]);
    expect((await run(`log.error('still');`, true, { LOG_LEVEL: 'warn' })).lines).toHaveLength(1);
  });
});
