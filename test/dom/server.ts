import { DEFAULT_MAIL_WISH, type FaultBody } from '@pipewright/definition';
import { cleanup } from '@testing-library/react';
import { onTestFinished, vi } from 'vitest';
import type { Contract } from './contract.ts';

/** A request as it arrived. */
export interface Asked {
  readonly method: string;
  /** Without `/api`, and without the question. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An answer that is not a success. */
class No {
  readonly status: number;
  readonly body: Partial<FaultBody>;
  constructor(status: number, body: Partial<FaultBody>) {
    this.status = status;
    this.body = body;
  }
}

/** Refuses a request in one sentence. */
export function refuse(status: number, message: string, more: Partial<FaultBody> & { path?: string; code?: string } = {}): No {
  const { path = '', code = 'refused', ...body } = more;
  return new No(status, { issues: [{ path, code, message }], ...body });
}

type Told<T> = T | No | Promise<T | No>;
/** The answers of the server: what it says, or a function of what was asked. A request that stands for none fails the test. */
export type Answers = { readonly [Way in keyof Contract]?: Told<Contract[Way]> | ((asked: Asked) => Told<Contract[Way]>) };

/** The server as screens know it. */
export interface Server {
  /** Everything that was asked so far. */
  readonly asked: readonly Asked[];
  /** What was sent to change something: `POST /apps/x/records/deal` with its body. */
  readonly writes: () => readonly (readonly [way: string, body: unknown])[];
  /** The questions to one path, the oldest first. */
  readonly questions: (path: string) => readonly Asked['query'][];
  /** Answers differently from now on. */
  readonly answer: (answers: Answers) => void;
  /** Tells all open screens what happened. */
  readonly tell: (event: string, news: object) => void;
}

/** Figures that nobody knows, as many as are asked for. */
const noFigures = ({ body }: Asked) => {
  const { report } = body as { report: { measures?: readonly { readonly key: string }[] } };
  return { columns: [], rows: [(report.measures ?? []).map(() => null)] };
};
const FIGURES = 'POST /apps/x/reports/run';
const QUIET: Answers = {
  [FIGURES]: noFigures,
  'GET /health': {},
  'POST /auth/renew': {},
  'GET /apps/x/repair': { drift: [], unused: [] },
  'GET /apps/x/records/deal/:id/origins': { steps: [] },
  'GET /apps/x/records/firm/:id/origins': { steps: [] },
  'GET /apps/x/records/deal/:id/shares': { shares: [], may: false },
  'GET /apps/x/records/firm/:id/shares': { shares: [], may: false },
  'GET /people/:id/hand-overs': { handOvers: [] },
  'GET /account/feeds': { feeds: [] },
  'GET /pipelines': { pipelines: [] },
  'GET /account/mail': { wish: DEFAULT_MAIL_WISH, mail: true },
  'GET /apps/x/notices': { notices: [], next: null, unread: 0, returns: null },
};
const wayOf = ({ method, path }: Asked) => `${method} ${path}`;
const fits = (way: string, pattern: string) => {
  const words = way.split('/');
  const wanted = pattern.split('/');
  return words.length === wanted.length && wanted.every((each, i) => each.startsWith(':') || each === words[i]);
};
const holes = (pattern: string) => pattern.split('/:').length;

/** Stands in for the server until the test ends: answers what is asked, and remembers it. */
export function serve(first: Answers): Server {
  let table: Answers = { ...QUIET, ...first };
  const asked: Asked[] = [];
  const unknown: string[] = [];
  const streams: EventTarget[] = [];
  const fetched = async (address: string, { method = 'GET', body, signal }: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(address, 'http://server');
    const given = typeof body === 'string' ? JSON.parse(body) : body;
    const request: Asked = { method, path: pathname.replace(/^\/api/, ''), query: Object.fromEntries(searchParams), body: given };
    asked.push(request);
    const [way] = Object.keys(table)
      .filter((pattern) => fits(wayOf(request), pattern))
      .sort((a, b) => holes(a) - holes(b));
    const answer = way && table[way as keyof Contract];
    if (!answer) unknown.push(wayOf(request));
    const told = await (typeof answer === 'function' ? answer(request) : (answer ?? refuse(501, 'Nobody answers this.')));
    signal?.throwIfAborted();
    const [status, said] = told instanceof No ? [told.status, told.body] : [200, told];
    return new Response(JSON.stringify(said), { status, headers: { 'content-type': 'application/json' } });
  };
  class Stream extends EventTarget {
    static readonly CLOSED = 2;
    readonly readyState = 1;
    constructor() {
      super();
      streams.push(this);
    }
    close() {
      streams.splice(streams.indexOf(this), 1);
    }
  }
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('EventSource', Stream);
  onTestFinished(() => {
    cleanup();
    // What one person's browser keeps is nobody else's.
    localStorage.clear();
    if (unknown.length > 0) throw new Error(`Nobody answers ${unknown.join(', ')}`);
  });
  return {
    asked,
    writes: () =>
      asked
        .filter((each) => each.method !== 'GET' && each.path !== '/auth/renew' && (wayOf(each) !== FIGURES || table[FIGURES] !== noFigures))
        .map((each) => [wayOf(each), each.body]),
    questions: (path) => asked.filter((each) => each.method === 'GET' && each.path === path).map(({ query }) => query),
    answer: (answers) => {
      table = { ...table, ...answers };
    },
    tell: (event, news) => {
      for (const stream of [...streams]) stream.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(news) }));
    },
  };
}
