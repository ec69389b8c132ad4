import type { Language, MailWish } from '@pipewright/definition';
import { reachable } from '../auth/accounts.ts';
import { instantSql } from '../db/instant.ts';
import { viewsOf } from '../door/enter.ts';
import type { Server } from '../door/env.ts';
import { log } from '../log/log.ts';
import type { Post } from '../mail/post.ts';
import { clockOf } from './gather-mail.ts';
import { KEPT, type KeptNotice, noticesFor } from './list.ts';
import { quietAt } from './mail-time.ts';
import { noticeLetter } from './notice-letter.ts';

/** What is needed to send mail of notices. */
export type MailSender = Pick<Server, 'pool' | 'apps' | 'language'> & { readonly post: Post; readonly publicUrl: string };

interface Claimed {
  readonly id: string;
  readonly app: string;
  readonly person: string;
  readonly tries: number;
  readonly name: string;
  readonly email: string | null;
  readonly language: Language | null;
  readonly zone: string | null;
  readonly wish: Partial<MailWish> | null;
  readonly now: string;
}

/** How many letters are on their way at a time. */
const AT_A_TIME = 4;
/** Whoever takes a letter has it for so long: longer than a mail server may take. What is not done then, another server begins anew. */
const LEASE = `interval '3 minutes'`;
/** After how many minutes a letter that was not taken is tried again, by how often it was. */
const AGAIN_MINUTES = [1, 5, 30, 120];

const CLAIM = `
with mine as (
  update pipewright.notice_letter set tries = tries + 1, try_at = now() + ${LEASE} where id in (
    select id from pipewright.notice_letter where ended_at is null and try_at <= now() order by try_at limit ${AT_A_TIME} for update skip locked)
  returning id, app, person, tries)
select mine.id::text, mine.app, mine.person, mine.tries, p.name, case when ${reachable('u')} then u.email end as email, p.language,
  p.time_zone as zone, w.wish, ${instantSql('now()')} as now
from mine join pipewright.person p on p.user_id = mine.person join auth."user" u on u.id = p.user_id left join pipewright.mail_wish w on w.person = p.user_id`;

/** Sends some of the letters that are due, each once: who dies while sending leaves it to another, under the same Message-ID. Answers how many it had in hand. */
export async function sendMail(sender: MailSender): Promise<number> {
  const { rows } = await sender.pool.query<Claimed>(CLAIM);
  await Promise.all(rows.map((each) => tryOne(sender, each)));
  return rows.length;
}

/** What became of a letter: it is on its way, there was nothing left to tell, it waits for the morning, or it was not taken, and why. */
type Fate = 'sent' | 'empty' | 'quiet' | { readonly failure: string; readonly again: boolean };

async function tryOne(sender: MailSender, claimed: Claimed): Promise<void> {
  const { id, app, person, tries } = claimed;
  const fate = await sendOne(sender, claimed).catch((error: unknown): Fate => {
    log.error({ err: error, letter: id }, 'A mail of notices could not be written.');
    return { failure: 'fault', again: true };
  });
  const write = (sql: string, ...values: readonly unknown[]) =>
    sender.pool.query(`update pipewright.notice_letter set ${sql} where id = $1`, [id, ...values]);
  if (fate === 'quiet') return void (await write(`tries = tries - 1, try_at = now() + interval '5 minutes'`));
  if (typeof fate === 'string') return void (await write('ended_at = now(), outcome = $2, failure = null', fate));
  const wait = fate.again ? AGAIN_MINUTES[tries - 1] : undefined;
  if (wait !== undefined) return void (await write('try_at = now() + make_interval(mins => $2), failure = $3', wait, fate.failure));
  log.error({ letter: id, app, person, tries, failure: fate.failure }, 'A mail of notices was given up.');
  await write(`ended_at = now(), outcome = 'failed', failure = $2`, fate.failure);
}

async function sendOne({ pool, apps, language, post, publicUrl }: MailSender, claimed: Claimed): Promise<Fate> {
  const { id, app, person, name, email, now } = claimed;
  const { wish, zone } = clockOf(claimed);
  // Quiet hours may have begun since it was written, or while a mail server was away.
  if (quietAt(wish, zone, now)) return 'quiet';
  const { rows: kept } = await pool.query<KeptNotice>(
    `select ${KEPT} from pipewright.notice n where letter = $1 and mails and read_at is null and mailed_at is null order by n.shown_at desc, n.id desc`,
    [id],
  );
  const view = email === null || kept.length === 0 ? undefined : (await viewsOf({ apps }, pool, [person], app)).get(person);
  // What it is about may be out of sight by now; nothing of it is told then.
  const notices = view ? (await noticesFor(pool, view, kept)).filter(({ about }) => about !== null) : [];
  if (!view || email === null || notices.length === 0) return 'empty';
  const { origin } = new URL(publicUrl);
  const letter = noticeLetter({ language: claimed.language ?? language, zone, name, app: view.app, key: app, origin, notices });
  const { taken, again, response } = await post.hand({ name, address: email }, letter, `notices ${id}`);
  if (!taken) return { failure: response === null ? 'no answer' : String(response), again };
  const told = notices.map((each) => each.id);
  await pool.query('update pipewright.notice set mailed_at = now() where letter = $1 and id = any($2::uuid[])', [id, told]);
  return 'sent';
}
