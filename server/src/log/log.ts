import { pino } from 'pino';
import { faultOf } from './fault.ts';
import { readable } from './readable.ts';

/** How much is said, from everything to nothing. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** How much is said. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How the log is written: `LOG_LEVEL`, and JSON for machines where `NODE_ENV` is `production`, else lines for people. */
export interface LogSettings {
  readonly level: LogLevel;
  readonly json: boolean;
}

/** The level named by `LOG_LEVEL`, `info` without one; undefined for a word that names none. */
export function levelOf(word: string | undefined): LogLevel | undefined {
  return word ? LOG_LEVELS.find((each) => each === word) : 'info';
}

/** What takes whole lines, each with its end. */
export interface Lines {
  readonly write: (line: string) => void;
}

/** A log onto some lines. What it is given is written as it is, so give ids, counts and addresses of routes, never what a person typed; errors under `err`. */
export function openLog({ level, json }: LogSettings, lines: Lines) {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: faultOf },
    },
    json ? lines : { write: (line: string) => lines.write(readable(JSON.parse(line))) },
  );
}

/** Characters that wait for a reader who does not read; beyond them lines are lost rather than the memory of the server. */
const MOST_WAITING = 4 * 1024 * 1024;
const settings: LogSettings = { level: levelOf(process.env.LOG_LEVEL) ?? 'info', json: process.env.NODE_ENV === 'production' };

function standardOutput(): Lines {
  const out = pino.destination({ dest: 1, sync: false, maxLength: MOST_WAITING });
  // Nobody reads what is logged any more: no reason to end.
  out.on('error', () => undefined);
  return out;
}

/** The log of this process: its standard output, written beside its work, and to the end where it ends by itself or by an error. */
export const log = openLog(settings, standardOutput());

/** At which level each request is told: to machines always, to people only where they ask for it. */
export const REQUEST_LEVEL = settings.json ? 'info' : 'debug';
