import { openServer } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, root, SECRET } from '../../../test/support/database.ts';
import { migrations } from '../db/migrations.ts';

const NUMBER = 29;
let url: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ url, drop } = await freshDatabase('demo'));
});
afterAll(() => drop());

const open = () => openServer({ databaseUrl: url, secret: SECRET, root, demo: true });

it('gives apps that exist the index by which old runs are found', async () => {
  expect(migrations.map(({ number }) => number)).toContain(NUMBER);
  const before = await open();
  await before.pool.query(`drop index app_opportunity.run_ended; delete from pipewright.migration where number = ${NUMBER}`);
  await before.close();
  const after = await open();
  try {
    const { rows } = await after.pool.query(
      "select indexdef from pg_indexes where schemaname = 'app_opportunity' and indexname = 'run_ended'",
    );
    expect(rows).toEqual([
      { indexdef: 'CREATE INDEX run_ended ON app_opportunity._run USING btree (ended_at, id) WHERE (ended_at IS NOT NULL)' },
    ]);
  } finally {
    await after.close();
  }
});
