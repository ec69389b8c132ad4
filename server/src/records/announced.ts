import type { PoolClient } from 'pg';
import { PG, pgError } from '../db/error.ts';
import { transaction } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import type { AppEvent } from '../events/gathered.ts';

const ATTEMPTS = 3;

/**
 * Runs work in a transaction and tells open screens what it changed once it is committed, never before. Work that the database gave up because two
 * transactions waited for each other is done again.
 */
export async function announced<T>(
  { pool, events }: Pick<Server, 'pool' | 'events'>,
  work: (db: PoolClient, announce: (event: AppEvent) => void) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const held: AppEvent[] = [];
    try {
      const result = await transaction(pool, (client) => work(client, (event) => held.push(event)));
      for (const event of held) events.announce(event);
      return result;
    } catch (error) {
      if (pgError(error)?.code !== PG.deadlock || attempt >= ATTEMPTS) throw error;
    }
  }
}
