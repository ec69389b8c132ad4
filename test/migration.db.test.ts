import { openServer, type RunningServer, trimOutboxes } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshDatabase, root, SECRET } from './support/database.ts';
import { foldDifferences } from './support/fold.ts';
import { storyDifferences } from './support/story.ts';

const APP = 'opportunity';
const records = `/apps/${APP}/records/opportunity`;
let url: string;
let drop: () => Promise<void>;
let server: RunningServer;
let admin: TestClient;
let made: { id: string }[] = [];

const open = async () => {
  server = await openServer({ databaseUrl: url, secret: SECRET, root, demo: true });
  admin = await clientFor(server, 'admin@demo.local');
};

/** Takes away what the version before did not have, and does to rows what it did without telling the ledger. */
const BEFORE = `
drop table app_${APP}._period;
drop table app_${APP}._passage;
drop table app_${APP}._outbox;
drop index app_${APP}.ledger_time;
alter table app_${APP}._ledger drop column actor_kind;
update app_${APP}._ledger set before = before - 'status_reason' - 'status_until', after = after - 'status_reason' - 'status_until';
alter table app_${APP}.opportunity drop column status_reason, drop column status_until;
update pipewright.version set tables = (select jsonb_agg(case when t->'columns' ? 'pipeline' then t #- '{columns,status_reason}' #- '{columns,status_until}' else t end order by n)
  from jsonb_array_elements(tables) with ordinality as e(t, n));
update pipewright.version set definition = (definition::jsonb #- '{entities,0,process,statuses}')::text;
update app_${APP}.opportunity set department = null where id in (select id from app_${APP}.opportunity where department is not null order by id limit 5);
update app_${APP}._ledger set before = before - 'pipeline' - 'stage' - 'status' - 'probability', after = after - 'pipeline' - 'stage' - 'status' - 'probability'
  where record in (select o.id from app_${APP}.opportunity o where o.status = 'open' and o.deleted_at is null
    and (select count(*) from app_${APP}._ledger l where l.record = o.id) = 1 order by o.id limit 4);
delete from pipewright.migration where number in (2, 27);`;

beforeAll(async () => {
  ({ url, drop } = await freshDatabase('demo'));
  await open();
  const page = (await admin.get(records, { limit: 40 })).body.records as { id: string; version: number; status: string }[];
  made = page;
  for (const [i, { id, version }] of page.entries()) {
    if (i % 4 === 0) await admin.send('DELETE', `${records}/${id}`);
    if (i % 8 === 0) await admin.send('POST', `${records}/${id}/restore`, { version: version + 1 });
    if (i % 4 === 1) await admin.send('PATCH', `${records}/${id}`, { version, values: { next_step: `step ${i}` } });
    if (i % 4 === 2) await admin.send('POST', `${records}/${id}/move`, { version, status: 'lost', values: { lost_reason: 'price' } });
    if (i % 4 === 3) await admin.send('PATCH', `${records}/${id}`, { version, values: { owner: null } });
  }
  const present = await server.pool.query(`select count(*)::int as n from information_schema.tables where table_schema = 'app_${APP}'`);
  expect(present.rows[0].n).toBeGreaterThan(4);
  await server.pool.query(BEFORE);
  await server.close();
});
afterAll(async () => {
  await server.close();
  await drop();
});

describe('an app of the version before', () => {
  it('opens with the periods that its ledger tells, and with entries for what was written without any', async () => {
    await open();
    const { rows } = await server.pool.query(
      `select (select count(*)::int from app_${APP}._period) as periods, (select count(*)::int from app_${APP}._ledger) as entries,
         (select count(*)::int from app_${APP}._ledger where actor_kind = 'system' and cause->>'by' = 'department') as departed,
         (select count(*)::int from app_${APP}._ledger where actor_kind = 'system' and cause->>'by' = 'publish') as placed,
         (select count(distinct kind)::int from app_${APP}._ledger) as kinds`,
    );
    console.log(`migration: ${JSON.stringify(rows[0])}`);
    expect(rows[0]).toMatchObject({ departed: 5, placed: 4 });
    expect(rows[0].entries).toBeGreaterThan(300);
    expect(rows[0].periods).toBeGreaterThan(200);
    expect(await storyDifferences(server.pool, APP)).toEqual([]);
    expect(await foldDifferences(server.pool, APP)).toEqual([]);
  });

  it('is written as any other, and goes on telling one story', async () => {
    const tally = { ok: 0, refused: 0 };
    for (const { id } of made) {
      const { body, status } = await admin.get(`${records}/${id}`);
      if (status !== 200) continue;
      const { version } = body;
      for (const answer of [
        await admin.send('PATCH', `${records}/${id}`, { version, values: { next_step: 'after' } }),
        await admin.send('POST', `${records}/${id}/move`, { version: version + 1, status: 'lost', values: { lost_reason: 'price' } }),
      ]) {
        expect(answer.status).toBeLessThan(500);
        tally[answer.status < 300 ? 'ok' : 'refused'] += 1;
      }
    }
    expect(tally.ok).toBeGreaterThan(20);
    expect(await storyDifferences(server.pool, APP)).toEqual([]);
    expect(await foldDifferences(server.pool, APP)).toEqual([]);
    const drift = await admin.send('POST', `/apps/${APP}/dry-run`, {});
    expect([drift.status, drift.body.issues]).toEqual([200, []]);
  });
});

describe('the outbox', () => {
  it('forgets after seven days what the ledger keeps, and nothing earlier', async () => {
    const rowsOf = async (table: string) =>
      Number((await server.pool.query(`select count(*)::int as n from app_${APP}.${table}`)).rows[0].n);
    const [before, ledger] = [await rowsOf('_outbox'), await rowsOf('_ledger')];
    const now = Date.now();
    expect(before).toBeGreaterThan(20);
    const days = (n: number) => new Date(now + n * 86_400_000).toISOString();
    expect(await trimOutboxes(server.pool, days(6.9))).toBe(0);
    await server.pool.query(
      `update app_${APP}._outbox set at = at - interval '1 day' where id in (select id from app_${APP}._outbox order by id limit 10)`,
    );
    expect(await trimOutboxes(server.pool, days(6.9))).toBe(10);
    expect(await rowsOf('_outbox')).toBe(before - 10);
    expect(await trimOutboxes(server.pool, days(7.1))).toBe(before - 10);
    expect([await rowsOf('_outbox'), await rowsOf('_ledger')]).toEqual([0, ledger]);
  });
});
