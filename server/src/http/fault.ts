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
]);
const CONFLICT = new Set(['version.conflict', 'draft.conflict', 'publish.conflict', 'publish.busy', 'app.key_taken', 'import.running']);
type Status = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;

/** The HTTP status of an issue. */
export function statusOf({ code, path }: Issue): Status {
  if (code === 'signin.needed') return 401;
  if (code.startsWith('denied.') || code === 'field.readonly') return 403;
  if (NOT_FOUND.has(code) && !(code === 'unknown.entity' && path !== 'entity')) return 404;
  if (CONFLICT.has(code)) return 409;
  if (code === 'body.too_large') return 413;
  if (code.endsWith('.too_many')) return 429;
  if (code.endsWith('.unreadable')) return 500;
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
} as const;

/** The Postgres error behind an exception, if that is what it is. */
export function pgError(error: unknown): DatabaseError | undefined {
  return error instanceof DatabaseError ? error : undefined;
}

function expected(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const code = pgError(error)?.code ?? '';
  if (code === PG.queryCanceled) return new Refusal([issue('', 'query.too_slow')]);
  // Data exceptions that got past validation: the value cannot be stored, which is the sender's to change.
  if (code.startsWith('22') || code.startsWith('54')) return new Refusal([issue('', 'value.characters', { field: '' })]);
  return undefined;
}

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
  const wait = first?.params?.seconds;
  if (typeof wait === 'number') c.header('retry-after', String(wait));
  return c.json({ issues: faults(refusal.issues, languageOf(c)), ...refusal.extra }, first ? statusOf(first) : 422);
}

/** Gives the refusals of sign-in the same shape as every other fault. */
export async function authFault(c: Context, answer: Response): Promise<Response> {
  if (answer.ok || answer.status < 400) return answer;
  const detail = await answer
    .json()
    .then((body) => (body as { message?: string }).message ?? '')
    .catch(() => '');
  const found =
    answer.status === 429
      ? issue('', 'request.too_many')
      : answer.status === 401
        ? issue('', 'signin.wrong')
        : issue('', 'body.shape', { detail });
  return c.json(
    { issues: faults([found], languageOf(c)) },
    answer.status as Status,
    Object.fromEntries([...answer.headers].filter(([name]) => name === 'x-retry-after' || name === 'retry-after')),
  );
}
