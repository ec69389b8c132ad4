import { type App, addField } from '@pipewright/definition';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { STANDARD } from './support/standard.ts';
import { statementsOf } from './support/statements.ts';

const app = '/apps/opportunity';
const records = `${app}/records/opportunity`;
const named = 'expand=customer,owner,decision_maker';
let server: RunningServer;
let close: () => Promise<void>;
let ground: Record<string, unknown>;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  const sales = await clientFor(server, 'sales@demo.local');
  const contact = (await sales.get(`${app}/records/contact`, { limit: 1, filter: STANDARD })).body.records[0];
  ground = {
    ...{ name: 'answered', customer: contact.customer, decision_maker: contact.id, opportunity_type: 'new', amount: '1200.50' },
    ...{ expected_close: '2031-12-31', pain_point: '痛点', next_step: '拜访', budget_confirmed: true },
  };
});
afterAll(() => close());

/** Makes, changes, moves, deletes and restores a record, and gives each answer with what a reading says right after it. */
async function lifeOf(person: TestClient): Promise<{ what: string; answer: Answer; read: Answer }[]> {
  const made = await person.send('POST', `${records}?${named}`, { values: ground });
  const { id } = made.body;
  const at = `${records}/${id}`;
  const life: { what: string; answer: Answer; read: Answer }[] = [];
  const note = async (what: string, answer: Answer, deleted = false) => {
    const read = await person.get(`${at}?${named}${deleted ? '&deleted=true' : ''}`);
    life.push({ what, answer, read });
  };
  await note('create', made);
  await note('patch', await person.send('PATCH', `${at}?${named}`, { version: 1, values: { next_step_on: '2031-01-02', amount: '99' } }));
  await note('move', await person.send('POST', `${at}/move?${named}`, { version: 2, stage: 'requirements' }));
  await note('lose', await person.send('POST', `${at}/move?${named}`, { version: 3, status: 'lost', values: { lost_reason: 'price' } }));
  await note('delete', await person.send('DELETE', `${at}?version=4&${named}`), true);
  await note('restore', await person.send('POST', `${at}/restore?${named}`, { version: 5 }));
  return life;
}

describe('what a write answers', () => {
  it.each(['sales@demo.local', 'manager@demo.local', 'admin@demo.local'])(
    'is what a reading would say, byte for byte: %s',
    async (email) => {
      const life = await lifeOf(await clientFor(server, email));
      for (const { what, answer, read } of life.filter(({ answer }) => answer.status < 300)) {
        expect([what, read.status]).toEqual([what, 200]);
        expect([what, answer.text]).toEqual([what, read.text]);
        expect(answer.body.$names).toMatchObject({ customer: expect.any(String), decision_maker: expect.any(String) });
      }
      const done = life.flatMap(({ what, answer }) => (answer.status < 300 ? [what] : []));
      expect(done).toEqual(['create', 'patch', 'move', 'lose', ...(email.startsWith('sales') ? [] : ['delete', 'restore'])]);
    },
  );

  it('costs few statements: two, or one where nothing stored is needed to judge it; more where a stage makes tasks and is held', async () => {
    const person = await clientFor(server, 'sales@demo.local');
    await person.get('/me');
    const { id } = (await person.send('POST', records, { values: ground })).body;
    const counts = async (work: () => Promise<Answer>) => {
      let status = 0;
      const texts = await statementsOf(async () => {
        status = (await work()).status;
      });
      return [status, texts.length];
    };
    expect(await counts(() => person.send('POST', `${records}?${named}`, { values: ground }))).toEqual([201, 13]);
    expect(await counts(() => person.send('PATCH', `${records}/${id}?${named}`, { version: 1, values: { amount: '7' } }))).toEqual([
      200, 2,
    ]);
    expect(await counts(() => person.send('POST', `${records}/${id}/move`, { version: 2, stage: 'requirements' }))).toEqual([200, 14]);
    expect(await counts(() => person.get(`${records}/${id}?${named}`))).toEqual([200, 1]);
  });

  it('says no more than id and version of a record that is out of sight from then on', async () => {
    const admin = await clientFor(server, 'admin@demo.local');
    const person = await clientFor(server, 'sales@demo.local');
    const me = (await person.get('/me')).body.user;
    const other = (await admin.get('/people')).body.people.find((each: { id: string }) => each.id !== me).id;
    const { id } = (await person.send('POST', records, { values: ground })).body;
    const given = await person.send('PATCH', `${records}/${id}`, { version: 1, values: { owner: other } });
    if (given.status === 200) expect(given.body).toEqual({ id, version: 2 });
    else expect(given.status).toBe(403);
    const byAdmin = await admin.send('PATCH', `${records}/${id}`, { version: given.status === 200 ? 2 : 1, values: { owner: other } });
    expect([200, (await person.get(`${records}/${id}`)).status]).toEqual([byAdmin.status, 404]);
  });

  it('refuses names that it could not give before anything is written', async () => {
    const person = await clientFor(server, 'sales@demo.local');
    const { id } = (await person.send('POST', records, { values: ground })).body;
    const refused = await person.send('PATCH', `${records}/${id}?expand=nothing`, { version: 1, values: { amount: '3' } });
    expect([refused.status, refused.body.issues[0].code]).toEqual([422, 'unknown.field']);
    expect((await person.get(`${records}/${id}`)).body.version).toBe(1);
  });

  it('is right about a record that refers to itself', async () => {
    const admin = await clientFor(server, 'admin@demo.local');
    const { definition, version, revision } = (await admin.get(`${app}/draft`)).body;
    const field = { key: 'parent_deal', type: 'reference', target: 'opportunity', name: { en: 'Parent', 'zh-CN': '上级' } } as const;
    const next = addField(definition as App, 'opportunity', field);
    const saved = await admin.send('PUT', `${app}/draft`, { revision, definition: next });
    expect((await admin.send('POST', `${app}/publish`, { base: version, revision: saved.body.revision })).status).toBe(200);
    const { id } = (await admin.send('POST', records, { values: ground })).body;
    await admin.send('PATCH', `${records}/${id}`, { version: 1, values: { parent_deal: id } });
    const renamed = await admin.send('PATCH', `${records}/${id}?expand=parent_deal`, { version: 2, values: { name: 'renamed' } });
    expect(renamed.body).toMatchObject({ name: 'renamed', $names: { parent_deal: 'renamed' } });
    expect(renamed.text).toBe((await admin.get(`${records}/${id}?expand=parent_deal`)).text);
  });
});
