import { type App, addField, editEntity } from '@pipewright/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import type { RunningServer } from '../running/server.ts';
import { tidyIndexes } from './later-index.ts';

const at = '/apps/opportunity';
const label = (text: string) => ({ en: text, 'zh-CN': text });

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  expect(await publish((app) => ['a', 'b', 'c', 'd'].reduce(withField, app))).toBe(200);
  await server.afterwards.settled();
}, 120_000);
afterAll(() => close?.());

const withField = (app: App, key: string) => addField(app, 'customer', { key: `later_${key}`, type: 'text', name: label(key) });
const sorted = (app: App, key: string) =>
  editEntity(app, 'customer', (entity) => ({
    ...entity,
    views: [...entity.views, { key: `by_${key}`, name: label(key), columns: ['name'], sort: `later_${key}` }],
  }));

/** Publishes a change as an administrator does; answers the status. */
async function publish(change: (app: App) => App): Promise<number> {
  const { definition, revision, version } = (await admin.get(`${at}/draft`)).body;
  const saved = await admin.send('PUT', `${at}/draft`, { revision, definition: change(definition) });
  return (await admin.send('POST', `${at}/publish`, { base: version, revision: saved.body.revision })).status;
}

/** Which of our indexes stand, and can be used. */
async function indexed(): Promise<string[]> {
  const { rows } = await server.pool.query<{ key: string }>(
    `select substring(c.relname from 'later_([a-d])') as key from pg_index i join pg_class c on c.oid = i.indexrelid
     where c.relname like 'i_customer_later%' and i.indisvalid order by 1`,
  );
  return rows.map(({ key }) => key);
}

/** Somebody with an old view of the data, for whom an index that is built has to wait; no table is held. */
async function lookingBack(work: () => Promise<void>): Promise<void> {
  const client = await server.pool.connect();
  await client.query('begin isolation level repeatable read');
  await client.query('select pg_current_snapshot()');
  try {
    await work();
  } finally {
    await client.query('commit');
    client.release();
  }
}

describe('the indexes of a published version', () => {
  it('do not keep the answer waiting, and come after it', async () => {
    await lookingBack(async () => {
      expect(await publish((app) => sorted(app, 'a'))).toBe(200);
      expect(await indexed()).toEqual([]);
      expect((await admin.get(`${at}/records/customer`, { sort: 'later_a', limit: 1 })).status).toBe(200);
    });
    await server.afterwards.settled();
    expect(await indexed()).toEqual(['a']);
    expect((await admin.get(`${at}/repair`)).body.drift).toEqual([]);
  });

  it('make room for the next publish, which needs the table, and are built after it', async () => {
    await lookingBack(async () => {
      expect(await publish((app) => sorted(app, 'b'))).toBe(200);
      expect(await publish((app) => withField(app, 'e'))).toBe(200);
      expect(await indexed()).toEqual(['a']);
    });
    await server.afterwards.settled();
    expect(await indexed()).toEqual(['a', 'b']);
    expect((await admin.get(`${at}/repair`)).body.drift).toEqual([]);
  });

  it('are built on where the next publish is refused', async () => {
    await lookingBack(async () => {
      expect(await publish((app) => sorted(app, 'c'))).toBe(200);
      expect((await admin.send('POST', `${at}/rollback`, { base: 1, version: 1 })).body.issues[0].code).toBe('publish.conflict');
    });
    await server.afterwards.settled();
    expect(await indexed()).toEqual(['a', 'b', 'c']);
  });

  it('are built at the next start where they are those of a newer build: of what a day begins with', async () => {
    const ofToday = ['updated_by_updated_at', 'status_next_step_on', 'status_stage_since'].map(
      (columns) => `i_opportunity_${columns}_id_btree`,
    );
    const standing = async () =>
      (await server.pool.query("select 1 from pg_indexes where schemaname = 'app_opportunity' and indexname = any($1)", [ofToday]))
        .rowCount;
    expect(await standing()).toBe(3);
    for (const name of ofToday) await server.pool.query(`drop index app_opportunity.${name}`);
    expect(await standing()).toBe(0);
    await tidyIndexes(server.pool, new AbortController().signal);
    expect(await standing()).toBe(3);
  });

  it('are built at the next start where the server stopped meanwhile', async () => {
    await lookingBack(async () => {
      expect(await publish((app) => sorted(app, 'd'))).toBe(200);
      await server.afterwards.stop();
      expect(await indexed()).toEqual(['a', 'b', 'c']);
      const { rows } = await server.pool.query(
        `select count(*)::int as n from pg_stat_activity where query ~* '^create index concurrently' and state = 'active'`,
      );
      expect(rows[0].n).toBe(0);
    });
    await tidyIndexes(server.pool, new AbortController().signal);
    expect(await indexed()).toEqual(['a', 'b', 'c', 'd']);
    expect((await admin.get(`${at}/repair`)).body.drift).toEqual([]);
  });
});
