import type { Invitation, RequestMark } from '@pipewright/definition';
import { reachable } from '../auth/accounts.ts';
import { hashOf, unguessable } from '../auth/tokens.ts';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';

const BYTES = 24;
const expires = instantSql('i.expires_at', 'seconds');
/** The credential row `a` of the account `u` of a person `p`. */
const ACCOUNT = `join auth."user" u on u.id = p.user_id left join auth.account a on a."userId" = u.id and a."providerId" = 'credential'`;
const OPEN = 'i.used_at is null and i.expires_at > now()';

/** The token of a link that somebody asks for: the same, however often a request with a mark comes. */
export function tokenFor(secret: string, by: string, mark?: RequestMark | undefined): string {
  return unguessable(BYTES, { secret, purpose: 'link', by }, mark);
}

/** A link that is to be made: for whom, by whom (null where the person asked for it), and with which token. */
export interface LinkWish {
  readonly workspace: string;
  readonly user: string;
  readonly by: string | null;
  readonly token: string;
}

/** A link that is there. */
export interface MadeLink {
  readonly user: string;
  readonly token: string;
  readonly expires: string;
}

/**
 * Makes the link of a person anew: good once, for a week, or for a day where it gives an account in use a new password. What was there before opens
 * nothing any more. Undefined where there is nobody of that id who works here and has an address to sign in with, and where a person asks for a link
 * who has asked for one, or was sent one, in the last two minutes: of several who ask at once, one alone makes it.
 */
export async function makeLink(db: Queryable, { workspace, user, by, token }: LinkWish): Promise<MadeLink | undefined> {
  const { rows } = await db.query<{ expires: string }>(
    `insert into pipewright.invitation as i (user_id, made_by, hash, expires_at)
     select p.user_id, $3, $4, now() + case when a.password is null then interval '7 days' else interval '1 day' end
       from pipewright.person p ${ACCOUNT} where p.user_id = $2 and p.workspace = $1 and p.active and ${reachable('u')}
     on conflict (user_id) do update set hash = excluded.hash, made_by = excluded.made_by, created_at = now(), expires_at = excluded.expires_at, used_at = null, mail = null
       where excluded.made_by is not null or i.used_at is not null or i.created_at < now() - interval '2 minutes' or i.made_by is not null and i.mail is null
     returning ${expires} as expires`,
    [workspace, user, by, hashOf(token)],
  );
  return rows[0] && { ...rows[0], user, token };
}

/** The open link that was made with a token, by a request that comes again; undefined where there is none. */
export async function linkMade(db: Queryable, token: string): Promise<MadeLink | undefined> {
  const { rows } = await db.query<{ user: string; expires: string }>(
    `select i.user_id as "user", ${expires} as expires from pipewright.invitation i where i.hash = $1 and ${OPEN}`,
    [hashOf(token)],
  );
  return rows[0] && { ...rows[0], token };
}

/** Ends the open link of a person; answers whether there was one. */
export async function withdrawLink(db: Queryable, workspace: string, user: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `delete from pipewright.invitation i using pipewright.person p where p.user_id = i.user_id and p.workspace = $1 and i.user_id = $2 and ${OPEN}`,
    [workspace, user],
  );
  return rowCount === 1;
}

/** Whom a link is for; undefined where it is none, was used, has expired, or its person has left. */
export async function readLink(db: Queryable, token: string): Promise<Invitation | undefined> {
  const { rows } = await db.query<Invitation>(
    `select w.name as company, p.name, u.email, a.password is not null as returns, ${expires} as expires
     from pipewright.invitation i join pipewright.person p on p.user_id = i.user_id join pipewright.workspace w on w.id = p.workspace ${ACCOUNT}
     where i.hash = $1 and ${OPEN} and p.active`,
    [hashOf(token)],
  );
  return rows[0];
}

/** Uses a link up and answers whose it was: of several who use it at once, one alone hears that. In a transaction, which takes it back where it fails. */
export async function useLink(db: Queryable, token: string): Promise<string | undefined> {
  const { rows } = await db.query<{ user: string }>(
    `update pipewright.invitation i set used_at = now() from pipewright.person p where p.user_id = i.user_id and p.active and i.hash = $1 and ${OPEN}
     returning i.user_id as "user"`,
    [hashOf(token)],
  );
  return rows[0]?.user;
}
