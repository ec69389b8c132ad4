import { type App, addEntity, addField, updateField } from '@pipewright/definition';
import { publish } from '@pipewright/server';
import { describe, expect, it } from 'vitest';
import { openDemo } from './support/demo.ts';

const KEY = 'opportunity';
const demo = openDemo();

const definition = async (): Promise<App> => (await demo.admin.get(`/apps/${KEY}/definition`)).body.app;
const named = { en: 'Import', 'zh-CN': '进口' };

/** Turns the entity `zz_entity` of a published app into one called `import`, as it could be published before that was reserved. */
async function renameAsOnce(): Promise<void> {
  const { rows } = await demo.server.pool.query<{ name: string }>(
    `select indexname as name from pg_indexes where schemaname = 'app_${KEY}' and tablename = 'zz_entity' and indexname like '%zz_entity%'`,
  );
  for (const { name } of rows)
    await demo.server.pool.query(`alter index app_${KEY}."${name}" rename to "${name.replace('zz_entity', 'import')}"`);
  await demo.server.pool.query(`alter table app_${KEY}.zz_entity rename to import`);
  await demo.server.pool.query(
    `update pipewright.version set definition = replace(definition, 'zz_entity', 'import'), tables = replace(tables::text, 'zz_entity', 'import')::jsonb where app = $1`,
    [KEY],
  );
}

describe('an entity whose key is a word of an address', () => {
  it('is refused where it is new, by the draft and by the publish', async () => {
    const app = addEntity(await definition(), 'import', named);
    const { revision } = (await demo.admin.get(`/apps/${KEY}/draft`)).body;
    const { issues } = (await demo.admin.send('PUT', `/apps/${KEY}/draft`, { revision, definition: app })).body;
    expect(issues.map((each: { code: string }) => each.code)).toEqual(['key.reserved_entity']);
    await expect(publish(demo.server.pool, { key: KEY, document: app, base: 1, by: null })).rejects.toMatchObject({
      issues: [{ code: 'key.reserved_entity' }],
    });
  });

  it('goes on working where it was published before: it is read, written, published and rolled back', async () => {
    await publish(demo.server.pool, { key: KEY, document: addEntity(await definition(), 'zz_entity', named), base: 1, by: null });
    await renameAsOnce();
    const app = await definition();
    expect(app.entities.at(-1)?.key).toBe('import');
    const entity = app.entities.at(-1);
    const made = await demo.admin.send('POST', `/apps/${KEY}/records/import`, { values: { [entity?.title ?? '']: 'one' } });
    expect([made.status, (await demo.admin.get(`/apps/${KEY}/records/import`)).body.records]).toEqual([
      201,
      [expect.objectContaining({ id: made.body.id })],
    ]);
    const changed = updateField(app, 'import', entity?.title ?? '', { name: { en: 'Title again', 'zh-CN': '标题' } });
    expect((await publish(demo.server.pool, { key: KEY, document: changed, base: 2, by: null })).version).toBe(3);
    expect((await demo.admin.send('POST', `/apps/${KEY}/rollback`, { base: 3, version: 2 })).body.version).toBe(4);
    expect((await demo.admin.get(`/apps/${KEY}/repair`)).body.drift).toEqual([]);
  });
});

/** Keys that our statements, or SQL itself, use as words of their own. */
const WORDS = [
  [...'abcdefghijklmnopqrstuvwxyz'],
  ['q', 'select', 'from', 'where', 'order', 'group', 'rows', 'ledger', 'count', 'values', 'new', 'old', 'excluded', 'record', 'known'],
  [
    'q',
    'n',
    'current',
    'written',
    'noted',
    'held',
    'page',
    'counted',
    'part',
    'place',
    'made',
    'kind',
    'actor',
    'cause',
    'limit',
    'null',
    'table',
  ],
];

describe('a field whose key is a word of our statements', () => {
  it.each(WORDS.map((keys, i) => ({ keys, i })))(
    'is stored, listed, named, counted, related, searched and told like any other: $keys',
    async ({ keys, i }) => {
      const [words, aim] = [`words_${i}`, `aim${i}`];
      const word = (key: string) => ({ en: `Field ${key}`, 'zh-CN': `字段 ${key}` });
      const before = await definition();
      const { version } = (await demo.admin.get(`/apps/${KEY}/draft`)).body;
      let app = addEntity(addEntity(before, words, word('words')), aim, word('other'));
      const other = app.entities.at(-1)?.title ?? '';
      for (const key of keys) if (key !== 'q') app = addField(app, words, { key, type: 'text', name: word(key) });
      app = addField(app, words, { key: 'q', type: 'reference', target: aim, name: word('q') });
      for (const key of ['n', 'f', 'v']) app = addField(app, aim, { key, type: 'text', name: word(key) });
      await publish(demo.server.pool, { key: KEY, document: app, base: version, by: null });
      demo.server.callers.forget();
      const base = `/apps/${KEY}/records`;
      const target = (await demo.admin.send('POST', `${base}/${aim}`, { values: { [other]: 'target', n: 'nn', f: 'ff', v: 'vv' } })).body;
      const title = app.entities.at(-2)?.title ?? '';
      const values = { ...Object.fromEntries(keys.map((key) => [key, `is ${key}`])), [title]: 'words', q: target.id };
      const [expand, last] = ['q,owner', keys.at(-1) as string];
      const made = await demo.admin.send('POST', `${base}/${words}?expand=${expand}`, { values });
      expect([made.status, made.body]).toMatchObject([201, { ...values, $names: { q: 'target' } }]);
      const at = `${base}/${words}/${made.body.id}`;
      const patched = await demo.admin.send('PATCH', `${at}?expand=${expand}`, { version: 1, values: { [last]: 'changed' } });
      expect(patched.body).toMatchObject({ ...values, [last]: 'changed', version: 2, $names: { q: 'target' } });
      expect((await demo.admin.get(at, { expand })).text).toBe(patched.text);
      const question = { filter: { '==': [{ var: last }, 'changed'] }, sort: `${last},-q`, search: 'words', count: 'true', expand };
      const list = (await demo.admin.get(`${base}/${words}`, question)).body;
      expect(list).toMatchObject({
        count: 1,
        records: [JSON.parse(JSON.stringify({ ...patched.body, $far: undefined, $may: undefined }))],
      });
      const related = (await demo.admin.get(`${base}/${aim}/${target.id}`, { include: [{ entity: words, by: 'q', expand: ['q'] }] })).body;
      expect(related).toMatchObject({
        n: 'nn',
        f: 'ff',
        v: 'vv',
        $related: { [`${words}.q`]: { records: [{ ...values, [last]: 'changed' }], next: null } },
      });
      const { entries } = (await demo.admin.get(`${at}/history`)).body;
      expect(entries.map((each: { after: object }) => Object.keys(each.after).length)).toEqual([1, keys.length + 3]);
    },
  );
});
