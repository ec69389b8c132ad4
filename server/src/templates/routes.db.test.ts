import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer, root } from '../../../test/support/database.ts';
import { refuses } from '../../../test/support/refusals.ts';
import type { RunningServer } from '../running/server.ts';
import { readTemplate } from './read-template.ts';
import { listTemplates } from './template.ts';

refuses('the routes of templates, of setting up and of repairs', [
  ['nobody', 'GET', '/templates', undefined, 401, 'signin.needed'],
  ['nobody', 'POST', '/apps', { key: 'a', template: 'opportunity' }, 401, 'signin.needed'],
  ['sales', 'POST', '/apps', { key: 'a', template: 'opportunity' }, 403, 'denied.installation'],
  ['admin', 'POST', '/apps', { key: 'a' }, 422, 'body.shape', 'template'],
  ['admin', 'POST', '/apps', { key: 'A', template: 'opportunity' }, 422, 'app.key', 'key'],
  ['admin', 'POST', '/apps', { key: 'a', template: 'nothing' }, 404, 'unknown.template', 'template'],
  ['admin', 'POST', '/apps', { key: 'a', template: '../opportunity' }, 404, 'unknown.template', 'template'],
  ['admin', 'POST', '/apps', { key: 'a', template: 'opportunity', name: { en: 'A' } }, 422, 'body.shape', 'name.zh-CN'],
  ['nobody', 'POST', '/setup', {}, 422, 'body.shape', 'token'],
  [
    'nobody',
    'POST',
    '/setup',
    { token: 'guessed', company: 'C', name: 'N', email: 'n@c.example', password: 'long enough for anybody' },
    422,
    'setup.token',
    'token',
  ],
  ['sales', 'GET', '/apps/opportunity/repair', undefined, 403, 'denied.admin'],
  ['sales', 'POST', '/apps/opportunity/repair', {}, 403, 'denied.admin'],
  ['stranger', 'GET', '/apps/opportunity/repair', undefined, 404, 'unknown.app'],
  ['admin', 'POST', '/apps/opportunity/repair', { empty: 'all' }, 422, 'body.shape', 'empty'],
]);

describe('an app from a template', () => {
  let server: RunningServer;
  let close: () => Promise<void>;
  let admin: TestClient;
  beforeAll(async () => {
    ({ server, close } = await freshServer('demo'));
    admin = await clientFor(server, 'admin@demo.local');
  });
  afterAll(() => close?.());

  it('is one of those that lie there, each with its name', async () => {
    const { templates } = (await admin.get('/templates')).body;
    expect(templates).toEqual(listTemplates(server.templatesDir));
    expect(templates).toContainEqual(expect.objectContaining({ key: 'opportunity', hasSample: true }));
    expect(readTemplate(`${root}/templates`, 'opportunity').entities.map(({ key }) => key)).toContain('opportunity');
  });

  it('is empty, its maker its only member, under the name that was given and a key of its own', async () => {
    const name = { en: 'Second', 'zh-CN': '第二' };
    const made = await admin.send('POST', '/apps', { key: 'second', template: 'opportunity', name });
    expect([made.status, made.body.key]).toEqual([201, expect.stringMatching(/^second_[a-z0-9]{4}$/)]);
    const at = `/apps/${made.body.key}`;
    expect((await admin.get(`${at}/definition`)).body.app.name).toEqual(name);
    expect((await admin.get(`${at}/records/opportunity`, { count: 'true' })).body).toMatchObject({ records: [], count: 0 });
    expect((await admin.get(`${at}/members`)).body.members).toHaveLength(1);
    expect((await admin.get(`${at}/repair`)).body).toMatchObject({ drift: [] });
    const sales = await clientFor(server, 'sales@demo.local');
    expect((await sales.get(`${at}/definition`)).status).toBe(404);
  });

  it('has records and members from its sample where that is wished for', async () => {
    const made = await admin.send('POST', '/apps', { key: 'third', template: 'opportunity', sample: true });
    const at = `/apps/${made.body.key}`;
    expect(Number((await admin.get(`${at}/records/opportunity`, { count: 'true', limit: '1' })).body.count)).toBeGreaterThan(20);
    expect((await admin.get(`${at}/members`)).body.members.length).toBeGreaterThan(5);
    const sales = await clientFor(server, 'sales@demo.local');
    expect((await sales.get(`${at}/definition`)).body.role.key).toBe('sales');
  });
});
