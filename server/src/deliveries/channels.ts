import type { Channel, ChannelKind, Given } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import { type Queryable, rows } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import type { UsedChannel } from './claim.ts';
import { kinds } from './kinds.ts';
import type { Outgoing } from './outgoing.ts';
import { isPublic, literalAddress, outgoingUrl } from './public-address.ts';
import { seal } from './secret.ts';
import { placeOf } from './send.ts';
import { SECRET_PREFIX } from './webhook.ts';

/** The most channels that an app has. */
const MOST_CHANNELS = 100;

/** With what channels are kept. */
export interface Keeping {
  /** The server's own secret, under which those of channels lie. */
  readonly secret: string;
  readonly outgoing: Outgoing;
}

/** The channels of an app in the order they were made, with how much waits for them and was given up. */
export async function listChannels(db: Queryable, app: string): Promise<Channel[]> {
  const count = (states: string) =>
    `(select count(*)::integer from pipewright.delivery d where d.app = c.app and d.kind = 'channel' and d.target = c.key and d.state in (${states}))`;
  const found = await db.query<Channel>(
    `select c.id::text, c.key, c.name, c.kind, c.address, c.secret is not null as "hasSecret", c.off, p.name as by, ${instantSql('c.at')} as at,
       ${count(`'waiting', 'failed'`)} as waiting, ${count(`'dead'`)} as dead
     from pipewright.channel c left join pipewright.person p on p.user_id = c.made_by where c.app = $1 order by c.id`,
    [app],
  );
  return found.rows;
}

/** A channel of an app as it is used; undefined where the app has none of this id. */
export async function channelOf(db: Queryable, app: string, id: string): Promise<(UsedChannel & { readonly key: string }) | undefined> {
  const [found] = await rows<UsedChannel & { key: string }>(db, {
    sql: 'select id::text, key, kind, address, secret, off from pipewright.channel where app = $1 and id = $2',
    parameters: [app, id],
  });
  return found;
}

/** Adds a channel. Refuses a key that the app uses, and an address or secret that its kind does not have. */
export async function addChannel(
  db: Queryable,
  keeping: Keeping,
  app: string,
  by: string,
  wish: Given<'addChannel'>['body'],
): Promise<string> {
  const { key, name, kind, address, secret } = wish;
  assertAddress(kind, address, keeping.outgoing);
  assertSecret(kind, secret);
  const id = newId();
  const { rowCount } = await db.query(
    `insert into pipewright.channel (id, app, key, name, kind, address, secret, made_by) select $1, $2, $3, $4, $5, $6, $7, $8
     where (select count(*) from pipewright.channel where app = $2) < ${MOST_CHANNELS} on conflict (app, key) do nothing`,
    [id, app, key, JSON.stringify(name), kind, address, secret === undefined ? null : seal(keeping.secret, placeOf(app, id), secret), by],
  );
  if (rowCount) return id;
  const taken = (await db.query('select 1 from pipewright.channel where app = $1 and key = $2', [app, key])).rowCount;
  return taken ? refuse('channel.key_taken', { key }, 'key') : refuse('channel.too_many', { most: MOST_CHANNELS });
}

/** Changes what is said of a channel; what is left out stays. */
export async function changeChannel(
  db: Queryable,
  keeping: Keeping,
  app: string,
  id: string,
  change: Given<'changeChannel'>['body'],
): Promise<void> {
  const { kind } = (await channelOf(db, app, id)) ?? refuse('unknown.channel');
  const { name, address, off, secret } = change;
  if (address !== undefined) assertAddress(kind, address, keeping.outgoing);
  if (secret !== undefined) assertSecret(kind, secret ?? undefined);
  await db.query(
    `update pipewright.channel set name = coalesce($3, name), address = coalesce($4, address), off = coalesce($5, off), secret = case when $6 then $7 else secret end
     where app = $1 and id = $2`,
    [
      ...[app, id, name === undefined ? null : JSON.stringify(name), address ?? null, off ?? null],
      ...[secret !== undefined, typeof secret === 'string' ? seal(keeping.secret, placeOf(app, id), secret) : null],
    ],
  );
}

function assertAddress(kind: ChannelKind, address: string, { inside }: Outgoing): void {
  const url = outgoingUrl(address, inside);
  const literal = url && literalAddress(url);
  if (!url || (literal !== undefined && !inside && !isPublic(literal))) refuse('channel.address', undefined, 'address');
  const { starts } = kinds[kind];
  if (starts.length > 0 && !inside && !starts.some((start) => url.href.startsWith(start) && url.href.length > start.length))
    refuse('channel.address_of', { start: starts[0] ?? '' }, 'address');
}

function assertSecret(kind: ChannelKind, secret: string | undefined): void {
  if (kind !== 'webhook') return;
  if (secret === undefined) refuse('channel.secret_needed', undefined, 'secret');
  if (!secret.startsWith(SECRET_PREFIX)) return;
  const rest = secret.slice(SECRET_PREFIX.length);
  const bytes = Buffer.from(rest, 'base64');
  if (bytes.length < 24 || bytes.length > 64 || bytes.toString('base64') !== rest) refuse('channel.secret_form', undefined, 'secret');
}
