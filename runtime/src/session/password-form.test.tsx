import { describe, expect, it } from 'vitest';
import { account, panel } from '../../../test/dom/account-page.tsx';
import { screen } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';

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
