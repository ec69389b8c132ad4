import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { options } from './options.ts';

/** One figure of the result, as people read it, with what it should be. */
export interface Figure {
  readonly workload: string;
  readonly what: string;
  readonly value: number;
  readonly unit: '×' | 'ms' | 's' | 'MB' | '';
  /** The most it may be; null for what is only told. */
  readonly target: number | null;
  /** What else there is to say, such as the absolute times. */
  readonly note: string;
}

/** Whether a figure is within its target; undefined where there is none. */
export function passes({ value, target }: Figure): boolean | undefined {
  return target === null ? undefined : value <= target;
}

const digits = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const verdict = (figure: Figure) => ({ true: 'pass', false: 'FAIL', undefined: '' })[`${passes(figure)}`];

/** A figure as a line of a markdown table. */
export function line(figure: Figure): string {
  const { workload, what, value, unit, target, note } = figure;
  const space = unit === '×' || unit === '' ? unit : ` ${unit}`;
  const wish = target === null ? '' : `≤ ${target}${space}`;
  return `| ${workload.padEnd(3)} | ${what.padEnd(34)} | ${`${digits(value)}${space}`.padStart(9)} | ${wish.padStart(9)} | ${verdict(figure).padEnd(4)} | ${note} |`;
}

export const HEAD = `| | what | value | target | | |\n|---|---|---:|---:|---|---|`;

/** Everything a run found out. */
export interface Results {
  readonly figures: readonly Figure[];
  /** Replies that were wrong and requests that failed; a run with any is worth nothing. */
  readonly wrong: readonly string[];
  /** The measurements behind the figures. */
  readonly raw: object;
  readonly postgres: string;
}

// Both are read before anything runs: they may be others when it ends.
const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: options.root, encoding: 'utf8' }).stdout?.trim() ?? '';
const loadBefore = os.loadavg()[0] ?? 0;

/** Writes the results as JSON and as markdown; answers the path of the markdown. */
export function writeResults({ figures, wrong, raw, postgres }: Results): string {
  const about = {
    ...{ at: new Date().toISOString(), commit, node: process.version, postgres, cpu: os.cpus()[0]?.model, cores: os.cpus().length },
    ...{ loadBefore, size: options.size, rounds: options.rounds, seconds: options.seconds },
  };
  const failed = figures.filter((each) => passes(each) === false).length;
  const text = [
    `# Bench at ${options.size.toLocaleString('en')} opportunities`,
    `${about.at}, commit ${commit}, Node ${about.node}, ${postgres.split(' on ')[0]}, ${about.cores} × ${about.cpu}; ${options.rounds} rounds of ${options.seconds} s, medians over rounds; load of the machine before: ${loadBefore.toFixed(1)}. “×” is the product's p50 as a multiple of the bare server's.`,
    [HEAD, ...figures.map(line)].join('\n'),
    `${figures.filter((each) => passes(each)).length} within their target, ${failed} not.`,
    ...(wrong.length > 0 ? [`**Wrong replies or failed requests:**\n\n${wrong.map((each) => `* ${each}`).join('\n')}`] : []),
  ];
  mkdirSync(options.out, { recursive: true });
  const file = join(options.out, [options.size, options.only?.replaceAll(',', '-')].filter(Boolean).join('-'));
  writeFileSync(`${file}.json`, `${JSON.stringify({ about, figures, wrong, raw }, null, 1)}\n`);
  writeFileSync(`${file}.md`, `${text.join('\n\n')}\n`);
  return `${file}.md`;
}
