import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import type { RunningServer } from '../running/server.ts';

let server: RunningServer;
let close: () => Promise<void>;
let [admin, manager, sales]: TestClient[] = [];
const user: Record<string, string> = {};
const records = '/apps/opportunity/records/opportunity';
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  const sign = (name: string) => clientFor(server, `${name}@demo.local`);
  [admin, manager, sales] = [await sign('admin'), await sign('manager'), await sign('sales')];
  const { rows } = await server.pool.query<{ id: string; name: string }>(`select id, split_part(email, '@', 1) as name from auth."user"`);
  for (const { id, name } of rows) user[name] = id;
});
afterAll(() => close?.());

const as = (client: TestClient | undefined) => client as TestClient;
/** An open opportunity within the manager's reach that is not the sales person's. */
async function foreign(n = 0): Promise<string> {
  const filter = { and: [{ '==': [{ var: 'status' }, 'open'] }, { '!=': [{ var: 'owner' }, user.sales as string] }] };
  const { body } = await as(manager).get(records, { filter, limit: '20' });
  return body.records[n].id;
}
const share = (client: TestClient | undefined, id: string, person = user.sales, level = 'read') =>
  as(client).send('PUT', `${records}/${id}/shares/${person}`, { level });
const end = (client: TestClient | undefined, id: string, person = user.sales) =>
  as(client).send('DELETE', `${records}/${id}/shares/${person}`);
const codes = (answer: { body: { issues?: { code: string }[] } }) => answer.body.issues?.map(({ code }) => code);
const listed = async (client: TestClient | undefined, id: string) =>
  (await as(client).get(records, { filter: { '==': [{ var: 'id' }, id] } })).body.records.length;
const change = async (client: TestClient | undefined, id: string, values: object) => {
  const { version } = (await as(admin).get(`${records}/${id}`)).body;
  return as(client).send('PATCH', `${records}/${id}`, { version, values });
};

describe('a record that is shared', () => {
  it('is seen in every way by whom it is shared with, who may change it only where the share says so, and by nobody any more once it is withdrawn', async () => {
    const id = await foreign();
    const seen = async () => {
      const report = {
        ...{ entity: 'opportunity', dimensions: [], measures: [{ key: 'n', name: { en: 'n', 'zh-CN': 'n' }, fn: 'count' }] },
        filter: { '==': [{ var: 'id' }, id] },
      };
      const counted = await as(sales).send('POST', '/apps/opportunity/reports/run', { report });
      return [
        (await as(sales).get(`${records}/${id}`)).status,
        await listed(sales, id),
        (await as(sales).get(`${records}/${id}/history`)).status,
        counted.body.rows?.[0]?.[0] ?? counted.body.issues,
      ];
    };
    expect(await seen()).toEqual([404, 0, 404, 0]);
    const given = await share(manager, id);
    expect([
      given.status,
      given.body.may,
      given.body.shares.map((each: { person: string; level: string }) => [each.person, each.level]),
    ]).toEqual([...[200, true], [[user.sales, 'read']]]);
    expect(await seen()).toEqual([200, 1, 200, 1]);
    const may = async (query = {}) => (await as(sales).get(`${records}/${id}`, query)).body.$may;
    expect((await as(sales).get(`${records}/${id}`)).body.floor_price).toBeUndefined();
    expect(await may()).toEqual({ update: false, delete: false });
    expect((await as(manager).get(`${records}/${id}`)).body.$may).toEqual({ update: true, delete: true });
    expect((await as(sales).get(records, { filter: { '==': [{ var: 'id' }, id] } })).body.records[0]).not.toHaveProperty('$may');
    expect(await may({ fields: 'name' })).toBeUndefined();
    expect(codes(await change(sales, id, { name: 'Mine now' }))).toEqual(['denied.update']);
    expect((await share(manager, id, user.sales, 'write')).status).toBe(200);
    expect(await may()).toEqual({ update: true, delete: false });
    const changed = await change(sales, id, { name: 'Changed by the team' });
    expect([changed.status, changed.body.$may]).toEqual([200, { update: true, delete: false }]);
    expect(codes(await change(sales, id, { floor_price: '1' }))).toEqual(['unknown.field']);
    expect(codes(await as(sales).send('DELETE', `${records}/${id}`))).toEqual(['denied.delete']);
    expect((await end(manager, id)).body.shares).toEqual([]);
    expect(await seen()).toEqual([404, 0, 404, 0]);
    expect(codes(await change(sales, id, { name: 'Again' }))).toEqual(['unknown.record']);
  });

  it('tells in its time line who let whom in and out, each with a version of its own', async () => {
    const id = await foreign();
    const before = (await as(manager).get(`${records}/${id}`)).body;
    await share(manager, id);
    await share(manager, id, user.sales, 'write');
    await share(manager, id, user.sales, 'write');
    await end(manager, id);
    await end(manager, id);
    const after = (await as(manager).get(`${records}/${id}`)).body;
    expect([after.version, after.updated_at]).toEqual([before.version + 3, before.updated_at]);
    const { entries } = (await as(manager).get(`${records}/${id}/history`)).body;
    expect(entries.slice(0, 3).map((each: { kind: string; actor: object; cause: object }) => [each.kind, each.actor, each.cause])).toEqual(
      [null, 'write', 'read'].map((level) => ['share', { kind: 'person', id: user.manager }, { by: 'share', person: user.sales, level }]),
    );
    expect(entries[0].names[user.sales as string]).toBeTruthy();
  });

  it('has another version in which no field is another, so that whoever was editing it can go on', async () => {
    const id = await foreign(4);
    const before = (await as(manager).get(`${records}/${id}`)).body;
    expect((await share(manager, id)).status).toBe(200);
    const edit = (version: number) => as(manager).send('PATCH', `${records}/${id}`, { version, values: { next_step: 'Call' } });
    const late = await edit(before.version);
    expect([late.status, late.body.changed, late.body.current]).toMatchObject([
      409,
      [],
      { version: before.version + 1, next_step: before.next_step },
    ]);
    expect((await edit(late.body.current.version)).body).toMatchObject({ version: before.version + 2, next_step: 'Call' });
  });

  it('is shared by who may change it by a role that shares, and by nobody who only has a share', async () => {
    const id = await foreign();
    expect(codes(await share(sales, id, user.admin))).toEqual(['unknown.record']);
    await share(manager, id, user.sales, 'write');
    expect((await as(sales).get(`${records}/${id}/shares`)).body.may).toBe(false);
    expect(codes(await share(sales, id, user.sales, 'read'))).toEqual(['denied.share']);
    expect(codes(await end(sales, id, user.manager))).toEqual(['denied.share']);
    expect((await end(sales, id)).body).toEqual({ shares: [], may: false });
    expect(await listed(sales, id)).toBe(0);
  });

  it('is not shared where that would open nothing', async () => {
    const id = await foreign();
    const { id: stranger } = (await as(admin).send('POST', '/people', { name: 'No role' })).body;
    const { id: reader } = (await as(admin).send('POST', '/people', { name: 'Reader' })).body;
    await as(admin).send('PUT', '/apps/opportunity/members', { user: reader, role: 'analyst' });
    const { owner } = (await as(admin).get(`${records}/${id}`)).body;
    const code = async (person: string, level = 'read') => codes(await share(manager, id, person, level));
    expect([await code(stranger), await code('nobody'), await code(owner), await code(reader, 'write')]).toEqual([
      ['share.role'],
      ['unknown.person'],
      ['share.owner'],
      ['share.write'],
    ]);
    const access = (await as(manager).get(`${records}/${id}/access?people=${[stranger, reader, user.sales, user.manager].join()}`)).body;
    expect([access.may, access.people.map(({ access: each }: { access: string }) => each)]).toEqual([
      true,
      ['never', 'sees', 'share', 'sees'],
    ]);
    await share(manager, id);
    expect((await as(manager).get(`${records}/${id}/access?people=${user.sales}`)).body.people).toEqual([
      { id: user.sales, access: 'sees' },
    ]);
    await end(manager, id);
  });

  it('is not changed by a write that was judged while the share was there', async () => {
    const id = await foreign();
    await share(manager, id, user.sales, 'write');
    const { version } = (await as(sales).get(`${records}/${id}`)).body;
    await end(manager, id);
    await share(manager, id, user.sales, 'write');
    expect(codes(await as(sales).send('PATCH', `${records}/${id}`, { version, values: { name: 'Late' } }))).toEqual(['version.conflict']);
    await end(manager, id);
  });
});

describe('the shares of who leaves', () => {
  it('are gone, each told by its record, and the record keeps its story whole', async () => {
    const ids = [await foreign(0), await foreign(1)];
    const { id: leaver } = (await as(admin).send('POST', '/people', { name: 'Leaver' })).body;
    await as(admin).send('PUT', '/apps/opportunity/members', { user: leaver, role: 'sales' });
    for (const id of ids) expect((await share(manager, id, leaver, 'write')).status).toBe(200);
    expect((await as(admin).get(`/people/${leaver}/belongings`)).body.shares).toBe(new Set(ids).size);
    expect((await as(admin).send('POST', `/people/${leaver}/leave`, { to: null })).status).toBe(200);
    await server.afterwards.settled();
    const { rows } = await server.pool.query('select count(*)::int as n from pipewright.share where person = $1', [leaver]);
    expect(rows).toEqual([{ n: 0 }]);
    for (const id of ids) {
      const { entries } = (await as(manager).get(`${records}/${id}/history`)).body;
      expect([entries[0].kind, entries[0].cause]).toEqual(['share', { by: 'leave', person: leaver }]);
    }
    const { rows: odd } = await server.pool.query(
      `select o.id from app_opportunity.opportunity o where o.version <> (select max(record_version) from app_opportunity._ledger l where l.record = o.id)`,
    );
    expect(odd).toEqual([]);
  });
});
