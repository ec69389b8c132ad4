import { type App, addEntity, updateField } from '@pipewright/definition';
import { publish, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

const KEY = 'opportunity';
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
});
afterAll(() => close());

const definition = async (): Promise<App> => (await admin.get(`/apps/${KEY}/definition`)).body.app;
const named = { en: 'Import', 'zh-CN': '进口' };

/** Turns the entity `zz_entity` of a published app into one called `import`, as it could be published before that was reserved. */
async function renameAsOnce(): Promise<void> {
  const { rows } = await server.pool.query<{ name: string }>(
    `select indexname as name from pg_indexes where schemaname = 'app_${KEY}' and tablename = 'zz_entity' and indexname like '%zz_entity%'`,
  );
  for (const { name } of rows)
    await server.pool.query(`alter index app_${KEY}."${name}" rename to "${name.replace('zz_entity', 'import')}"`);
  await server.pool.query(`alter table app_${KEY}.zz_entity rename to import`);
  await server.pool.query(
    `update pipewright.version set definition = replace(definition, 'zz_entity', 'import'), tables = replace(tables::text, 'zz_entity', 'import')::jsonb where app = $1`,
    [KEY],
  );
}

describe('an entity whose key is a word of an address', () => {
  it('is refused where it is new, by the draft and by the publish', async () => {
    const app = addEntity(await definition(), 'import', named);
    const { revision } = (await admin.get(`/apps/${KEY}/draft`)).body;
    const { issues } = (await admin.send('PUT', `/apps/${KEY}/draft`, { revision, definition: app })).body;
    expect(issues.map((each: { code: string }) => each.code)).toEqual(['key.reserved_entity']);
    await expect(publish(server.pool, { key: KEY, document: app, base: 1, by: null })).rejects.toMatchObject({
      issues: [{ code: 'key.reserved_entity' }],
    });
  });

  it('goes on working where it was published before: it is read, written, published and rolled back', async () => {
    await publish(server.pool, { key: KEY, document: addEntity(await definition(), 'zz_entity', named), base: 1, by: null });
    await renameAsOnce();
    const app = await definition();
    expect(app.entities.at(-1)?.key).toBe('import');
    const entity = app.entities.at(-1);
    const made = await admin.send('POST', `/apps/${KEY}/records/import`, { values: { [entity?.title ?? '']: 'one' } });
    expect([made.status, (await admin.get(`/apps/${KEY}/records/import`)).body.records]).toEqual([
      201,
      [expect.objectContaining({ id: made.body.id })],
    ]);
    const changed = updateField(app, 'import', entity?.title ?? '', { name: { en: 'Title again', 'zh-CN': '标题' } });
    expect((await publish(server.pool, { key: KEY, document: changed, base: 2, by: null })).version).toBe(3);
    expect((await admin.send('POST', `/apps/${KEY}/rollback`, { base: 3, version: 2 })).body.version).toBe(4);
    expect((await admin.get(`/apps/${KEY}/repair`)).body.drift).toEqual([]);
  });
});
