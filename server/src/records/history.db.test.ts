import { addEntity, addField, type Field } from '@pipewright/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { publish } from '../publish/publish.ts';

const KEY = 'opportunity';
const label = (text: string) => ({ en: text, 'zh-CN': text });
let close: () => Promise<void>;
let admin: TestClient;

beforeAll(async () => {
  const fresh = await freshServer('demo');
  ({ close } = fresh);
  admin = await clientFor(fresh.server, 'admin@demo.local');
  const now = (await admin.get(`/apps/${KEY}/definition`)).body.app;
  const field: Field = { key: 'witness', type: 'reference', name: label('Witness'), target: 'person' };
  const desk: Field = { key: 'desk', type: 'department', name: label('Desk') };
  const people = addEntity(now, 'person', label('Guest'));
  const document = addField(addField(people, 'customer', field), 'customer', desk);
  await publish(fresh.server.pool, { key: KEY, document, base: 1, by: null });
});
afterAll(() => close());

describe('the time line of a record', () => {
  it('names what entries mention, also records of an entity that is called like a kind of thing', async () => {
    const records = `/apps/${KEY}/records`;
    const guest = (await admin.send('POST', `${records}/person`, { values: { name: 'A guest' } })).body;
    const [department] = (await admin.get('/departments')).body.departments;
    const [customer] = (await admin.get(`${records}/customer`, { limit: 1 })).body.records;
    const values = { witness: guest.id, desk: department.id };
    const saved = await admin.send('PATCH', `${records}/customer/${customer.id}`, { version: customer.version, values });
    expect(saved.status).toBe(200);
    const [entry] = (await admin.get(`${records}/customer/${customer.id}/history`)).body.entries;
    expect(entry.after).toMatchObject(values);
    expect(entry.names).toMatchObject({
      [guest.id]: 'A guest',
      [department.id]: department.name,
      [entry.actor.id]: expect.stringMatching(/./),
    });
  });
});
