import { DEFAULT_MAIL_WISH } from '@pipewright/definition';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { type NoticeHouse, ORIGIN, openNoticeHouse, ZONE } from '../../../test/support/notice-house.ts';
import { log } from '../log/log.ts';
import type { Letter } from '../mail/letter.ts';
import { gatherMail } from './gather-mail.ts';
import { NoticeMail } from './notice-mail.ts';

let house: NoticeHouse;
let { mail, servers, sales, sql, tell, go, letters } = {} as NoticeHouse;
let admin: TestClient;

beforeAll(async () => {
  house = await openNoticeHouse();
  ({ mail, servers, sales, sql, tell, go, letters } = house);
  admin = await clientFor(servers[0], 'admin@demo.local');
});
afterAll(() => house.close());
beforeEach(() => house.clear());

describe('letters of notices', () => {
  it('of whoever dies while sending come again under the same Message-ID', async () => {
    await tell();
    await go();
    await sql('update pipewright.notice set mailed_at = null');
    await sql('update pipewright.notice_letter set ended_at = null, outcome = null, try_at = now()');
    await go();
    const ids = mail.taken.map(({ raw }) => /^message-id:\s+(\S+)\r$/im.exec(raw)?.[1]);
    expect([ids.length, new Set(ids).size, ids[0]]).toEqual([2, 1, expect.stringMatching(/^<\S+@\S+>$/)]);
  });

  it('that are refused are given up at once, and those of a mail server that is away after some tries; both can be seen', async () => {
    const said = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    mail.refuses.add('sales@demo.local');
    await tell();
    await go();
    expect(await letters()).toEqual([{ outcome: 'failed', failure: '550', tries: 1, day: null }]);
    await sql('delete from pipewright.notice_letter');
    const hand = vi.fn(async () => ({ taken: false, again: true, response: null }));
    const { pool, apps, language } = servers[0];
    const away = new NoticeMail({ pool, apps, language, publicUrl: ORIGIN, post: { hand, send: async () => false } });
    await tell();
    const seen = [];
    for (let i = 0; i < 6; i += 1) {
      await away.go();
      seen.push(
        (await sql(`select outcome, failure, tries, try_at > now() + interval '50 seconds' as waits from pipewright.notice_letter`))[0],
      );
      await sql('update pipewright.notice_letter set try_at = now()');
    }
    expect(seen.slice(0, 2)).toEqual([1, 2].map((tries) => ({ outcome: null, failure: 'no answer', tries, waits: true })));
    expect([seen.at(-1), hand.mock.calls.length]).toEqual([
      { outcome: 'failed', failure: 'no answer', tries: 5, waits: expect.anything() },
      5,
    ]);
    const gaveUp = said.mock.calls.filter(([, text]) => text === 'A mail of notices was given up.');
    said.mockRestore();
    expect([gaveUp.length, JSON.stringify(gaveUp).includes('demo.local')]).toEqual([2, false]);
  });

  it('go to nobody whose address was made up, and one that fails holds up no other', async () => {
    const said = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    const { user } = (await admin.get('/me')).body;
    await tell({ people: [user] });
    await tell();
    await gatherMail(servers[0].pool);
    await sql(`update auth."user" set email = 'x@no-sign-in.invalid' where id = $1`, [sales]);
    await go();
    await sql(`update auth."user" set email = 'sales@demo.local' where id = $1`, [sales]);
    expect(mail.taken.map(({ to }) => to)).toEqual([['admin@demo.local']]);
    await tell({ people: [user] });
    await tell();
    await gatherMail(servers[0].pool);
    await sql(`update pipewright.notice set kind = 'no_such' where person = $1`, [user]);
    await go();
    said.mockRestore();
    expect(mail.taken.map(({ to }) => to)).toEqual([['admin@demo.local'], ['sales@demo.local']]);
    expect((await letters()).map(({ failure }) => failure)).toContain('fault');
  });
});

describe('how one wants notices by mail', () => {
  it('is as it goes for everybody before one chooses, and kept as chosen', async () => {
    const client = await clientFor(servers[0], 'sales@demo.local');
    expect((await client.get('/account/mail')).body).toEqual({ wish: DEFAULT_MAIL_WISH, mail: true });
    const chosen = { ...DEFAULT_MAIL_WISH, quiet: { from: '22:00', to: '07:30' }, weekends: true, timeZone: ZONE };
    expect((await client.send('PUT', '/account/mail', chosen)).status).toBe(200);
    expect((await client.get('/account/mail')).body.wish).toEqual(chosen);
    const faults = [];
    for (const wrong of [{ quiet: { from: '22:00', to: '22:00' } }, { timeZone: 'Nowhere' }, { digestAt: '24:00' }, { topics: {} }])
      faults.push((await client.send('PUT', '/account/mail', { ...chosen, ...wrong })).body.issues?.[0]?.code);
    expect(faults).toEqual(['mail.quiet', 'unknown.time_zone', 'body.shape', 'body.shape']);
    expect((await client.get('/account/mail')).body.wish).toEqual(chosen);
    expect((await (await clientFor(servers[1], 'admin@demo.local')).get('/account/mail')).body.wish).toEqual(DEFAULT_MAIL_WISH);
  });

  it.each([
    ['en', 'en', null],
    ['zh-CN', 'zh-CN', null],
    ['zh-CN', 'en', 'zh-CN'],
    ['en', 'zh-CN', 'en'],
  ] as const)('is in %s where the installation speaks %s and its reader chose %s', async (written, language, chosen) => {
    await sql('update pipewright.person set language = $2 where user_id = $1', [sales, chosen]);
    const hand = vi.fn(async (_: unknown, letter: Letter) => ({ taken: letter.subject !== '', again: false, response: null }));
    const { pool, apps } = servers[0];
    await tell({ words: { text: { en: 'Pay', 'zh-CN': '请付款' } } });
    await new NoticeMail({ pool, apps, language, publicUrl: ORIGIN, post: { hand, send: async () => false } }).go();
    await sql(`update pipewright.person set language = 'zh-CN' where user_id = $1`, [sales]);
    expect(hand.mock.calls.map(([, { html, text }]) => [/lang="([^"]+)"/.exec(html)?.[1], text.includes('请付款')])).toEqual([
      [written, written === 'zh-CN'],
    ]);
  });
});
