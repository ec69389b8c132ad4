import type { Session, Token } from '@pipewright/client';
import { describe, expect, it } from 'vitest';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';

const session = (id: string, more: Partial<Session> = {}): Session => ({
  id,
  device: { browser: 'Firefox', system: 'Windows' },
  address: '10.0.0.7',
  since: '2026-03-01T08:00:00',
  used: '2026-03-10T09:30:00',
  current: false,
  ...more,
});
const sessions = [session('s1', { current: true }), session('s2', { device: { browser: 'Safari', system: 'iPhone' } })];
const token = (id: string, more: Partial<Token> = {}): Token => ({
  id,
  name: 'Nightly export',
  app: 'x',
  writes: false,
  since: '2026-03-01T08:00:00',
  expires: '2999-01-31T08:00:00',
  used: null,
  ...more,
});
const name = { en: 'Sales app', 'zh-CN': '销售' };
const account = (more: Answers = {}, options: Parameters<typeof visit>[2] = {}) =>
  visit(
    '/account',
    {
      'GET /account': { name: 'Li Na', email: 'li@acme.cn', sessions },
      'GET /account/tokens': { tokens: [] },
      'GET /apps': { apps: [{ key: 'x', name, version: 3, admin: false }] },
      ...more,
    },
    options,
  );
const panel = async (title: string) => within((await screen.findByRole('heading', { name: title })).closest('.ant-card') as HTMLElement);
// What can be done with a line is a list of its own inside it.
const lines = (found: Awaited<ReturnType<typeof panel>>) => found.getAllByRole('listitem').flatMap((each) => each.textContent || []);

describe('where one is signed in', () => {
  it('is a list of devices, with when and from where', async () => {
    await account();
    expect(lines(await panel('Where you are signed in'))).toEqual([
      'Firefox on WindowsThis deviceIn use now · Signed in 2026-03-01 08:00 · 10.0.0.7Sign out',
      'Safari on iPhoneLast used 2026-03-10 09:30 · Signed in 2026-03-01 08:00 · 10.0.0.7Sign out',
    ]);
  });

  it('can be ended one by one', async () => {
    const { person, server } = await account({ 'DELETE /account/sessions/s2': {} });
    await person.click(await screen.findByRole('button', { name: 'Sign out Safari on iPhone' }));
    expect(await screen.findByText('Signed out.')).toBeTruthy();
    expect(server.writes()).toEqual([['DELETE /account/sessions/s2', undefined]]);
    await waitFor(() => expect(server.questions('/account')).toHaveLength(2));
  });

  it('says why one could not be ended', async () => {
    const { person } = await account({ 'DELETE /account/sessions/s2': refuse(404, 'This session has ended already.') });
    await person.click(await screen.findByRole('button', { name: 'Sign out Safari on iPhone' }));
    expect(await screen.findByText('This session has ended already.')).toBeTruthy();
  });

  it('ends here too, which leads to the door', async () => {
    const { person, address } = await account({ 'DELETE /account/sessions/s1': {}, 'GET /sign-in-help': {} });
    await person.click(await screen.findByRole('button', { name: 'Sign out Firefox on Windows' }));
    await waitFor(() => expect(address()).toBe('/sign-in'));
  });

  it('ends everywhere else after a question', async () => {
    const { person, server } = await account({ 'DELETE /account/sessions/others': {} });
    await person.click(await screen.findByRole('button', { name: 'Sign out all others' }));
    expect(await screen.findByText('Whoever works there has to sign in again; text that is not saved there is lost.')).toBeTruthy();
    await person.click(screen.getAllByRole('button', { name: 'Sign out all others' }).at(-1) as HTMLElement);
    await waitFor(() => expect(server.writes()).toEqual([['DELETE /account/sessions/others', undefined]]));
  });

  it('is not asked about others where there are none', async () => {
    await account({ 'GET /account': { name: 'Li Na', email: 'li@acme.cn', sessions: sessions.slice(0, 1) } });
    await panel('Where you are signed in');
    expect(screen.queryByRole('button', { name: 'Sign out all others' })).toBeNull();
  });
});

describe('the password', () => {
  const change = async (answers: Answers, current = 'old words here', next = 'new words here') => {
    const visited = await account(answers);
    const form = await panel('Change password');
    if (current) await visited.person.type(form.getByLabelText('Current password'), current);
    if (next) await visited.person.type(form.getByLabelText('New password'), next);
    return { ...visited, form, send: () => visited.person.click(form.getByRole('button', { name: /Change password$/ })) };
  };

  it('is changed, and all others are signed out', async () => {
    const { send, server, form } = await change({ 'POST /account/password': {} });
    await send();
    expect(await screen.findByText('The password is changed. All other devices are signed out.')).toBeTruthy();
    expect(server.writes()).toEqual([
      ['POST /account/password', { current: 'old words here', password: 'new words here', keepOthers: false }],
    ]);
    expect(form.getByLabelText<HTMLInputElement>('New password').value).toBe('');
  });

  it('can be changed without signing out others', async () => {
    const { send, server, person } = await change({ 'POST /account/password': {} });
    await person.click(screen.getByLabelText('Sign out all other devices'));
    await send();
    expect(await screen.findByText('The password is changed.')).toBeTruthy();
    expect(server.writes()[0]?.[1]).toMatchObject({ keepOthers: true });
  });

  it('says at its input what is wrong with it', async () => {
    const { send, form } = await change({ 'POST /account/password': refuse(422, 'It is too easy to guess.', { path: 'password' }) });
    await send();
    expect(await form.findByText('It is too easy to guess.')).toBeTruthy();
    expect(form.getByLabelText('New password').getAttribute('aria-invalid')).toBe('true');
    expect(form.getByLabelText('Current password').getAttribute('aria-invalid')).not.toBe('true');
  });

  it('says elsewhere what is about neither', async () => {
    const { send } = await change({ 'POST /account/password': refuse(429, 'Too many attempts. Wait a minute.') });
    await send();
    expect(await screen.findByText('Too many attempts. Wait a minute.')).toBeTruthy();
  });

  it('needs both', async () => {
    const { send, server, form } = await change({}, '', '');
    await send();
    expect(await form.findAllByText('Please fill this in.')).toHaveLength(2);
    expect(server.writes()).toEqual([]);
  });
});

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
    expect(lines(await panel(title)).map((each) => each?.replace(/End$/, ''))).toEqual([
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

it('an account is shown to nobody who is not signed in', async () => {
  const { address } = await account({ 'GET /me': refuse(401, 'Sign in.'), 'GET /sign-in-help': {} });
  await waitFor(() => expect(address()).toBe('/sign-in?to=/account'));
});
