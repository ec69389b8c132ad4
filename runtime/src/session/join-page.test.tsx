import { describe, expect, it } from 'vitest';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';

const link = { company: 'Acme', name: 'Li Na', email: 'li@acme.cn', returns: false, expires: '2026-03-20T00:00:00Z' };
const join = (more: Answers = {}) =>
  visit('/join#once', { 'POST /invitations/read': link, 'GET /apps': { apps: [] }, 'POST /auth/sign-in/email': {}, ...more });
const choose = async (person: Awaited<ReturnType<typeof join>>['person'], button: string, label = 'Password') => {
  await person.type(await screen.findByLabelText(label), 'long enough words');
  await person.click(screen.getByRole('button', { name: button }));
};

describe('a link', () => {
  it('lets its person choose a password, and in', async () => {
    const { person, server, address } = await join({ 'POST /invitations/accept': { email: 'li@acme.cn' } });
    expect(await screen.findByRole('heading', { name: 'Join Acme' })).toBeTruthy();
    await choose(person, 'Set password and start');
    await waitFor(() => expect(address()).toBe('/'));
    expect(server.writes()).toEqual([
      ['POST /invitations/read', { token: 'once' }],
      ['POST /invitations/accept', { token: 'once', password: 'long enough words' }],
      ['POST /auth/sign-in/email', { email: 'li@acme.cn', password: 'long enough words' }],
    ]);
  });

  it('says at the password what is wrong with it', async () => {
    const { person } = await join({ 'POST /invitations/accept': refuse(422, 'Very many people use this password.', { path: 'password' }) });
    await choose(person, 'Set password and start');
    expect(await screen.findByText('Very many people use this password.')).toBeTruthy();
  });

  it('that is not good any more says so, and leads to the door', async () => {
    await join({ 'POST /invitations/read': refuse(422, 'This link was used.', { path: 'token' }) });
    expect((await screen.findByRole('alert')).textContent).toContain('This link was used.');
    expect(screen.getByRole('link', { name: 'Sign in' })).toBeTruthy();
  });

  it('of somebody who was here before gives a new password', async () => {
    const { person, server } = await join({
      'POST /invitations/read': { ...link, returns: true },
      'POST /invitations/accept': { email: 'li@acme.cn' },
    });
    await choose(person, 'Set password and sign in', 'New password');
    await waitFor(() => expect(server.writes()).toHaveLength(3));
  });
});
