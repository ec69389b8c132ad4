import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freshDatabase, root } from './database.ts';

/** What a server apart says of itself since it was asked last. */
export interface Pulse {
  /** The longest time its event loop stood still through its own work, in milliseconds. */
  readonly stall: number;
  /** The memory it has from the system, in MB. */
  readonly memory: number;
  /** What of it is in use once everything that nobody needs is thrown away, in MB. */
  readonly held: number;
  /** Uploaded files that it still holds open. */
  readonly uploads: number;
}

/** A server in a process of its own over a database of its own, at a real address. */
export interface Apart {
  readonly base: string;
  readonly databaseUrl: string;
  readonly process: ChildProcess;
  readonly pulse: () => Promise<Pulse>;
  /** The last of what it has said, in lines. */
  readonly said: () => string[];
  readonly close: () => Promise<void>;
}

/** Starts a server apart with the demo in it. */
export async function openApart(env: Readonly<Record<string, string>> = {}): Promise<Apart> {
  const { url, drop } = await freshDatabase('demo');
  const child = fork(join(root, 'test/support/apart-server.ts'), [url], { silent: true, env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output = (output + chunk).slice(-100_000)));
  const ended = new Promise<never>((_, reject) => child.once('exit', () => reject(new Error(`The server ended:\n${output.slice(-4000)}`))));
  ended.catch(() => undefined);
  const heard = async <T>() => (await Promise.race([once(child, 'message'), ended]))[0] as T;
  const { port } = await heard<{ port: number }>();
  return {
    base: `http://127.0.0.1:${port}/api`,
    databaseUrl: url,
    process: child,
    said: () => output.split('\n').filter(Boolean),
    pulse: () => {
      const told = heard<Pulse>();
      child.send('pulse');
      return told;
    },
    close: async () => {
      child.kill('SIGKILL');
      await ended.catch(() => undefined);
      await drop();
    },
  };
}
