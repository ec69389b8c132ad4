import { createHttp, type RunningServer } from '@pipewright/server';
import type { Answer } from './client.ts';

/** How a visitor comes. */
export interface VisitorOptions {
  readonly address?: string;
  readonly agent?: string;
  readonly language?: string;
  /** Scheme, host and port of the installation. */
  readonly origin?: string;
}

/** A browser of its own: it keeps its cookies, has an address, and says where it comes from. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  /** The lines with which the server set cookies, the last of each name. */
  readonly lines: Map<string, string>;
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string | undefined>,
  ) => Promise<Answer & { headers: Headers }>;
  readonly signIn: (email: string, password: string) => Promise<Answer & { headers: Headers }>;
}

/** Opens a browser before a server, without a network. */
export function visitor(server: RunningServer, options: VisitorOptions = {}): Visitor {
  const { address = '203.0.113.1', agent = 'test', language = 'en', origin = 'http://localhost' } = options;
  const http = createHttp(server);
  const cookies = new Map<string, string>();
  const lines = new Map<string, string>();
  const ask: Visitor['ask'] = async (method, path, body, headers = {}) => {
    const given: Record<string, string | undefined> = {
      origin,
      'user-agent': agent,
      'accept-language': language,
      cookie: [...cookies].map((pair) => pair.join('=')).join('; ') || undefined,
      'content-type': body === undefined ? undefined : 'application/json',
      ...headers,
    };
    const sent = Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
    const init = { method, headers: sent, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) };
    const answer = await http.request(`${origin}/api${path}`, init, { incoming: { socket: { remoteAddress: address } } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      lines.set(name, line);
      if (/max-age=0\b/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await answer.text();
    const json = /json/.test(answer.headers.get('content-type') ?? '') && text;
    return { status: answer.status, text, body: json ? JSON.parse(text) : undefined, headers: answer.headers };
  };
  return { cookies, lines, ask, signIn: (email, password) => ask('POST', '/auth/sign-in/email', { email, password }) };
}
