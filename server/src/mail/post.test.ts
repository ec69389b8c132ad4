import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, openMail } from '../../../test/support/mail-server.ts';
import { letterOf } from './letter.ts';
import { readMailSettings } from './mail-settings.ts';
import { openPost } from './post.ts';

const ENV = { SMTP_URL: 'smtp://u:word@mail.example:587', MAIL_FROM: 'Pipewright <no-reply@x.example>', PUBLIC_URL: 'https://x.example' };

describe('the settings of mail', () => {
  it('are none without a mail server', () => {
    expect([readMailSettings({}), readMailSettings({ MAIL_FROM: 'a@x.example' })]).toEqual([undefined, undefined]);
    expect(readMailSettings(ENV)).toEqual({ url: ENV.SMTP_URL, from: ENV.MAIL_FROM });
  });

  it.each<[object, string]>([
    [{ SMTP_URL: 'mail.example word' }, 'SMTP_URL must be an address'],
    [{ SMTP_URL: 'https://u:word@mail.example' }, 'SMTP_URL must be an address'],
    [{ MAIL_FROM: '' }, 'SMTP_URL needs MAIL_FROM'],
    [{ MAIL_FROM: 'nobody' }, 'SMTP_URL needs MAIL_FROM'],
    [{ MAIL_FROM: 'A <a@x.example>\r\nBcc: all@x.example' }, 'SMTP_URL needs MAIL_FROM'],
    [{ PUBLIC_URL: '' }, 'SMTP_URL needs PUBLIC_URL'],
  ])('that cannot be are refused by name, and no password is told: %j', (wrong, said) => {
    const read = () => readMailSettings({ ...ENV, ...wrong });
    expect(read).toThrow(said);
    expect(read).not.toThrow(/u:word|mail\.example word/);
  });
});

describe('a letter that is sent', () => {
  let mail: MailServer;
  beforeAll(async () => {
    mail = await openMail();
  });
  afterAll(() => mail?.close());
  const letter = (name: string) =>
    letterOf({ kind: 'invitation', language: 'zh-CN', name, company: '华东精工', by: '李娜', link: 'https://x.example/join#secret' });

  it('comes to one address, with the names it holds, as text and HTML', async () => {
    const post = openPost({ url: mail.url, from: ENV.MAIL_FROM });
    expect(await post.send({ name: '王磊', address: 'wang@x.example' }, letter('王磊'))).toBe(true);
    const [taken] = mail.taken.splice(0);
    expect([taken?.to, taken?.header('from'), taken?.header('to'), taken?.header('subject')]).toEqual([
      ...[['wang@x.example'], 'Pipewright <no-reply@x.example>'],
      ...['王磊 <wang@x.example>', '李娜邀请您加入华东精工的 Pipewright'],
    ]);
    expect(taken?.text).toContain('https://x.example/join#secret');
    expect(taken?.header('content-type')).toContain('multipart/alternative');
  });

  it.each([
    'A\r\nBcc: all@evil.example',
    'A" <all@evil.example>, "B',
    'all@evil.example,',
    '=?UTF-8?Q?a=0D=0ABcc:_all@evil.example?=',
    'A\u0000\u2028Bcc: all@evil.example',
  ])('goes to nobody else and says nothing of its own by a name: %j', async (name) => {
    const post = openPost({ url: mail.url, from: ENV.MAIL_FROM });
    expect(
      await post.send(
        { name, address: 'ann@x.example' },
        letterOf({ ...{ kind: 'password', language: 'en', name }, ...{ company: name, by: name, link: 'l' } }),
      ),
    ).toBe(true);
    const [taken] = mail.taken.splice(0);
    expect([taken?.to, taken?.header('bcc'), taken?.header('cc'), taken?.raw.match(/^subject:/gim)?.length]).toEqual([
      ['ann@x.example'],
      undefined,
      undefined,
      1,
    ]);
  });

  it('that is refused, or finds no server, is said not to be sent', async () => {
    mail.refuses.add('gone@x.example');
    expect(await openPost({ url: mail.url, from: ENV.MAIL_FROM }).send({ name: 'G', address: 'gone@x.example' }, letter('G'))).toBe(false);
    const closed = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number };
        server.close(() => resolve(port));
      });
    });
    const nowhere = openPost({ url: `smtp://127.0.0.1:${closed}`, from: ENV.MAIL_FROM });
    expect(await nowhere.send({ name: 'G', address: 'g@x.example' }, letter('G'))).toBe(false);
    expect(mail.taken).toEqual([]);
  });
});
