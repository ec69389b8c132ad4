import { faults, type Language } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import type { Context } from 'hono';
import { DatabaseError } from 'pg';

/** An expected refusal on its way to the caller: its issues and whatever else the answer carries. */
export class Refusal extends Error {
  readonly issues: readonly Issue[];
  readonly extra: Readonly<Record<string, unknown>>;
  constructor(issues: readonly Issue[], extra: Readonly<Record<string, unknown>> = {}) {
    super(issues[0]?.code ?? 'refused');
    this.issues = issues;
    this.extra = extra;
  }
}

/** Refuses with one issue. */
export function refuse(code: string, params?: Issue['params'], path = ''): never {
  throw new Refusal([issue(path, code, params)]);
}

const NOT_FOUND = new Set([
  'unknown.record',
  'unknown.app',
  'unknown.route',
  'unknown.version',
  'unknown.template',
  'unknown.import',
  'unknown.entity',
  'unknown.effect',
  'unknown.session',
  'unknown.token',
]);
const CONFLICT = new Set([
  'version.conflict',
  'draft.conflict',
  'publish.conflict',
  'publish.busy',
  'app.key_taken',
  'import.running',
  'request.repeated',
]);
const TOO_MANY = new Set(['request.too_many', 'signin.too_many', 'query.too_many']);
type Status = 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** The HTTP status of an issue. */
export function statusOf({ code, path }: Issue): Status {
  if (code === 'signin.needed' || code === 'signin.wrong' || code === 'token.ended') return 401;
  if (code.startsWith('denied.') || code === 'field.readonly') return 403;
  if (NOT_FOUND.has(code) && !(code === 'unknown.entity' && path !== 'entity')) return 404;
  if (CONFLICT.has(code)) return 409;
  if (code === 'body.too_large') return 413;
  if (TOO_MANY.has(code)) return 429;
  if (code === 'body.type') return 415;
  if (code.endsWith('.unreadable')) return 500;
  if (code === 'server.away') return 503;
  return 422;
}

/** The language the caller reads: `?lang=`, else Accept-Language, else English. */
export function languageOf(c: Context): Language {
  const wanted = c.req.query('lang') ?? c.req.header('accept-language') ?? '';
  return /^zh/i.test(wanted.trim()) ? 'zh-CN' : 'en';
}

/** Postgres' codes that mean something a person can act on. */
export const PG = {
  unique: '23505',
  foreignKey: '23503',
  lockNotAvailable: '55P03',
  deadlock: '40P01',
  queryCanceled: '57014',
  planChanged: '0A000',
  shutDown: '57P01',
  crashed: '57P02',
  starting: '57P03',
  tooManyConnections: '53300',
  readOnly: '25006',
} as const;

const AWAY_PG = new Set<string>([PG.shutDown, PG.crashed, PG.starting, PG.tooManyConnections, PG.readOnly]);
const AWAY_NETWORK = /^E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/;
/** The driver's words for a connection that is lost or not to be had; they come without a code. */
const AWAY_WORDS = /^(Connection terminated|Connection ended|timeout e|Client (was closed|has encountered)|Cannot use a pool after)/;

/** True where the database could not be reached or was lost on the way. What a lost transaction did is then unknown: it may be committed. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = String((error as { code?: unknown }).code ?? '');
  if (error instanceof DatabaseError) return AWAY_PG.has(code) || code.startsWith('08');
  return AWAY_NETWORK.test(code) || AWAY_WORDS.test(error.message);
}

/** The Postgres error behind an exception, if that is what it is. */
export function pgError(error: unknown): DatabaseError | undefined {
  return error instanceof DatabaseError ? error : undefined;
}

function expected(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (isAway(error)) return new Refusal([issue('', 'server.away')]);
  const code = pgError(error)?.code ?? '';
  if (code === PG.queryCanceled) return new Refusal([issue('', 'query.too_slow')]);
  // Data exceptions that got past validation: the value cannot be stored, which is the sender's to change.
  if (code.startsWith('22') || code.startsWith('54')) return new Refusal([issue('', 'value.characters', { field: '' })]);
  return undefined;
}

// More than a form has fields: nobody reads on, and every sentence costs time.
const MOST_ISSUES = 500;

/** Turns whatever went wrong into the answer: expected faults with their sentences, anything else as a plain 500. */
export function answerFault(c: Context, error: unknown): Response {
  const refusal = expected(error);
  if (!refusal) {
    console.error(error);
    return c.json(
      {
        issues: [
          { path: '', code: 'server.fault', message: languageOf(c) === 'en' ? 'Something went wrong on the server.' : '服务器出错了。' },
        ],
      },
      500,
    );
  }
  const [first] = refusal.issues;
  if (first?.code === 'server.away') sayAway(c, error);
  const wait = refusal.extra.retryAfter ?? first?.params?.seconds;
  if (typeof wait === 'number') c.header('retry-after', String(wait));
  const issues = faults(refusal.issues.slice(0, MOST_ISSUES), languageOf(c));
  return c.json({ issues, ...refusal.extra }, first ? statusOf(first) : 422);
}

/** Seconds after which it is worth while to ask again; an embedded database is back sooner than that. */
const AGAIN_S = 1;
/** A database that is away fails every request; the log says so this often. */
const SAID_EVERY_MS = 10_000;
let saidAt = Number.NEGATIVE_INFINITY;

function sayAway(c: Context, error: unknown): void {
  c.header('retry-after', String(AGAIN_S));
  const now = performance.now();
  if (now - saidAt < SAID_EVERY_MS) return;
  saidAt = now;
  console.error(`The database is away, requests are answered with 503: ${error instanceof Error ? error.message : String(error)}`);
}

/** Answers that what the caller holds is still as it was. */
export function notModified(c: Context): Response {
  return c.body(null, 304);
}
