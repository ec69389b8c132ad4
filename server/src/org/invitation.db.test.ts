import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshServer } from '../../../test/support/database.ts';
import { visitor } from '../../../test/support/visitor.ts';
import { DEMO } from '../demo/demo.ts';
import type { RunningServer } from '../running/server.ts';

const PASSWORD = 'three words that are apart';
let server: RunningServer;
let close: () => Promise<void>;
let admin: ReturnType<typeof visitor>;
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = visitor(server, { address: '198.51.100.1' });
  await admin.signIn(DEMO.email, DEMO.password);
});
afterAll(() => close?.());

let addresses = 0;
/** A browser in a network of its own. */
const stranger = () => {
  addresses += 1;
  return visitor(server, { address: `192.0.2.${addresses}` });
};
const invite = async (name: string, more: object = {}) => {
  const { status, body } = await admin.ask('POST', '/invitations', { name, email: `${name}@Demo.local`, roles: [], ...more });
  expect(status).toBe(201);
  return body as { user: string; token: string; expires: string };
};
const read = (token: string) => stranger().ask('POST', '/invitations/read', { token });
const accept = (token: string, password = PASSWORD) => stranger().ask('POST', '/invitations/accept', { token, password });
const stateOf = async (user: string) => (await admin.ask('GET', '/team')).body.people.find((each: { id: string }) => each.id === user);
const ended = [422, 'invitation.ended'];
const said = ({ status, body }: { status: number; body: { issues: { code: string }[] } }) => [status, body.issues[0]?.code];

describe('a colleague who is invited', () => {
  it('comes in with a password of her own, department and roles, and the link is used up', async () => {
    const [department] = (await admin.ask('GET', '/departments')).body.departments;
    const { user, token, expires } = await invite('Ann', { department: department.id, roles: [{ app: 'opportunity', role: 'sales' }] });
    expect((Date.parse(expires) - Date.now()) / 86_400_000).toBeCloseTo(7, 1);
    expect(await stateOf(user)).toMatchObject({ state: 'invited', link: expires, department: department.id, seen: null });
    expect((await read(token)).body).toMatchObject({ name: 'Ann', email: 'ann@demo.local', returns: false, expires });
    expect((await visitor(server).signIn('ann@demo.local', PASSWORD)).status).toBe(401);
    expect((await accept(token)).body).toEqual({ email: 'ann@demo.local' });
    const ann = stranger();
    expect((await ann.signIn('ann@demo.local', PASSWORD)).status).toBe(200);
    expect((await ann.ask('GET', '/apps')).body.apps).toMatchObject([{ key: 'opportunity', admin: false }]);
    expect([said(await read(token)), said(await accept(token))]).toEqual([ended, ended]);
    expect(await stateOf(user)).toMatchObject({ state: 'active', link: null });
  });

  it('is let in once by a link that is used many times at once', async () => {
    const { token } = await invite('Twice');
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => accept(token, `${PASSWORD} ${i}`)));
    const won = answers.flatMap(({ status }, i) => (status === 200 ? [i] : []));
    expect([won.length, answers.filter((each) => each.status !== 200).map(said)]).toEqual([1, Array.from({ length: 7 }, () => ended)]);
    for (const i of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const { status } = await stranger().signIn('twice@demo.local', `${PASSWORD} ${i}`);
      expect([i, status]).toEqual([i, i === won[0] ? 200 : 401]);
    }
  });

  it('has one link: a new one ends the former, and it can be withdrawn', async () => {
    const { user, token } = await invite('Ben');
    const anew = (await admin.ask('POST', `/people/${user}/link`)).body.token;
    expect([said(await read(token)), (await read(anew)).status]).toEqual([ended, 200]);
    expect((await admin.ask('DELETE', `/people/${user}/link`)).status).toBe(200);
    expect([said(await read(anew)), said(await accept(anew))]).toEqual([ended, ended]);
    expect((await stateOf(user)).state).toBe('unsigned');
  });

  it('finds nothing behind a link that has expired, or after being let go', async () => {
    const { user, token } = await invite('Cai');
    await server.pool.query(`update pipewright.invitation set expires_at = now() where user_id = $1`, [user]);
    expect(said(await accept(token))).toEqual(ended);
    const { token: second } = (await admin.ask('POST', `/people/${user}/link`)).body;
    expect((await admin.ask('POST', `/people/${user}/leave`, { to: null })).status).toBe(200);
    expect(said(await accept(second))).toEqual(ended);
    expect((await admin.ask('POST', `/people/${user}/link`)).status).toBe(422);
  });

  it('hears what is wrong with a password and keeps the link', async () => {
    const { token } = await invite('Dora');
    expect(said(await accept(token, 'short'))).toEqual([422, 'password.short']);
    expect(said(await accept(token, 'dora dora dora 1'))).toEqual([422, 'password.personal']);
    expect((await accept(token)).status).toBe(200);
  });
});

describe('a link', () => {
  it('is kept as a hash alone', async () => {
    const { token } = await invite('Eve');
    const { rows } = await server.pool.query('select to_jsonb(i)::text as row from pipewright.invitation i');
    expect(rows.map(({ row }) => row).join()).not.toContain(token);
  });

  it('cannot be guessed without end', async () => {
    const guesser = stranger();
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await guesser.ask('POST', '/invitations/read', { token: `guess ${i}` })).status);
    expect([statuses.slice(0, 10).every((each) => each === 422), statuses.at(-1)]).toEqual([true, 429]);
    const { token } = await invite('Flo');
    expect((await guesser.ask('POST', '/invitations/accept', { token, password: PASSWORD })).status).toBe(429);
    expect((await read(token)).status).toBe(200);
  });

  it('gives who is here already a new password for a day, and ends all sessions when it is used', async () => {
    const sales = stranger();
    await sales.signIn('sales@demo.local', DEMO.password);
    const { user } = (await sales.ask('GET', '/me')).body;
    const { token, expires } = (await admin.ask('POST', `/people/${user}/link`)).body;
    expect((Date.parse(expires) - Date.now()) / 3_600_000).toBeCloseTo(24, 0);
    expect([(await read(token)).body.returns, (await sales.ask('GET', '/me')).status]).toEqual([true, 200]);
    expect((await accept(token)).status).toBe(200);
    expect((await sales.ask('GET', '/me')).status).toBe(401);
    expect((await stranger().signIn('sales@demo.local', DEMO.password)).status).toBe(401);
    expect((await stranger().signIn('sales@demo.local', PASSWORD)).status).toBe(200);
  });

  it('needs an address to sign in with, which somebody who came in by a list has not', async () => {
    const { id } = (await admin.ask('POST', '/people', { name: 'Listed' })).body;
    expect(await stateOf(id)).toMatchObject({ state: 'unsigned', email: null });
    expect(said(await admin.ask('POST', `/people/${id}/link`))).toEqual([422, 'invitation.address']);
    expect((await admin.ask('PATCH', `/people/${id}`, { email: 'Listed@demo.local' })).status).toBe(200);
    const { token } = (await admin.ask('POST', `/people/${id}/link`)).body;
    expect((await accept(token)).body).toEqual({ email: 'listed@demo.local' });
  });
});
