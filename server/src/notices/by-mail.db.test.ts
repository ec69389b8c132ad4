import { DEFAULT_MAIL_WISH } from '@pipewright/definition';
import { wallClock } from '@pipewright/process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { APP, clock, type NoticeHouse, ORIGIN, openNoticeHouse, ZONE } from '../../../test/support/notice-house.ts';
import { gatherMail } from './gather-mail.ts';

let house: NoticeHouse;
let { mail, servers, sales, customers, sql, tell, go, letters, wish } = {} as NoticeHouse;
let admin: TestClient;

beforeAll(async () => {
  house = await openNoticeHouse();
  ({ mail, servers, sales, customers, sql, tell, go, letters, wish } = house);
  admin = await clientFor(servers[0], 'admin@demo.local');
});
afterAll(() => house.close());
beforeEach(() => house.clear());

const quietNow = () => ({ from: clock(-60), to: clock(60) });

describe('notices by mail', () => {
  it('come together in one letter of an app, in the language of who reads, once on any number of servers', async () => {
    const text = { en: 'Pay <b>12</b>', 'zh-CN': '请付款 <b>12</b> & 更多' };
    const words = { text, automation: { en: 'Nudge', 'zh-CN': '催办' }, level: 2, due: '2026-12-01T08:00:00.000Z' };
    await tell({ words });
    await tell({ kind: 'warning', record: customers[1]?.id ?? null });
    await tell({ kind: 'mention', record: customers[2]?.id ?? null });
    await go();
    await go();
    expect(mail.taken).toHaveLength(1);
    const [taken] = mail.taken;
    expect([taken?.to, taken?.header('subject')]).toEqual([['sales@demo.local'], expect.stringMatching(/^.+：2 条通知$/)]);
    expect(taken?.text).toContain(`王磊，您好：`);
    expect(taken?.text.replaceAll('\r\n', '\n')).toContain(
      `催办：请关注“${customers[0]?.name}”。\n请付款 <b>12</b> & 更多\n第 2 级 · 截止 2026-12-01 16:00\n`,
    );
    expect(taken?.text).toContain(`${ORIGIN}/a/${APP}/customer/${customers[1]?.id}`);
    expect(taken?.text).not.toContain(customers[2]?.name);
    expect(taken?.header('list-unsubscribe')).toBe(`<${ORIGIN}/account#mail>`);
    expect(await letters()).toEqual([{ outcome: 'sent', failure: null, tries: 1, day: null }]);
    expect((await sql('select kind from pipewright.notice where mailed_at is not null order by kind')).map(({ kind }) => kind)).toEqual([
      'reminder',
      'warning',
    ]);
  });

  it('say a single one in the subject, which no name can break', async () => {
    await sql(`update pipewright.person set language = 'en', name = 'A" <all@evil.example>, "B' where user_id = $1`, [sales]);
    await tell({ words: { automation: { en: 'Line\r\nBcc: all@evil.example', 'zh-CN': 'x' } } });
    await go();
    await sql(`update pipewright.person set language = 'zh-CN', name = '王磊' where user_id = $1`, [sales]);
    expect([mail.taken[0]?.to, mail.taken[0]?.header('bcc')]).toEqual([['sales@demo.local'], undefined]);
    expect(mail.taken[0]?.header('subject')).toMatch(/^Line Bcc: all@evil\.example reminds you of “.+”\. · .+$/);
  });

  it('are spared who reads them in the app within two minutes, puts them off, or has no place there any more', async () => {
    await tell({ minutes: 1 });
    await go();
    expect(await letters()).toEqual([]);
    await tell({ minutes: 5 });
    await sql(`update pipewright.notice set read_at = now() where created_at < now() - interval '4 minutes'`);
    await tell({ minutes: 5, record: customers[1]?.id ?? null });
    await sql(`update pipewright.notice set mails = false, shown_at = now() + interval '1 day' where record = $1`, [customers[1]?.id]);
    await tell({ minutes: 5 * 24 * 60 });
    await go();
    expect([mail.taken, await letters()]).toEqual([[], []]);
    await tell();
    await gatherMail(servers[0].pool);
    await sql('update pipewright.notice set read_at = now()');
    await go();
    expect([mail.taken, (await letters()).map(({ outcome }) => outcome)]).toEqual([[], ['empty']]);
    await tell();
    await sql(`update pipewright.member set role = 'no_such' where app = $1 and user_id = $2`, [APP, sales]);
    servers[0].callers.forget();
    await go();
    await sql(`update pipewright.member set role = 'sales' where app = $1 and user_id = $2`, [APP, sales]);
    expect([mail.taken, (await letters()).map(({ outcome }) => outcome)]).toEqual([[], ['empty', 'empty']]);
  });

  it('name nothing of a record that their reader may not see any more, neither in mail nor in a digest', async () => {
    await wish({ topics: { ...DEFAULT_MAIL_WISH.topics, mention: 'digest' }, digestAt: clock(-30) });
    const values = { name: 'Secret Co', customer_class: 'standard', region: 'east' };
    const made = (await admin.send('POST', `/apps/${APP}/records/customer`, { values })).body;
    const secret = { record: made.id, words: { text: { en: 'the secret', 'zh-CN': '机密' }, note: 'the secret' }, minutes: 60 };
    await tell(secret);
    await tell({ ...secret, kind: 'mention' });
    await tell({ minutes: 60 });
    await gatherMail(servers[0].pool);
    await admin.send('DELETE', `/apps/${APP}/records/customer/${made.id}`, undefined);
    await go();
    expect(mail.taken).toHaveLength(1);
    expect(mail.taken[0]?.text).toContain(customers[0]?.name);
    expect(JSON.stringify([mail.taken[0]?.text, mail.taken[0]?.header('subject'), mail.taken[0]?.raw])).not.toMatch(/secret|机密/i);
    await tell(secret);
    await go();
    expect([mail.taken.length, (await letters()).map(({ outcome }) => outcome)]).toEqual([1, ['sent', 'empty']]);
  });

  it('wait in quiet hours and come as one afterwards, also where the quiet began after they were written', async () => {
    await wish({ quiet: quietNow() });
    await tell();
    await go();
    expect(await letters()).toEqual([]);
    await wish({});
    await gatherMail(servers[0].pool);
    await wish({ quiet: quietNow() });
    await go();
    expect([mail.taken, await letters()]).toEqual([[], [{ outcome: null, failure: null, tries: 0, day: null }]]);
    await wish({});
    await sql('update pipewright.notice_letter set try_at = now()');
    await go();
    expect([mail.taken.length, (await letters()).length]).toEqual([1, 1]);
  });

  it('come once a day where they are wanted so, also with several servers, with what comes at once in the same letter', async () => {
    await wish({ topics: { ...DEFAULT_MAIL_WISH.topics, mention: 'digest' }, digestAt: clock(-30) });
    await tell({ kind: 'mention', minutes: 60 });
    await tell({ kind: 'mention', minutes: 10, record: customers[1]?.id ?? null });
    await tell({ minutes: 10, record: customers[2]?.id ?? null });
    for (let i = 0; i < 3; i += 1) await go();
    await tell({ kind: 'mention', minutes: 50 });
    for (let i = 0; i < 3; i += 1) await go();
    expect(mail.taken).toHaveLength(1);
    for (const i of [0, 2]) expect(mail.taken[0]?.text).toContain(customers[i]?.name);
    expect(mail.taken[0]?.text).not.toContain(customers[1]?.name);
    const [made] = await letters();
    const digest = Date.now() - 30 * 60_000;
    expect(made).toEqual({ outcome: 'sent', failure: null, tries: 1, day: wallClock(ZONE, new Date(digest).toISOString()).slice(0, 10) });
    // The next day has the others.
    await sql(`update pipewright.notice_letter set digest_day = digest_day - 1`);
    await sql(`update pipewright.notice set created_at = created_at - interval '1 hour'`);
    await go();
    expect([mail.taken.length, mail.taken[1]?.text.includes(customers[1]?.name ?? '')]).toEqual([2, true]);
  });
});
