import type { PoolClient } from 'pg';
import { transaction } from '../db/pool.ts';
import type { AppEvent } from '../events/events.ts';
import type { Server } from '../http/env.ts';

/** Runs work in a transaction and tells open screens what it changed once it is committed, never before. */
export async function announced<T>(
  { pool, events }: Pick<Server, 'pool' | 'events'>,
  work: (db: PoolClient, announce: (event: AppEvent) => void) => Promise<T>,
): Promise<T> {
  const held: AppEvent[] = [];
  const result = await transaction(pool, (client) => work(client, (event) => held.push(event)));
  for (const event of held) events.announce(event);
  return result;
}
