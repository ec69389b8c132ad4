import type {
  AppForPerson,
  AppSummary,
  BoardColumn,
  DepartmentJson,
  DriftJson,
  DryRun,
  Fault,
  FaultBody,
  HitPage,
  ImportJson,
  Label,
  LedgerEntry,
  PersonJson,
  RecordJson,
  RecordPage,
  RepairJson,
  ReportResult,
  VersionSummary,
  View,
} from '@pipewright/definition';
import { cleanup } from '@testing-library/react';
import { onTestFinished, vi } from 'vitest';
import type { DraftJson } from '../../designer/src/state/draft.ts';
import type { Session, Token } from '../../packages/client/src/index.ts';

/** A request as it arrived. */
export interface Asked {
  readonly method: string;
  /** Without `/api`, and without the question. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

// Every test is about the app `x` with its deals and firms. A letter and a number name one of a kind, so that a path says which answer fits it.
type Known = 'deal' | 'firm';
type Records = `/apps/x/records/${Known}`;
type One = `${Records}/${'d' | 'f'}${number}`;

/** What each request is answered with that has but one address. */
interface Fixed {
  'GET /health': object;
  'POST /auth/renew': object;
  'POST /auth/sign-in/email': object;
  'POST /auth/sign-out': object;
  'GET /sign-in-help': { demo?: Readonly<Record<'email' | 'password' | 'sales' | 'manager', string>> };
  'POST /setup': object;
  'GET /me': { user: string; name: string; installationAdmin: boolean };
  'GET /account': { name: string; email: string; sessions: readonly Session[] };
  'POST /account/password': object;
  'DELETE /account/sessions': object;
  'DELETE /account/sessions/others': object;
  'GET /account/tokens': { tokens: readonly Token[] };
  'POST /account/tokens': Token & { token: string };
  'GET /people': { people: readonly PersonJson[] };
  'POST /people/import': { people: number; departments: number };
  'GET /departments': { departments: readonly DepartmentJson[] };
  'GET /templates': { templates: readonly { key: string; name: Label; hasSample: boolean }[] };
  'GET /apps': { apps: readonly AppSummary[] };
  'POST /apps': { key: string };
  'GET /apps/x/definition': AppForPerson;
  'GET /apps/x/views': { views: readonly { id: string; entity: string; view: View }[] };
  'POST /apps/x/views': { id: string };
  'GET /apps/x/board/deal': { columns: readonly BoardColumn[] };
  'POST /apps/x/reports/run': ReportResult;
  'POST /apps/x/imports/i1/preview': Pick<ImportJson, 'done' | 'refused' | 'reasons'>;
  'POST /apps/x/imports/i1/run': object;
  'GET /apps/x/imports/i1': ImportJson;
  'GET /apps/x/draft': DraftJson;
  'PUT /apps/x/draft': { revision: number; issues: readonly Fault[] };
  'GET /apps/x/dry-run/records': HitPage;
  'POST /apps/x/publish': { version: number };
  'POST /apps/x/rollback': { version: number };
  'GET /apps/x/versions': { versions: readonly VersionSummary[] };
  'GET /apps/x/repair': { drift: readonly DriftJson[]; unused: readonly Fault[] };
  'POST /apps/x/repair': RepairJson;
  'GET /apps/x/members': { members: readonly { id: string; role: string }[] };
  'PUT /apps/x/members': object;
}

/** What each request is answered with. */
type Contract = Fixed &
  Record<`DELETE /account/sessions/s${number}`, object> &
  Record<`DELETE /account/tokens/t${number}`, object> &
  Record<`DELETE /apps/x/views/v${number}`, object> &
  Record<`GET ${Records}`, RecordPage> &
  Record<`POST ${Records}`, RecordJson> &
  Record<`GET ${One}`, RecordJson> &
  Record<`PATCH ${One}`, RecordJson> &
  Record<`DELETE ${One}`, RecordJson> &
  Record<`POST ${One}/move` | `POST ${Records}/:id/move`, RecordJson> &
  Record<`POST ${One}/restore`, RecordJson> &
  Record<`GET ${One}/history`, { entries: readonly LedgerEntry[] }> &
  Record<`POST /apps/x/imports/${Known}`, ImportJson> &
  Record<`POST /apps/x/${'' | `versions/${number}/`}dry-run`, DryRun>;

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

const QUIET: Answers = { 'GET /health': {}, 'POST /auth/renew': {}, 'GET /apps/x/repair': { drift: [], unused: [] } };
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
    if (unknown.length > 0) throw new Error(`Nobody answers ${unknown.join(', ')}`);
  });
  return {
    asked,
    writes: () => asked.filter((each) => each.method !== 'GET' && each.path !== '/auth/renew').map((each) => [wayOf(each), each.body]),
    questions: (path) => asked.filter((each) => each.method === 'GET' && each.path === path).map(({ query }) => query),
    answer: (answers) => {
      table = { ...table, ...answers };
    },
    tell: (event, news) => {
      for (const stream of [...streams]) stream.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(news) }));
    },
  };
}
