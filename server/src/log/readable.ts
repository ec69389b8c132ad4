import type { Fault } from './fault.ts';

/** A line of the log, taken apart. */
export interface Entry {
  readonly level: string;
  readonly time: string;
  readonly msg?: string;
  readonly err?: Fault;
  readonly [fact: string]: unknown;
}

/** A line of the log for people: the time of day, what happened, the facts as `name=value`, and below it the stack of an error. */
export function readable({ level, time, msg, err, ...facts }: Entry): string {
  const clock = new Date(time).toTimeString().slice(0, 8);
  const loud = ['warn', 'error', 'fatal'].includes(level) ? `${level.toUpperCase()} ` : '';
  const told = Object.entries(facts).map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return `${clock} ${loud}${msg ?? ''}${told.join('')}\n${err ? `${stackOf(err, '  ')}` : ''}`;
}

function stackOf({ type, message, stack, causes = [], ...facts }: Fault, indent: string): string {
  const told = Object.entries(facts).map(([name, value]) => ` ${name}=${value}`);
  const lines = (stack ?? `${type}: ${message}`).split('\n').map((line) => `${indent}${line}\n`);
  return `${lines.join('')}${told.length > 0 ? `${indent}${told.join('')}\n` : ''}${causes.map((each) => stackOf(each, `${indent}  `)).join('')}`;
}
