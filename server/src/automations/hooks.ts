import { randomBytes } from 'node:crypto';
import type { Arrival, ArrivalOutcome, Hook, Language } from '@pipewright/definition';
import { faults } from '@pipewright/definition';
import type { Issue, Value } from '@pipewright/logic';
import type { Fragment, Sight } from '@pipewright/sql';
import { sql } from 'kysely';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { seal, unseal } from '../deliveries/secret.ts';
import { SECRET_PREFIX } from '../deliveries/webhook.ts';
import { titlesOf } from '../door/names.ts';
import { newId } from '../ground/id.ts';
import { inWords } from './in-words.ts';

/** An address at which messages come in, and the secret of who may send them. */
export interface OpenHook {
  readonly id: string;
  readonly app: string;
  readonly automation: string;
  /** As it is kept. */
  readonly sealed: string;
  /** Undefined where the server has another secret of its own than when it was made. */
  readonly secret: string | undefined;
}

/** What came of one message. */
export interface Came {
  readonly outcome: ArrivalOutcome;
  readonly input: Readonly<Record<string, Value>>;
  readonly entity?: string;
  readonly record?: string;
  readonly run?: string;
  readonly issues?: readonly Issue[];
}

const BYTES = 32;
const SHOWN = 20;
const placeOf = (app: string, automation: string) => `hook ${app} ${automation}`;

/** Makes the address of an automation with a secret, or another secret for the address it has. */
export async function renewHook(
  db: Queryable,
  secret: string,
  app: string,
  automation: string,
  by: string,
): Promise<{ id: string; secret: string }> {
  const fresh = SECRET_PREFIX + randomBytes(BYTES).toString('base64');
  const { rows } = await db.query<{ id: string }>(
    `insert into pipewright.hook (id, app, automation, secret, made_by) values ($1, $2, $3, $4, $5)
     on conflict (app, automation) do update set secret = excluded.secret, made_by = excluded.made_by, at = now(), denied_at = null returning id::text`,
    [newId(), app, automation, seal(secret, placeOf(app, automation), fresh), by],
  );
  return { id: rows[0]?.id ?? '', secret: fresh };
}

/** Ends the address of an automation; what came to it is forgotten. */
export async function endHook(db: Queryable, app: string, automation: string): Promise<void> {
  await db.query('delete from pipewright.hook where app = $1 and automation = $2', [app, automation]);
}

/** The hook of an id with its secret; undefined where there is none. */
export async function openHook(db: Queryable, secret: string, id: string): Promise<OpenHook | undefined> {
  const { rows } = await db.query<Omit<OpenHook, 'secret'>>(
    'select id::text, app, automation, secret as sealed from pipewright.hook where id = $1',
    [id],
  );
  const [found] = rows;
  return found && { ...found, secret: unseal(secret, placeOf(found.app, found.automation), found.sealed) };
}

/** Notes that somebody came without the secret, at the most every few seconds. */
export async function noteDenied(db: Queryable, id: string): Promise<void> {
  await db.query(
    `update pipewright.hook set denied_at = now() where id = $1 and (denied_at is null or denied_at < now() - interval '10 seconds')`,
    [id],
  );
}

/** Holds a hook until the transaction ends, so that its messages are taken one after the other. False where its secret is another one by now, or it is gone. */
export async function holdHook(db: Queryable, { id, sealed }: OpenHook): Promise<boolean> {
  const { rowCount } = await db.query('select from pipewright.hook where id = $1 and secret = $2 for update', [id, sealed]);
  return rowCount === 1;
}

/** True for a message that was taken before. */
export async function isTaken(db: Queryable, hook: string, message: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from pipewright.hook_arrival where hook = $1 and message = $2 and outcome in ('begun', 'kept')`,
    [hook, message],
  );
  return rowCount === 1;
}

/** Writes down what came of a message. Each takes a few old ones away, so that they never add up: a message is known for a month, far longer than anybody sends it again. */
export async function keepArrival(db: Queryable, hook: string, message: string | null, came: Came): Promise<void> {
  await db.query(
    `with old as (delete from pipewright.hook_arrival where id in (select id from pipewright.hook_arrival where hook = $2 and at < now() - interval '30 days' order by id limit 100))
     insert into pipewright.hook_arrival (id, hook, message, outcome, entity, record, run, input, issues) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[newId(), hook, message, came.outcome, came.entity ?? null, came.record ?? null, came.run ?? null],
      ...[JSON.stringify(came.input), JSON.stringify(came.issues ?? [])],
    ],
  );
}

/** The messages that are shown of an automation, the last ones that came to it, as a subselect with their outcomes. */
export function lastArrivals(app: string, automation: Fragment): Fragment {
  return sql`select outcome from pipewright.hook_arrival
    where hook = (select h.id from pipewright.hook h where h.app = ${app}::text and h.automation = ${automation}) order by id desc limit ${SHOWN}::int`;
}

interface ArrivalRow {
  readonly id: string;
  readonly at: string;
  readonly outcome: ArrivalOutcome;
  readonly entity: string | null;
  readonly record: string | null;
  readonly input: Readonly<Record<string, unknown>>;
  readonly issues: readonly Issue[];
}

/** The address of an automation with what last came to it, told to a person in a language. */
export async function readHook(
  db: Queryable,
  view: Sight,
  app: string,
  automation: string,
  about: string,
  language: Language,
): Promise<Hook> {
  const found = await db.query<NonNullable<Hook['hook']>>(
    `select h.id::text, p.name as by, ${instantSql('h.at')} as at, ${instantSql('h.denied_at')} as "deniedAt"
     from pipewright.hook h left join pipewright.person p on p.user_id = h.made_by where h.app = $1 and h.automation = $2`,
    [app, automation],
  );
  const [hook = null] = found.rows;
  if (!hook) return { hook, arrivals: [] };
  const { rows } = await db.query<ArrivalRow>(
    `select id::text, ${instantSql('at')} as at, outcome, entity, record::text, input, issues from pipewright.hook_arrival a where hook = $1 order by a.id desc limit ${SHOWN}`,
    [hook.id],
  );
  const titles = await titlesOf(db, view, rows);
  const arrivals = rows.map(({ id, at, outcome, entity, record, input, issues }): Arrival => {
    const named = entity === null || record === null ? null : { entity, id: record, title: titles[record] ?? null };
    const spoken = faults(issues, language).map(({ message }) => message);
    return { id, at, outcome, record: named, input: inWords(view.app, about, input, language), faults: spoken };
  });
  return { hook, arrivals };
}

/** What messages said that began runs, by run. */
export async function inputsOf(db: Queryable, runs: readonly string[]): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const { rows } = await db.query<{ run: string; input: Readonly<Record<string, unknown>> }>(
    'select run::text, input from pipewright.hook_arrival where run = any($1::uuid[])',
    [runs],
  );
  return new Map(rows.map(({ run, input }) => [run, input]));
}
