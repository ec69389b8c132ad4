import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, FORMAT_VERSION, type PartKind, updateField } from '@pipewright/definition';
import { log, newId, openServer, type RunningServer, readTemplate } from '@pipewright/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer, root, SECRET } from './support/database.ts';
import { inFormatZero, type Tally, viewInFormatZero } from './support/format-zero.ts';

vi.mock('../packages/definition/src/stored/upgrades.ts', async (original) => ({
  UPGRADES: { ...(await original<{ UPGRADES: object }>()).UPGRADES, 0: (await import('./support/format-zero.ts')).FROM_ZERO },
}));

const KINDS: readonly PartKind[] = [
  ...(['app', 'entity', 'field', 'option', 'section', 'view', 'constraint', 'process'] as const),
  ...(['pipeline', 'stage', 'gate', 'role', 'grant', 'report', 'dashboard'] as const),
];
const app = '/apps/opportunity';
let server: RunningServer;
let url: string;
let close: () => Promise<void>;
let admin: TestClient;
let original: App;

const stored = async (version: number): Promise<App> => {
  const { rows } = await server.pool.query('select definition from pipewright.version where app = $1 and version = $2', [
    'opportunity',
    version,
  ]);
  return JSON.parse(rows[0].definition);
};
const setVersion = (version: number, document: unknown) =>
  server.pool.query('update pipewright.version set definition = $2 where app = $3 and version = $1', [
    version,
    JSON.stringify(document),
    'opportunity',
  ]);
const setDraft = (document: unknown) =>
  server.pool.query('update pipewright.app set draft = $1, draft_revision = draft_revision + 1 where key = $2', [
    JSON.stringify(document),
    'opportunity',
  ]);

beforeAll(async () => {
  ({ server, url, close } = await freshServer('demo'));
  original = await stored(1);
  const tally: Tally = {};
  await setVersion(1, inFormatZero(original, tally));
  await setDraft(inFormatZero(original));
  expect(KINDS.filter((kind) => !tally[kind])).toEqual([]);
  console.log(
    `format 0: ${Object.entries(tally)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}`,
  );
  admin = await clientFor(server, 'admin@demo.local');
});
beforeEach(() => void vi.spyOn(log, 'error').mockImplementation(() => undefined));
afterAll(() => close());

describe('an app stored in an older format', () => {
  it('opens, lists, and gives its draft, in the format of today', async () => {
    expect((await stored(1)).formatVersion).toBe(0);
    expect((await admin.get('/apps')).body.apps).toMatchObject([{ key: 'opportunity', name: original.name, admin: true }]);
    expect((await admin.get(`${app}/definition`)).body.app).toEqual(original);
    expect((await admin.get(`${app}/records/opportunity`, { limit: 3 })).body.records).toHaveLength(3);
    const draft = (await admin.get(`${app}/draft`)).body;
    expect([draft.definition, draft.published]).toEqual([original, original]);
    expect((await admin.send('POST', `${app}/dry-run`, {})).body).toMatchObject({ issues: [], changes: [] });
  });

  it('is published, compared, and rolled back to; what is stored is of today', async () => {
    const { revision } = (await admin.get(`${app}/draft`)).body;
    expect((await admin.send('POST', `${app}/publish`, { base: 1, revision })).status).toBe(200);
    expect(await stored(2)).toEqual(original);
    const renamed = updateField(original, 'customer', 'notes', { name: { en: 'Remarks', 'zh-CN': '备注二' } });
    const saved = await admin.send('PUT', `${app}/draft`, { revision, definition: renamed });
    expect((await admin.send('POST', `${app}/publish`, { base: 2, revision: saved.body.revision })).body.version).toBe(3);
    expect((await admin.get(`${app}/versions/1/changes-to/2`)).body).toEqual({ changes: [] });
    expect((await admin.get(`${app}/versions/1/changes-to/3`)).body.changes).toMatchObject([
      { kind: 'changed', part: 'field', properties: ['name'] },
    ]);
    expect((await admin.get(`${app}/versions/1`)).body).toEqual(original);
    expect((await admin.send('POST', `${app}/versions/1/dry-run`, {})).body).toMatchObject({ issues: [], changes: [{ part: 'field' }] });
    expect((await admin.send('POST', `${app}/rollback`, { base: 3, version: 1 })).body.version).toBe(4);
    expect([await stored(4), (await stored(4)).formatVersion, (await stored(1)).formatVersion]).toEqual([original, FORMAT_VERSION, 0]);
    expect((await admin.get(`${app}/draft`)).body.definition).toEqual(original);
  });

  it('keeps the views that people made, each in the format it was made in', async () => {
    const [first] = original.entities;
    const view = first?.views[0];
    if (!first || !view) throw new Error('The template has no view');
    const { rows } = await server.pool.query<{ id: string }>(
      `select user_id as id from pipewright.person p join auth."user" u on u.id = p.user_id where u.email = 'admin@demo.local'`,
    );
    const insert = (id: string, definition: unknown, format: number) =>
      server.pool.query('insert into pipewright.saved_view (id, app, entity, owner, definition, format) values ($1, $2, $3, $4, $5, $6)', [
        id,
        'opportunity',
        first.key,
        rows[0]?.id,
        JSON.stringify(definition),
        format,
      ]);
    const [old, broken] = [newId(), newId()];
    await insert(old, viewInFormatZero(view), 0);
    await insert(broken, { nonsense: true }, 0);
    const fresh = (await admin.send('POST', `${app}/views`, { entity: first.key, view })).body.id;
    const { views } = (await admin.get(`${app}/views`)).body;
    expect(views).toEqual([
      { id: old, entity: first.key, view, mine: true },
      { id: fresh, entity: first.key, view, mine: true },
    ]);
  });

  it('is a template that can be used', () => {
    const dir = mkdtempSync(join(tmpdir(), 'pipewright-templates-'));
    mkdirSync(join(dir, 'old'));
    writeFileSync(join(dir, 'old', 'definition.json'), JSON.stringify(inFormatZero(original)));
    expect(readTemplate(dir, 'old')).toEqual(original);
    rmSync(dir, { recursive: true });
  });
});

describe('a version that cannot be read', () => {
  it('is a fault that names app, version and place, and touches no other app', async () => {
    const made = await admin.send('POST', '/apps', { key: 'other', template: 'opportunity' });
    expect([made.status, made.body.key]).toEqual([201, expect.stringMatching(/^other_[a-z2-9]{4}$/)]);
    await server.pool.query(`update pipewright.version set definition = $1 where app = $2`, [
      JSON.stringify({ ...original, timeZone: 5 }),
      made.body.key,
    ]);
    const again = await openServer({ databaseUrl: url, secret: SECRET, root, demo: true });
    try {
      const [en, zh] = [await clientFor(again, 'admin@demo.local'), await clientFor(again, 'admin@demo.local', 'zh-CN')];
      for (const client of [en, zh]) {
        for (const path of ['definition', 'records/customer', 'draft', 'versions/1']) {
          const { status, body } = await client.get(`/apps/${made.body.key}/${path}`);
          expect([status, body.issues.map((each: { code: string }) => each.code)]).toEqual([500, ['version.unreadable']]);
          for (const part of ['other', '1', 'timeZone']) expect(body.issues[0].message).toContain(part);
        }
        expect((await client.get('/apps')).body.apps).toHaveLength(2);
        expect((await client.get(`${app}/records/customer`)).status).toBe(200);
        expect((await client.get('/health')).status).toBe(200);
      }
      // Whoever runs the server hears of it as well.
      expect(JSON.stringify(vi.mocked(log.error).mock.calls)).toContain('version.unreadable');
    } finally {
      await again.close();
    }
  });

  it('can stand in the history of an app that works', async () => {
    await setVersion(2, { formatVersion: 77 });
    expect((await admin.get(`${app}/versions/2`)).body.issues[0]).toMatchObject({ code: 'version.unreadable' });
    expect((await admin.send('POST', `${app}/rollback`, { base: 4, version: 2 })).body.issues[0]).toMatchObject({
      code: 'version.unreadable',
    });
    expect((await admin.get(`${app}/versions`)).body.versions).toHaveLength(4);
    const list = await admin.get(`${app}/records/customer`);
    expect(list.status).toBe(200);
    // The time line of a record does without the names of that time.
    const [first] = list.body.records;
    await server.pool.query('update app_opportunity._ledger set definition_version = 2 where record = $1', [first.id]);
    expect((await admin.get(`${app}/records/customer/${first.id}/history`)).body.entries.length).toBeGreaterThan(0);
  });
});

describe('the platform schema', () => {
  it('fills what stands beside a definition for versions that were there before', async () => {
    const look = async () => (await server.pool.query('select app, version, name, admin_roles from pipewright.version order by 1, 2')).rows;
    await setVersion(1, original);
    await setVersion(2, original);
    const before = await look();
    await server.pool.query(`alter table pipewright.version drop column name, drop column admin_roles`);
    await server.pool.query(`alter table pipewright.saved_view drop column format`);
    await server.pool.query('delete from pipewright.migration where number = 3');
    await (await openServer({ databaseUrl: url, secret: SECRET, root, demo: true })).close();
    expect(await look()).toEqual(before);
    expect(before.length).toBe(5);
    expect((await server.pool.query('select distinct format from pipewright.saved_view')).rows).toEqual([{ format: 1 }]);
  });
});
