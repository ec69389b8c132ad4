import type { Session } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { deviceOf } from './device.ts';

/** A session lives this long after it was last used. */
export const SESSION_S = 14 * 24 * 3600;

const iso = (column: string) => instantSql(column, 'seconds');

/** The sessions of a person that have not ended, this one first, then by when they were last used. */
export async function listSessions(db: Queryable, user: string, token: string): Promise<Session[]> {
  const { rows } = await db.query<Omit<Session, 'device'> & { agent: string | null }>(
    `select id, "userAgent" as agent, coalesce("ipAddress", '') as address, ${iso('"createdAt"')} as since, ${iso('"updatedAt"')} as used, token = $2 as current
     from auth.session where "userId" = $1 and "expiresAt" > now() order by token = $2 desc, "updatedAt" desc, id limit 200`,
    [user, token],
  );
  return rows.map(({ agent, ...row }) => ({ ...row, device: deviceOf(agent ?? '') }));
}

/** Ends the session with an id, where it is the person's; answers its token. */
export async function endSession(db: Queryable, user: string, id: string): Promise<string | undefined> {
  const { rows } = await db.query<{ token: string }>('delete from auth.session where id = $1 and "userId" = $2 returning token', [
    id,
    user,
  ]);
  return rows[0]?.token;
}

/** Ends every session of a person, but for the one that holds `except`. */
export async function endSessions(db: Queryable, user: string, except?: string): Promise<void> {
  await db.query('delete from auth.session where "userId" = $1 and token is distinct from $2', [user, except ?? null]);
}

/** Ends the sessions that hold these tokens. */
export async function endTokens(db: Queryable, tokens: readonly string[]): Promise<void> {
  if (tokens.length > 0) await db.query('delete from auth.session where token = any($1)', [tokens]);
}

/** Lets a session live on from now. */
export async function prolongSession(db: Queryable, token: string): Promise<void> {
  await db.query(
    `update auth.session set "updatedAt" = now(), "expiresAt" = now() + make_interval(secs => $2) where token = $1 and "expiresAt" > now()`,
    [token, SESSION_S],
  );
}
