import { DEFAULT_MAIL_WISH } from '@pipewright/definition';
import { deviceZone } from '@pipewright/ui';
import { describe, expect, it } from 'vitest';
import { account } from '../../../test/dom/account-page.tsx';
import { choose, fireEvent, screen } from '../../../test/dom/draw.tsx';

const READ = 'GET /account/mail';

describe('notices by mail', () => {
  it('are chosen by kind, with quiet hours and the time of what comes once a day', async () => {
    const { person, server } = await account({ 'PUT /account/mail': {} });
    await choose(person, await screen.findByLabelText('Mentions'), 'Once a day');
    await choose(person, screen.getByLabelText('Warnings'), 'Not by mail');
    fireEvent.change(screen.getByLabelText('Once a day at'), { target: { value: '08:30' } });
    await person.click(screen.getByRole('switch', { name: 'Quiet hours' }));
    fireEvent.change(await screen.findByLabelText('From'), { target: { value: '21:00' } });
    await person.click(screen.getByLabelText('No mails on Saturdays and Sundays'));
    await person.click(screen.getByRole('button', { name: 'Save mail settings' }));
    expect(await screen.findByText('Saved.')).toBeTruthy();
    const topics = { ...DEFAULT_MAIL_WISH.topics, mention: 'digest', warning: 'never' };
    const times = { quiet: { from: '21:00', to: '08:00' }, weekends: true, digestAt: '08:30', timeZone: deviceZone() };
    expect(server.writes()).toEqual([['PUT /account/mail', { topics, ...times }]]);
  });

  it('say that none are sent where no mail server is set, in Chinese too, and have no hours where none are quiet', async () => {
    await account({ [READ]: { wish: DEFAULT_MAIL_WISH, mail: false } }, { language: 'zh-CN' });
    expect(await screen.findByText('尚未配置邮件服务器，配置后将按您的选择发送。')).toBeTruthy();
    expect([screen.queryByLabelText('开始'), screen.getByLabelText('免打扰时段').getAttribute('aria-checked')]).toEqual([null, 'false']);
  });

  it('say what is wrong with them', async () => {
    const wish = { ...DEFAULT_MAIL_WISH, quiet: { from: '22:00', to: '22:00' } };
    const { person, server } = await account({ [READ]: { wish, mail: true } });
    server.answer({ 'PUT /account/mail': () => Promise.reject(new TypeError('gone')) } as never);
    await screen.findByLabelText('From');
    await person.click(screen.getByRole('button', { name: 'Save mail settings' }));
    expect(await screen.findByText(/The server cannot be reached/)).toBeTruthy();
  });
});
