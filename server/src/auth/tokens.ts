import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { RequestMark, Token, TokenWish } from '@pipewright/definition';
import type { Context } from 'hono';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { newId } from '../ground/id.ts';

/** What every token begins with, so that it is known for one wherever it lies. */
const SIGN = 'pw_';
const BYTES = 32;
/** The most tokens of one person that have not expired. */
export const MOST_TOKENS = 50;

/** The token a request comes with; undefined where it comes with none. */
export function bearerOf(c: Context): string | undefined {
  return /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
}

/** What is kept of a token. It is long and drawn by chance, so that a plain hash cannot be tried out. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What an unguessable text is for, by whom it is asked for, and the secret of the installation. */
export interface Derivation {
  readonly secret: string;
  readonly purpose: string;
  readonly by: string;
}

/** A text of so many bytes that nobody can guess. Of a request with a mark it is the same however often it comes, as hard to guess as the secret of the installation. */
export function unguessable(bytes: number, { secret, purpose, by }: Derivation, mark: RequestMark | undefined): string {
  if (!mark) return randomBytes(bytes).toString('base64url');
  const derived = createHmac('sha256', secret)
    .update(JSON.stringify([purpose, by, mark.key, mark.hash]))
    .digest();
  return derived.subarray(0, bytes).toString('base64url');
}

/** The token that a person asks for. */
export function newToken(secret: string, user: string, mark: RequestMark | undefined): string {
  return SIGN + unguessable(BYTES, { secret, purpose: 'token', by: user }, mark);
}

const iso = (column: string) => instantSql(column, 'seconds');
const COLUMNS = `id, name, app, writes, ${iso('created_at')} as since, ${iso('expires_at')} as expires, ${iso('used_at')} as used`;

/** The tokens of a person, the expired ones of the last month too, the newest first. */
export async function listTokens(db: Queryable, user: string): Promise<Token[]> {
  const { rows } = await db.query<Token>(
    `select ${COLUMNS} from pipewright.token where user_id = $1 and expires_at > now() - interval '30 days' order by id desc`,
    [user],
  );
  return rows;
}

/** Makes a token for an app that the person has a role in, of which only the hash is kept. Undefined where there are too many, or there is no such role. */
export async function makeToken(db: Queryable, user: string, wish: TokenWish, token: string): Promise<Token | undefined> {
  const { rows } = await db.query<Token>(
    `insert into pipewright.token (id, user_id, app, name, writes, hash, expires_at)
     select $1, $2, m.app, $4, $5, $6, now() + make_interval(days => $7) from pipewright.member m where m.user_id = $2 and m.app = $3
       and (select count(*) from pipewright.token t where t.user_id = $2 and t.expires_at > now()) < ${MOST_TOKENS}
     returning ${COLUMNS}`,
    [newId(), user, wish.app, wish.name, wish.writes, hashOf(token), wish.days],
  );
  return rows[0];
}

/** Ends a token, where it is the person's; answers whether it was. */
export async function endToken(db: Queryable, user: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from pipewright.token where id = $1 and user_id = $2', [id, user]);
  return rowCount === 1;
}
