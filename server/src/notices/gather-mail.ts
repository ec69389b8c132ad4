import { DEFAULT_MAIL_WISH, type MailWish, topicOf } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import { type Pool, transaction } from '../db/pool.ts';
import { isZone } from '../ground/zone.ts';
import { lastDigest, quietAt } from './mail-time.ts';
import { wishOf } from './mail-wish.ts';

/** So long a notice waits for being read in the app, which spares its mail. */
const WAIT = `interval '2 minutes'`;
/** What is older is no news any more: longer than a weekend with the nights around it, shorter than a mail server is away that was just set. */
const NEWS = `interval '4 days'`;

// Parameter 1 holds the ways of who chose none, by topic, parameter 2 the topic of each kind.
const WAY = `coalesce(w.wish->'topics'->>($2::jsonb->>n.kind), $1::jsonb->>($2::jsonb->>n.kind))`;
const OPEN = `n.mails and n.letter is null and n.read_at is null and n.created_at > now() - ${NEWS} and n.created_at <= now() - ${WAIT}`;

const WAITING = `
select p.user_id as person, p.time_zone as zone, w.wish, ${instantSql('now()')} as now
from (select distinct n.person from pipewright.notice n left join pipewright.mail_wish w on w.person = n.person where ${OPEN} and ${WAY} <> 'never') n
join pipewright.person p on p.user_id = n.person and p.active left join pipewright.mail_wish w on w.person = p.user_id`;

const GATHER = `
with due as (
  select n.id, n.app, n.person, case when ${WAY} = 'digest' then d.day end as day
  from unnest($3::text[], $4::timestamptz[], $5::date[]) as d (person, at, day)
  join pipewright.notice n on n.person = d.person left join pipewright.mail_wish w on w.person = n.person
  where ${OPEN} and (${WAY} = 'now' or ${WAY} = 'digest' and n.created_at <= d.at and not exists (
    select 1 from pipewright.notice_letter l where l.app = n.app and l.person = n.person and l.digest_day = d.day))),
made as (
  insert into pipewright.notice_letter (id, app, person, digest_day) select gen_random_uuid(), app, person, max(day) from due group by app, person
  returning id, app, person)
update pipewright.notice n set letter = made.id from due join made using (app, person) where n.id = due.id`;

/**
 * Puts what is due by mail into letters, those of a person in an app together: what comes at once, outside the hours in which none is wanted, and once a
 * day what comes once a day. By the database's clock; of any number of servers one does it at a time. Answers how many notices.
 */
export async function gatherMail(pool: Pool): Promise<number> {
  return transaction(pool, async (client) => {
    const { rows: free } = await client.query(
      `select pg_try_advisory_xact_lock(hashtextextended('pipewright notices by mail', 0)) as mine`,
    );
    if (!free[0]?.mine) return 0;
    const ways = [JSON.stringify(DEFAULT_MAIL_WISH.topics), JSON.stringify(topicOf)];
    const { rows } = await client.query<Clock & { person: string; now: string }>(WAITING, ways);
    const hoursOf = hours();
    const ready = rows.flatMap(({ person, now, ...row }) => {
      const { quiet, digest } = hoursOf(row, now);
      return quiet ? [] : [{ person, ...digest }];
    });
    if (ready.length === 0) return 0;
    const lists = [ready.map(({ person }) => person), ready.map(({ at }) => at), ready.map(({ day }) => day)];
    return (await client.query(GATHER, [...ways, ...lists])).rowCount ?? 0;
  });
}

/** By whose clock a person's mail leaves, and when. */
interface Clock {
  readonly zone: string | null;
  readonly wish: Partial<MailWish> | null;
}

/** Reckons hours once for all who have the same: clocks are slow to read, and most people choose nothing. */
function hours() {
  const known = new Map<string, { readonly quiet: boolean; readonly digest: ReturnType<typeof lastDigest> }>();
  return (row: Clock, now: string) => {
    const { topics: _, ...when } = row.wish ?? {};
    const key = JSON.stringify([row.zone, when]);
    const before = known.get(key);
    if (before) return before;
    const { wish, zone } = clockOf(row);
    const found = { quiet: quietAt(wish, zone, now), digest: lastDigest(wish, zone, now) };
    known.set(key, found);
    return found;
  };
}

/** What a person wants and the zone by whose clock: the one that was chosen, else that of the machine on which it was; one that this machine does not know is UTC. */
export function clockOf(row: Clock): { wish: MailWish; zone: string } {
  const wish = wishOf(row.wish);
  return { wish, zone: [row.zone, wish.timeZone].find((zone) => zone !== null && isZone(zone)) ?? 'UTC' };
}
