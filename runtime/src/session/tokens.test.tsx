import { describe, expect, it } from 'vitest';
import { account, lines, panel, token } from '../../../test/dom/account-page.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';

describe('tokens of programs', () => {
  const title = 'API tokens';

  it('are told with app, rights and use', async () => {
    const tokens = [
      token('t1'),
      token('t2', { name: 'Sheet', writes: true, used: '2026-03-09T08:00:00' }),
      token('t3', { name: 'Old', expires: '2020-01-01T00:00:00' }),
    ];
    await account({ 'GET /account/tokens': { tokens } });
    await screen.findByText('Sheet');
    expect(lines(await panel(title)).flatMap((each) => each.replace(/End$/, '') || [])).toEqual([
      'Nightly exportReadSales app · never used · ends 2999-01-31',
      'SheetRead and changeSales app · last used 2026-03-09 · ends 2999-01-31',
      'OldExpiredSales app · never used',
    ]);
  });

  it('say so where there are none, in Chinese too', async () => {
    await account();
    expect(await screen.findByText(/^No program comes in your name/)).toBeTruthy();
    await account({}, { language: 'zh-CN' });
    expect(await screen.findByText(/^目前没有程序以您的名义访问/)).toBeTruthy();
  });

  it('are made for an app, rights and days, and shown once', async () => {
    const { person, server } = await account({ 'POST /account/tokens': { ...token('t9'), token: 'pw_secret' } });
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'New token' }).disabled).toBe(false));
    await person.click(screen.getByRole('button', { name: 'New token' }));
    const dialog = within(await screen.findByRole('dialog'));
    await person.type(dialog.getByLabelText('What it is for'), 'Nightly export');
    await person.click(dialog.getByLabelText('Read and change'));
    await choose(person, dialog.getByRole('combobox', { name: 'It ends after' }), '30 days');
    await person.click(dialog.getByRole('button', { name: 'New token' }));
    expect(await screen.findByText('pw_secret')).toBeTruthy();
    expect(screen.getByText(/Send it as “Authorization: Bearer …” to .*\/api\/apps\/x\/records\./)).toBeTruthy();
    expect(server.writes()).toEqual([['POST /account/tokens', { name: 'Nightly export', app: 'x', writes: true, days: 30 }]]);
    await person.click(screen.getByRole('button', { name: 'I have copied it' }));
    await waitFor(() => expect(screen.queryByText('pw_secret')).toBeNull());
  });

  it('say why one was not made', async () => {
    const { person } = await account({ 'POST /account/tokens': refuse(422, 'You have 20 tokens already.') });
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'New token' }).disabled).toBe(false));
    await person.click(screen.getByRole('button', { name: 'New token' }));
    const dialog = within(await screen.findByRole('dialog'));
    await person.type(dialog.getByLabelText('What it is for'), 'One more');
    await person.click(dialog.getByRole('button', { name: 'New token' }));
    expect(await screen.findByText('You have 20 tokens already.')).toBeTruthy();
  });

  it('are ended after a question', async () => {
    const { person, server } = await account({ 'GET /account/tokens': { tokens: [token('t1')] }, 'DELETE /account/tokens/t1': {} });
    await person.click(await screen.findByRole('button', { name: 'End the token “Nightly export”' }));
    expect(await screen.findByText('Programs that use “Nightly export” are refused at once. This cannot be undone.')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'End' }));
    expect(await screen.findByText('The token has ended.')).toBeTruthy();
    expect(server.writes()).toEqual([['DELETE /account/tokens/t1', undefined]]);
  });
});
