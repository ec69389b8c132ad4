import { faults, type Language } from '@pipewright/definition';
import { type Issue, type IssueCode, issue } from '@pipewright/logic';
import type { Context } from 'hono';
import { isAway, isUnstorable, PG, pgError } from '../db/error.ts';
import { Refusal } from '../ground/refusal.ts';
import { log } from '../log/log.ts';
import { StoreFault } from '../store/store-fault.ts';
import type { Env } from './env.ts';
import { aboutRequest } from './request-line.ts';

const NOT_FOUND = new Set<IssueCode>([
  'unknown.record',
  'unknown.app',
  'unknown.route',
  'unknown.version',
  'unknown.template',
  'unknown.import',
  'unknown.file',
  'unknown.entity',
  'unknown.effect',
  'unknown.session',
  'unknown.token',
  'unknown.feed',
  'unknown.link',
  'unknown.channel',
  'unknown.secret',
  'unknown.delivery',
  'unknown.approval',
  'hook.gone',
]);
/** What may be named in an address, which is then none, as well as in a body, whose place the issue tells. */
const NAMED = new Set<IssueCode>(['unknown.person', 'unknown.department', 'unknown.role', 'unknown.report']);
const CONFLICT = new Set<IssueCode>([
  'version.conflict',
  'draft.conflict',
  'publish.conflict',
  'publish.busy',
  'app.key_taken',
  'channel.key_taken',
  'hook.off',
  'import.running',
  'request.repeated',
]);
const TOO_MANY = new Set<IssueCode>(['channel.busy', 'request.too_many', 'signin.too_many', 'query.too_many']);
type Status = 401 | 403 | 404 | 408 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** The HTTP status of an issue. */
export function statusOf({ code, path }: Issue): Status {
  if (code === 'signin.needed' || code === 'signin.wrong' || code === 'token.ended' || code === 'hook.denied') return 401;
  if (code.startsWith('denied.') || code === 'field.readonly') return 403;
  if (NAMED.has(code) && path === '') return 404;
  if (NOT_FOUND.has(code) && !(code === 'unknown.entity' && path !== 'entity')) return 404;
  if (CONFLICT.has(code)) return 409;
  if (code === 'body.too_large' || code === 'file.too_large') return 413;
  if (TOO_MANY.has(code)) return 429;
  if (code === 'body.slow') return 408;
  if (code === 'body.type') return 415;
  if (code.endsWith('.unreadable')) return 500;
  if (code === 'server.away' || code === 'files.away') return 503;
  return 422;
}

/** The language the caller reads: `?lang=`, else Accept-Language, else English. */
export function languageOf(c: Context): Language {
  const wanted = c.req.query('lang') ?? c.req.header('accept-language') ?? '';
  return /^zh/i.test(wanted.trim()) ? 'zh-CN' : 'en';
}

function expected(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  // Before the database: both are away by the same codes of the network.
  if (error instanceof StoreFault) return new Refusal([issue('', 'files.away')]);
  if (isAway(error)) return new Refusal([issue('', 'server.away')]);
  if (pgError(error)?.code === PG.queryCanceled) return new Refusal([issue('', 'query.too_slow')]);
  // It is the sender's to change.
  if (isUnstorable(error)) return new Refusal([issue('', 'value.characters', { field: '' })]);
  return undefined;
}

// More than a form has fields: nobody reads on, and every sentence costs time.
const MOST_ISSUES = 500;

/** Turns whatever went wrong into the answer: expected faults with their sentences, anything else as a 500 with the number of the request. */
export function answerFault(c: Context<Env>, error: unknown): Response {
  const refusal = expected(error);
  if (!refusal) {
    const about = aboutRequest(c);
    log.error({ ...about, err: error }, 'A request failed.');
    return c.json({ issues: faults([issue('', 'server.fault', { number: about.id })], languageOf(c)) }, 500);
  }
  const [first] = refusal.issues;
  if (first?.code === 'server.away') sayAway(c, error);
  if (first?.code === 'files.away') log.error({ ...aboutRequest(c), err: error }, 'The store of files is away.');
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
  log.error({ err: error }, 'The database is away, requests are answered with 503.');
}

/** Answers that what the caller holds is still as it was. */
export function notModified(c: Context): Response {
  return c.body(null, 304);
}

/** What another server answered, by its status: it took it, wants it somewhere else, wants it later, or does not want it. */
export function readStatus(status: number): 'taken' | 'elsewhere' | 'later' | 'busy' | 'never' {
  if (status >= 200 && status < 300) return 'taken';
  if (status >= 300 && status < 400) return 'elsewhere';
  if (status === 429) return 'busy';
  return status >= 500 || status === 408 || status === 425 ? 'later' : 'never';
}
