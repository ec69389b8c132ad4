import { describe, expect, it } from 'vitest';
import { account, lines, panel, sessions } from '../../../test/dom/account-page.tsx';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';

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

it('an account is shown to nobody who is not signed in', async () => {
  const { address } = await account({ 'GET /me': refuse(401, 'Sign in.'), 'GET /sign-in-help': {} });
  await waitFor(() => expect(address()).toBe('/sign-in?to=/account'));
});
