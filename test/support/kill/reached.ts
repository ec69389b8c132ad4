import { setTimeout as sleep } from 'node:timers/promises';
import { openPool, type Pool } from '@pipewright/server';
import type { Running } from '../running.ts';

/** A pool of the product's database, once that answers. */
export async function reached(product: Running): Promise<Pool> {
  for (;;) {
    const pool = openPool(product.database?.url ?? '', { max: 2 });
    if (await pool.query('select').catch(() => undefined)) return pool;
    await pool.end();
    await sleep(50);
  }
}
