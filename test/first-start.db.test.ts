import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '@pipewright/server';
import { describe, expect, it } from 'vitest';
import { Running } from './support/running.ts';

/** First starts that are killed in this run, at points that chance chooses: while the cluster, the platform or the demo is made. */
const STARTS = Math.max(1, Math.round(Number(process.env.KILLS ?? 6) / 12));
const LONGEST_MS = 5000;

// The embedded database is made and killed, whatever the others run on; once is enough.
describe.skipIf(process.env.DATABASE_URL)(`${STARTS} first starts that are killed`, () => {
  it(
    'leave nothing that the next start does not put right',
    async () => {
      for (let n = 0; n < STARTS; n += 1) {
        const product = new Running();
        const after = Math.round(200 + Math.random() * LONGEST_MS);
        await product.start();
        await sleep(after);
        const { server } = product;
        product.kill('supervisor');
        if (server) process.kill(server, 'SIGKILL');
        if (n % 2 === 0) product.kill('database');
        await product.start();
        await product.healthy();
        const pool = openPool(product.database?.url ?? '', { max: 1 });
        const { rows } = await pool.query('select count(*)::int as n from app_opportunity.opportunity');
        await pool.end();
        console.log(`first start: killed after ${after} ms`);
        expect(rows[0].n).toBe(2200);
        await product.close();
      }
    },
    60_000 + STARTS * 60_000,
  );
});
