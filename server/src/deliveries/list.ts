import type { Delivery, Given } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { DELIVERIES } from './deliver.ts';

/** What is asked of the list of deliveries; a page begins after the delivery of this id. */
export type DeliveryQuestion = Pick<Given<'listDeliveries'>['query'], 'state' | 'channel'> & {
  readonly after: string | null;
  readonly limit: number;
};

type Kept = Omit<Delivery, 'to'> & Delivery['to'];

/** A page of what left the house or is to leave it, newest first. */
export async function listDeliveries(
  db: Queryable,
  app: string,
  { state, channel, after, limit }: DeliveryQuestion,
): Promise<{ deliveries: Delivery[]; next: string | null }> {
  const { rows } = await db.query<Kept>(
    `select id::text, key, payload->>'title' as title, state, attempts, kind, target, ${instantSql('created_at')} as at, ${instantSql('sent_at')} as "sentAt",
       case when state in ('waiting', 'failed') then ${instantSql('next_at')} end as "nextAt", fault, status, said
     from pipewright.delivery d where app = $1 and ($2::text is null or state = $2) and ($3::text is null or (kind = 'channel' and target = $3))
       and ($4::uuid is null or id < $4) order by d.id desc limit $5`,
    [app, state ?? null, channel ?? null, after, limit + 1],
  );
  const deliveries = rows.slice(0, limit).map(({ kind, target, ...rest }) => ({ ...rest, to: { kind, target } }));
  return { deliveries, next: rows.length > limit ? (deliveries.at(-1)?.id ?? null) : null };
}

/** Which of what was given up is sent again: one, everything that went to a channel, or all. */
export type Redriven = { readonly id: string } | { readonly channel?: string | undefined };

/** Has sent again what was given up, under the keys that it had. Answers how many. */
export async function redrive(db: Queryable, app: string, which: Redriven): Promise<number> {
  const [id, channel] = 'id' in which ? [which.id, undefined] : [undefined, which.channel];
  const { rowCount } = await db.query(
    `update pipewright.delivery set state = 'waiting', attempts = 0, next_at = now() where app = $1 and state = 'dead'
       and ($2::uuid is null or id = $2) and ($3::text is null or (kind = 'channel' and target = $3))`,
    [app, id ?? null, channel ?? null],
  );
  if (rowCount) await db.query(`select pg_notify('${DELIVERIES}', '')`);
  return rowCount ?? 0;
}
