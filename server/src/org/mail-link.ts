import type { Language, PersonLink } from '@pipewright/definition';
import { hashOf } from '../auth/tokens.ts';
import type { Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { letterOf } from '../mail/letter.ts';

interface Addressee {
  readonly company: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language | null;
  readonly returns: boolean;
  readonly by: string | null;
}

/**
 * Sends a person the link with this token, where a mail server is set; null where none is. A link is sent once, however often this is asked for: what a
 * stop interrupted is rather not sent than sent twice, and is told as not taken.
 * @param language of the letter where the person has chosen none
 */
export async function mailLink(
  { pool, post, publicUrl }: Pick<Server, 'pool' | 'post' | 'publicUrl'>,
  { user, token }: { readonly user: string; readonly token: string },
  language: Language,
): Promise<PersonLink['mail']> {
  if (!post || !publicUrl) return null;
  const hash = hashOf(token);
  const claimed = await pool.query(`update pipewright.invitation set mail = 'sending' where user_id = $1 and hash = $2 and mail is null`, [
    user,
    hash,
  ]);
  if (!claimed.rowCount) return (await mailOf(pool, hash)) === 'sent' ? 'sent' : 'refused';
  const found = await addressee(pool, user);
  const sent =
    found !== undefined &&
    (await post.send({ name: found.name, address: found.email }, letterFor(found, `${new URL(publicUrl).origin}/join#${token}`, language)));
  const mail = sent ? 'sent' : 'refused';
  await pool.query('update pipewright.invitation set mail = $3 where user_id = $1 and hash = $2', [user, hash, mail]);
  return mail;
}

function letterFor({ returns, language, ...said }: Addressee, link: string, other: Language) {
  return letterOf({ ...said, kind: returns ? 'password' : 'invitation', language: language ?? other, link });
}

async function mailOf(db: Queryable, hash: string): Promise<string | undefined> {
  const { rows } = await db.query<{ mail: string }>('select mail from pipewright.invitation where hash = $1', [hash]);
  return rows[0]?.mail;
}

async function addressee(db: Queryable, user: string): Promise<Addressee | undefined> {
  const { rows } = await db.query<Addressee>(
    `select w.name as company, p.name, u.email, p.language, a.password is not null as returns, b.name as by
     from pipewright.invitation i join pipewright.person p on p.user_id = i.user_id join pipewright.workspace w on w.id = p.workspace
       join auth."user" u on u.id = p.user_id left join auth.account a on a."userId" = u.id and a."providerId" = 'credential'
       left join pipewright.person b on b.user_id = i.made_by
     where i.user_id = $1`,
    [user],
  );
  return rows[0];
}
