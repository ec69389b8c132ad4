import type { Queryable } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { oneLine } from '../mail/letter.ts';
import type { Message } from './message.ts';

/** The database tells workers by this name that there is something to send. */
export const DELIVERIES = 'pipewright_deliveries';

/** What is to leave the house. */
export interface DeliveryWish {
  readonly app: string;
  /** Made of facts, such as `run:seq`, so that the same thing has the same key however often it is wished for. It is sent along; at most 200 characters. */
  readonly key: string;
  /** Through a channel of the app, by its key, or as a letter to one address. */
  readonly to: { readonly channel: string } | { readonly mail: string };
  readonly message: Message;
}

const MOST_KEY = 200;
/** What a message may weigh: more than any receiver takes. */
const MOST_BYTES = 100_000;

/**
 * Has a message sent: at least once, under its key, once the transaction in which this is called is committed; not at all where it is taken back. A key that the
 * app has used before changes nothing. Whether there is such a channel is found out when it is sent, and stands with the delivery.
 * @returns true where it is new
 */
export async function deliver(db: Queryable, { app, key, to, message }: DeliveryWish): Promise<boolean> {
  if (key === '' || key.length > MOST_KEY) throw new Error(`A delivery has a key of 1 to ${MOST_KEY} characters`);
  const payload = JSON.stringify({ ...message, title: oneLine(message.title) });
  if (Buffer.byteLength(payload) > MOST_BYTES) throw new Error(`A delivery takes at most ${MOST_BYTES} bytes`);
  const [kind, target] = 'channel' in to ? ['channel', to.channel] : ['mail', to.mail];
  const { rowCount } = await db.query(
    `with made as (insert into pipewright.delivery (id, app, key, kind, target, payload) values ($1, $2, $3, $4, $5, $6)
       on conflict (app, key) do nothing returning id)
     select pg_notify('${DELIVERIES}', '') from made`,
    [newId(), app, key, kind, target, payload],
  );
  return rowCount === 1;
}
