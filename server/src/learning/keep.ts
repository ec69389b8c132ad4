import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { type WorkApp, workApps } from '../automations/apps.ts';
import { basisOf, hearAnew, learnedOf } from '../chance/learned.ts';
import { databaseNow, type Queryable, rows, transaction } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { log } from '../log/log.ts';
import type { ReadyEntity } from '../published/published.ts';
import { endChances } from './end.ts';
import { learnChance } from './learn.ts';
import { spreadChances } from './spread.ts';

type Work = Pick<Server, 'pool' | 'events' | 'apps'>;

const LOOK_MS = 60_000;
const DAY_MS = 86_400_000;

/** What is kept of what was learned, as far as it says what is to be done. */
interface Kept {
  readonly basis: string;
  readonly old: boolean;
  /** True while a write may still go by what was learned before. */
  readonly recent: boolean;
  readonly number: number;
  readonly spread: number;
}

async function keptOf(db: Queryable, app: string, entity: string, now: string): Promise<Kept | undefined> {
  const lately = new Date(Date.parse(now) - 2 * LOOK_MS).toISOString();
  const before = new Date(Date.parse(now) - DAY_MS).toISOString();
  const [found] = await rows<Kept>(
    db,
    compileSql(
      sql`select basis, learned_at <= ${before}::timestamptz as old, learned_at > ${lately}::timestamptz as recent, number, spread from pipewright.chance where app = ${app} and entity = ${entity}`,
    ),
  );
  return found;
}

/**
 * Learns anew for an entity where nothing was learned for a day, or by another definition, and tells all that is not closed. Any number of servers may
 * do it at any time, and be killed at it: where another one learns, nothing is done, and what was not finished is done by the next.
 */
export async function keepChances(server: Work, { published }: WorkApp, ready: ReadyEntity, now: string): Promise<void> {
  const { app, key } = published;
  const entity = ready.entity.key;
  const basis = basisOf(app, ready.entity);
  await transaction(server.pool, async (db) => {
    const [held] = await rows<{ mine: boolean }>(
      db,
      compileSql(sql`select pg_try_advisory_xact_lock(hashtextextended(${`chance ${key} ${entity}`}, 0)) as mine`),
    );
    const kept = held?.mine ? await keptOf(db, key, entity, now) : undefined;
    if (held?.mine && (!kept || kept.old || kept.basis !== basis)) await learnChance(db, published, ready.prepared, now);
  });
  hearAnew(key, entity);
  const kept = await keptOf(server.pool, key, entity, now);
  const learned = await learnedOf(server.pool, key, entity, basis);
  if (!kept || !learned || learned.number !== kept.number) return;
  const all = kept.recent || kept.spread !== learned.number;
  const { changed } = await spreadChances(server.pool, published, ready.prepared, learned, all);
  if (all)
    await rows(
      server.pool,
      compileSql(
        sql`update pipewright.chance set spread = ${learned.number}::integer where app = ${key} and entity = ${entity} and number = ${learned.number}::integer`,
      ),
    );
  if (changed > 0) server.events.announce({ app: key, entity });
}

/** Keeps all probabilities of the installation as own history tells them. */
export async function keepAllChances(server: Work, now: () => Promise<string> = () => databaseNow(server.pool)): Promise<void> {
  for (const app of await workApps(server, server.pool)) {
    for (const entity of await endChances(server.pool, app)) server.events.announce({ app: app.published.key, entity });
    for (const { key, process, retired } of app.published.app.entities) {
      const ready = process?.chance && !retired ? app.published.entity(key) : undefined;
      if (ready) await keepChances(server, app, ready, await now());
    }
  }
}

/** Keeps probabilities from minute to minute, once it is started. */
export class ChanceWorker {
  readonly #server: Work;
  #timer: NodeJS.Timeout | undefined;
  #going: Promise<void> | undefined;

  constructor(server: Work) {
    this.#server = server;
  }

  /** Begins to look. */
  start(): void {
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
  }

  #look(): void {
    this.#going ??= keepAllChances(this.#server)
      .catch((error: unknown) => log.error({ err: error }, 'Probabilities could not be worked out.'))
      .finally(() => {
        this.#going = undefined;
      });
  }

  /** Ends; what is under way is finished first. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#going;
  }
}
