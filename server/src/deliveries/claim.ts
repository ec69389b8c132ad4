import type { ChannelKind, DeliveryState } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { kinds } from './kinds.ts';
import type { Message } from './message.ts';
import { heeded, nextWait, type Outcome } from './outcome.ts';

/** A channel as it is used: its secret is still encrypted. */
export interface UsedChannel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly address: string;
  readonly secret: string | null;
  readonly off: boolean;
}

/** A delivery that a worker has taken up. */
export interface Claimed {
  readonly id: string;
  readonly app: string;
  readonly key: string;
  readonly kind: 'channel' | 'mail';
  readonly target: string;
  readonly payload: Message;
  readonly caused: string;
  /** Which attempt this is, from 1: an outcome is written for it alone. */
  readonly attempts: number;
  /** Null where it is a letter, or the channel is gone. */
  readonly channel: UsedChannel | null;
}

/** How much of what is due is looked at, so that a long queue does not make each look slow. */
const LOOKED_AT = 500;
/** The most that is taken up at once for one receiver. */
const MOST_EACH = 4;

const spaced = Object.entries(kinds).filter(([, { spacing }]) => spacing > 0);

// A channel whose turn is not come is left out. The turn of one with spacing is taken in the same statement: whoever comes second finds it taken, and the delivery stays.
const CLAIM = `with spacing as (select * from unnest($1::text[], $2::float8[]) as s(kind, seconds)),
  due as (select d.id, d.app, d.kind, d.target, d.next_at, s.seconds, c.id as channel, row_number() over (partition by d.app, d.kind, d.target order by d.next_at, d.id) as place
    from (select d.* from pipewright.delivery d left join pipewright.channel c on d.kind = 'channel' and c.app = d.app and c.key = d.target
      where d.state in ('waiting', 'failed') and d.next_at <= now() and (c.id is null or c.free_at <= now()) and (d.app, d.kind, d.target) not in (select * from unnest($3::text[], $4::text[], $5::text[]))
      order by d.next_at limit ${LOOKED_AT}) d
    left join pipewright.channel c on d.kind = 'channel' and c.app = d.app and c.key = d.target left join spacing s on s.kind = c.kind),
  mine as (select d.id, due.channel, due.seconds from pipewright.delivery d join due on due.id = d.id where due.place <= case when due.seconds is null then ${MOST_EACH} else 1 end
    and d.state in ('waiting', 'failed') and d.next_at <= now() order by due.next_at, due.id limit $6 for update of d skip locked),
  turns as (update pipewright.channel c set free_at = now() + make_interval(secs => mine.seconds) from mine where c.id = mine.channel and mine.seconds is not null and c.free_at <= now() returning c.id)
  update pipewright.delivery d set attempts = d.attempts + 1, next_at = now() + make_interval(secs => $7)
    from mine left join pipewright.channel c on c.id = mine.channel where d.id = mine.id and (mine.seconds is null or mine.channel in (select id from turns))
    returning d.id::text, d.app, d.key, d.kind, d.target, d.payload, ${instantSql('d.created_at')} as caused, d.attempts,
      case when c.id is not null then json_build_object('id', c.id, 'kind', c.kind, 'address', c.address, 'secret', c.secret, 'off', c.off) end as channel`;

/**
 * Takes up deliveries that are due, each by one worker: what is not written of one before its lease ends is taken up by another.
 * @param full receivers to whom nothing more is sent at the moment, as app, kind and target
 */
export async function claim(
  db: Queryable,
  {
    room,
    lease,
    full,
  }: { readonly room: number; readonly lease: number; readonly full: readonly Pick<Claimed, 'app' | 'kind' | 'target'>[] },
): Promise<Claimed[]> {
  const { rows } = await db.query<Claimed>(CLAIM, [
    ...[spaced.map(([kind]) => kind), spaced.map(([, { spacing }]) => spacing)],
    ...[full.map(({ app }) => app), full.map(({ kind }) => kind), full.map(({ target }) => target)],
    ...[room, lease],
  ]);
  return rows;
}

/** Writes what became of an attempt; of one that was overtaken only that it went well. Answers how the delivery stands. */
export async function settle(db: Queryable, { id, attempts, channel }: Claimed, outcome: Outcome): Promise<DeliveryState> {
  const { fault, status, said } = outcome;
  if (fault === null) {
    await db.query(
      `update pipewright.delivery set state = 'sent', sent_at = now(), fault = null, status = $2, said = $3 where id = $1 and state <> 'sent'`,
      [id, status, said],
    );
    return 'sent';
  }
  const wait = nextWait(attempts, outcome);
  const state = wait === undefined ? 'dead' : 'failed';
  await db.query(
    `update pipewright.delivery set state = $3, next_at = now() + make_interval(secs => $4), fault = $5, status = $6, said = $7
     where id = $1 and attempts = $2 and state in ('waiting', 'failed')`,
    [id, attempts, state, wait ?? 0, fault, status, said],
  );
  // Who asks to be left alone does not mean this message only.
  const pause = heeded(outcome);
  if (channel && pause > 0)
    await db.query('update pipewright.channel set free_at = greatest(free_at, now() + make_interval(secs => $2)) where id = $1', [
      channel.id,
      pause,
    ]);
  return state;
}

/** Takes the turn of a channel outside of the queue. Answers in how many seconds it comes, where it is not yet there. */
export async function takeTurn(db: Queryable, { id, kind }: Pick<UsedChannel, 'id' | 'kind'>): Promise<number> {
  const { rows } = await db.query<{ wait: number }>(
    `with turn as (update pipewright.channel set free_at = now() + make_interval(secs => $2) where id = $1 and free_at <= now() returning id)
     select case when exists (select from turn) then 0 else ceil(extract(epoch from free_at - now()))::integer end as wait from pipewright.channel where id = $1`,
    [id, kinds[kind].spacing],
  );
  return rows[0]?.wait ?? 0;
}
