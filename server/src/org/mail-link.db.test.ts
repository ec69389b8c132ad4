import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshDatabase, root, SECRET } from '../../../test/support/database.ts';
import { type MailServer, openMail } from '../../../test/support/mail-server.ts';
import { type Visitor, visitor } from '../../../test/support/visitor.ts';
import { DEMO } from '../demo/demo.ts';
import { log } from '../log/log.ts';
import { openServer, type RunningServer } from '../running/server.ts';
import { makeLink } from './invitation.ts';

const ORIGIN = 'https://work.example';
const PASSWORD = 'three words that are apart';
let mail: MailServer;
let server: RunningServer;
let drop: () => Promise<void>;
let admin: Visitor;

beforeAll(async () => {
  mail = await openMail();
  const database = await freshDatabase('demo');
  drop = database.drop;
  const settings = { url: mail.url, from: 'Pipewright <no-reply@work.example>' };
  server = await openServer({ databaseUrl: database.url, secret: SECRET, root, demo: true, publicUrl: `${ORIGIN}/`, mail: settings });
  admin = visitor(server, { origin: ORIGIN });
  await admin.signIn(DEMO.email, DEMO.password);
});
afterAll(async () => {
  await server?.close();
  await mail?.close();
  await drop?.();
});
beforeEach(() => void mail.taken.splice(0));

let addresses = 0;
const stranger = (language = 'en') => {
  addresses += 1;
  return visitor(server, { origin: ORIGIN, language, address: `192.0.2.${addresses}` });
};
const invite = (name: string, headers = {}) =>
  admin.ask('POST', '/invitations', { name, email: `${name.toLowerCase()}@work.example`, roles: [] }, headers);
/** The tokens of the links in the letters that came, and the rest of their texts. */
const links = () => mail.taken.map(({ text }) => /https:\/\/work\.example\/join#(\S+)/.exec(text)?.[1]);
const forget = (email: string, who = stranger()) => who.ask('POST', '/auth/forgotten', { email });

describe('an invitation, where a mail server is set', () => {
  it('comes by mail in the language of who invites, with the link that is shown too, and lets the person in', async () => {
    const { status, body } = await invite('Ann', { 'accept-language': 'zh-CN' });
    expect([status, body.mail, links()]).toEqual([201, 'sent', [body.token]]);
    const [taken] = mail.taken;
    expect([taken?.to, taken?.header('subject')]).toEqual([['ann@work.example'], expect.stringMatching(/邀请您加入.+的 Pipewright$/)]);
    expect((await stranger().ask('POST', '/invitations/accept', { token: links()[0], password: PASSWORD })).status).toBe(200);
  });

  it('comes in the language of the invited person, where that is known', async () => {
    const { body } = await invite('Bea');
    expect(mail.taken[0]?.header('subject')).toMatch(/^Demo .+ invites you to|invites you to .+ on Pipewright$/);
    await server.pool.query(`update pipewright.person set language = 'zh-CN' where user_id = $1`, [body.user]);
    await admin.ask('POST', `/people/${body.user}/link`);
    expect(mail.taken[1]?.text).toMatch('Bea，您好：');
  });

  it('that the mail server refuses is said to be refused, and its link is there', async () => {
    mail.refuses.add('gone@work.example');
    const { status, body } = await invite('Gone');
    expect([status, body.mail, mail.taken]).toEqual([201, 'refused', []]);
    expect((await stranger().ask('POST', '/invitations/read', { token: body.token })).status).toBe(200);
  });

  it('that is sent again, because its answer was lost, is the same: one person, one link, one letter', async () => {
    const key = { 'idempotency-key': 'invite-cai-once' };
    const answers = [await invite('Cai', key), await invite('Cai', key)];
    expect(answers.map(({ status, body }) => [status, body.user, body.token, body.mail])).toEqual([
      [201, answers[0]?.body.user, answers[0]?.body.token, 'sent'],
      [201, answers[0]?.body.user, answers[0]?.body.token, 'sent'],
    ]);
    expect(links()).toEqual([answers[0]?.body.token]);
    expect((await invite('Cai')).status).toBe(422);
    expect((await invite('Caj', key)).status).toBe(201);
    const anew = { 'idempotency-key': 'link-of-cai-anew' };
    const path = `/people/${answers[0]?.body.user}/link`;
    const [one, two] = [await admin.ask('POST', path, undefined, anew), await admin.ask('POST', path, undefined, anew)];
    expect([one?.body.token === two?.body.token, one?.body.token === answers[0]?.body.token, mail.taken.length]).toEqual([true, false, 3]);
  });

  it('goes to nobody else by any name, and no link stands in the log', async () => {
    const said: unknown[] = [];
    const spies = (['info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(log, level).mockImplementation((...all) => void said.push(all)),
    );
    mail.refuses.add('eve@work.example');
    const { body } = await admin.ask('POST', '/invitations', { name: 'A" <all@evil.example>, "B', email: 'zed@work.example', roles: [] });
    const refused = await admin.ask('POST', '/invitations', { name: 'Eve', email: 'eve@work.example', roles: [] });
    for (const spy of spies) spy.mockRestore();
    expect([mail.taken.map(({ to }) => to), mail.taken[0]?.header('bcc')]).toEqual([[['zed@work.example']], undefined]);
    expect(said.length).toBeGreaterThan(0);
    for (const token of [body.token, refused.body.token]) expect(JSON.stringify(said)).not.toContain(token);
    expect(JSON.stringify(said)).not.toContain('eve@work.example');
  });
});

describe('a forgotten password', () => {
  it('is chosen anew by a link that comes by mail, in the language of who asks', async () => {
    expect((await stranger().ask('GET', '/sign-in-help')).body).toMatchObject({ forgotten: true });
    expect((await forget('  Sales@demo.local ', stranger('zh-CN'))).body).toEqual({});
    await server.afterwards.settled();
    expect([mail.taken[0]?.to, mail.taken[0]?.header('subject')]).toEqual([['sales@demo.local'], expect.stringMatching(/^重设.+密码$/)]);
    const token = links()[0];
    expect((await stranger().ask('POST', '/invitations/accept', { token, password: PASSWORD })).body).toEqual({
      email: 'sales@demo.local',
    });
    expect((await stranger().signIn('sales@demo.local', PASSWORD)).status).toBe(200);
  });

  it('is answered alike for addresses that nobody has, and nobody gets a letter', async () => {
    const { body: invited } = await invite('Dan');
    mail.taken.splice(0);
    const answers = [];
    for (const email of ['nobody@demo.local', 'dan@work.example', 'no address', "' or 1=1"]) answers.push(await forget(email));
    await server.afterwards.settled();
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array.from({ length: 4 }, () => [200, '{}']));
    expect(mail.taken).toEqual([]);
    // Who was invited still has the link that somebody may have sent by hand.
    expect((await stranger().ask('POST', '/invitations/read', { token: invited.token })).status).toBe(200);
  });

  it('is one link, whoever asks again before its letter has gone', async () => {
    const { rows } = await server.pool.query<{ user: string; workspace: string }>(
      `select p.user_id as "user", p.workspace::text from pipewright.person p join auth."user" u on u.id = p.user_id where u.email = $1`,
      [DEMO.email],
    );
    const [who] = rows;
    if (!who) throw new Error('nobody is there');
    const made = await Promise.all(['one', 'two', 'three'].map((token) => makeLink(server.pool, { ...who, by: null, token })));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await makeLink(server.pool, { ...who, by: who.user, token: 'by hand' })).toMatchObject({ token: 'by hand' });
  });

  it('fills nobody’s box: one letter at a time, and few tries of one address and from one network', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await forget('manager@demo.local')).status);
    await server.afterwards.settled();
    expect([mail.taken.length, statuses.slice(0, 3), statuses.at(-1)]).toEqual([1, [200, 200, 200], 429]);
    const one = stranger();
    const others: number[] = [];
    for (let i = 0; i < 14; i += 1) others.push((await forget(`guess${i}@demo.local`, one)).status);
    expect([others.slice(0, 10).every((status) => status === 200), others.at(-1)]).toEqual([true, 429]);
  });

  it('leads to the address of the installation, whatever host the request names', async () => {
    await server.pool.query("delete from pipewright.attempt; update pipewright.invitation set created_at = now() - interval '1 hour'");
    const evil = visitor(server, { origin: 'https://evil.example', address: '198.51.100.77' });
    await evil.ask('POST', '/auth/forgotten', { email: 'manager@demo.local' }, { origin: undefined });
    await server.afterwards.settled();
    expect([mail.taken.length, links()[0] !== undefined, mail.taken[0]?.raw.includes('evil.example')]).toEqual([1, true, false]);
  });
});
