import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO, openPool } from '@pipewright/server';
import { expect } from 'vitest';
import { type Apart, openApart } from './apart.ts';

/** The longest that one person's request may hold up another's, in milliseconds: one round of the event loop, which on a busy machine answers several at once. */
export const MOST_STALL = 500;

/** What is sent. */
export type Body = string | Uint8Array<ArrayBuffer>;

/** An answer with whatever JSON it has. */
export interface Said {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are whatever the test looks at
  readonly json: any;
}

/** What happened while others asked for the health of the server every 20 ms. */
export interface Meanwhile<T> {
  readonly result: T;
  /** The longest the server stood still, in milliseconds of its own work. */
  readonly stall: number;
  /** How long each of the others waited, in milliseconds. */
  readonly waits: readonly number[];
}

/** A person at a server apart, and others who use it too. */
export interface Crowd {
  readonly apart: Apart;
  readonly cookie: string;
  readonly ask: (method: string, path: string, body?: Body) => Promise<Said>;
  readonly meanwhile: <T>(work: () => Promise<T>) => Promise<Meanwhile<T>>;
  readonly count: (table: string) => Promise<number>;
}

/** Starts a server apart and signs a person of the demo in. */
export async function gather(email: string): Promise<Crowd> {
  const apart = await openApart();
  let cookie = '';
  const send = (method: string, path: string, body?: Body) =>
    fetch(apart.base + path, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
  const ask = async (method: string, path: string, body?: Body): Promise<Said> => {
    const response = await send(method, path, body);
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
    return { status: response.status, text, json };
  };
  const meanwhile = async <T>(work: () => Promise<T>): Promise<Meanwhile<T>> => {
    await apart.pulse();
    const waits: number[] = [];
    let over = false;
    const probe = async () => {
      while (!over) {
        const begun = performance.now();
        expect((await ask('GET', '/health')).status).toBe(200);
        waits.push(performance.now() - begun);
        await sleep(20);
      }
    };
    const probing = probe();
    try {
      const result = await work();
      await sleep(50);
      return { result, stall: (await apart.pulse()).stall, waits };
    } finally {
      over = true;
      await probing;
    }
  };
  const count = async (table: string) => {
    const pool = openPool(apart.databaseUrl, { max: 1 });
    const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    await pool.end();
    return rows[0]?.count ?? 0;
  };
  const signedIn = await send('POST', '/auth/sign-in/email', JSON.stringify({ email, password: DEMO.password }));
  const set = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]);
  cookie = set.join('; ');
  return { apart, cookie, ask, meanwhile, count };
}
