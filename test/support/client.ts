import { createHttp, DEMO, type RunningServer } from '@pipewright/server';
import { offContract } from './contract.ts';

/** An answer of the API. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are whatever the test looks at
  readonly body: any;
  readonly text: string;
}

/** Asks the API as one person, without a network. Throws where an answer is not what the contract says. */
export interface TestClient {
  readonly get: (path: string, query?: Record<string, unknown>) => Promise<Answer>;
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
}

/** Signs a demo person in and gives that person's client; without an address, nobody's. */
export async function clientFor(server: RunningServer, email?: string, language = 'en'): Promise<TestClient> {
  const http = createHttp(server);
  let cookie = '';
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const raw = typeof body === 'string';
    const response = await http.request(`http://localhost/api${path}`, {
      method,
      headers: {
        'accept-language': language,
        ...(cookie ? { cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': raw ? 'text/csv' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const set = response.headers.getSetCookie().map((each) => each.split(';')[0]);
    if (path === '/auth/sign-in/email' && set.length > 0) cookie = set.join('; ');
    const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : undefined;
    const wrong = offContract(method, path, response.status, json);
    if (wrong) throw new Error(wrong);
    return { status: response.status, text, body: json };
  };
  if (email) await ask('POST', '/auth/sign-in/email', { email, password: DEMO.password });
  const query = (params: Record<string, unknown> = {}) => {
    const entries = Object.entries(params).map(
      ([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)] as [string, string],
    );
    return entries.length > 0 ? `?${new URLSearchParams(entries)}` : '';
  };
  return { get: (path, params) => ask('GET', path + query(params)), send: ask };
}
