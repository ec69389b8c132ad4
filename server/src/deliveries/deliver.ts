import type { Queryable } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { oneLine } from '../mail/letter.ts';
import { cutBytes, type Message } from './message.ts';

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
/** How much one text of a message may weigh, and all of it: more than most receivers take. */
const MOST_TEXT = 20_000;
const MOST_BYTES = 200_000;

/** A text as the database takes it: what was cut through a sign, or holds none at all, must not fail the write that causes a message. */
const storable = (text: string) => cutBytes(text.toWellFormed().replaceAll('\u0000', ''), MOST_TEXT);
const asJson = (message: Message) => JSON.stringify(message, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));

/** A message as it is kept. What is far too long is cut, and what is far too much is left to the record itself. */
function payloadOf(message: Message): string {
  const whole = { ...message, title: oneLine(message.title) };
  const payload = asJson(whole);
  const { facts: _, record: __, ...rest } = whole;
  return Buffer.byteLength(payload) > MOST_BYTES ? asJson(rest) : payload;
}

/**
 * Has a message sent: at least once, under its key, once the transaction in which this is called is committed; not at all where it is taken back. A key that the
 * app has used before changes nothing. Whether there is such a channel is found out when it is sent, and stands with the delivery.
 * @returns true where it is new
 */
export async function deliver(db: Queryable, { app, key, to, message }: DeliveryWish): Promise<boolean> {
  if (key === '' || key.length > MOST_KEY) throw new Error(`A delivery has a key of 1 to ${MOST_KEY} characters`);
  const [kind, target] = 'channel' in to ? ['channel', to.channel] : ['mail', to.mail];
  const { rowCount } = await db.query(
    `with made as (insert into pipewright.delivery (id, app, key, kind, target, payload) values ($1, $2, $3, $4, $5, $6)
       on conflict (app, key) do nothing returning id)
     select pg_notify('${DELIVERIES}', '') from made`,
    [newId(), app, key, kind, storable(target), payloadOf(message)],
  );
  return rowCount === 1;
}
