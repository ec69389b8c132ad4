import { describe, expect, it } from 'vitest';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';

const SIGN_IN = 'POST /auth/sign-in/email';
const fault = async () => (await screen.findByRole('alert')).textContent;

describe('setting up', () => {
  const typed = { company: 'Acme', name: 'Li Na', email: 'li@acme.cn', password: 'long enough words' };
  const labels = { company: 'Company', name: 'Your name', email: 'E-mail', password: 'Password (10 characters or more)' };
  const setUp = async (answers: Answers, skip?: keyof typeof typed) => {
    const visited = await visit('/setup?token=once', { 'GET /apps': { apps: [] }, [SIGN_IN]: {}, ...answers });
    await screen.findByRole('heading', { name: 'Set up Pipewright' });
    for (const key of Object.keys(typed) as (keyof typeof typed)[])
      if (key !== skip) await visited.person.type(screen.getByLabelText(labels[key]), typed[key]);
    await visited.person.click(screen.getByRole('button', { name: 'Start' }));
    return visited;
  };

  it('makes the first administrator with the word from the link, and signs in', async () => {
    const { server, address } = await setUp({ 'POST /setup': {} });
    await waitFor(() => expect(address()).toBe('/'));
    expect(server.writes()).toEqual([
      ['POST /setup', { token: 'once', ...typed }],
      [SIGN_IN, { email: typed.email, password: typed.password }],
    ]);
  });

  it('needs everything', async () => {
    const { server } = await setUp({}, 'company');
    expect(await screen.findByText('Please fill this in.')).toBeTruthy();
    expect(server.writes()).toEqual([]);
  });

  it('says why it was refused, as of a password that is too easy', async () => {
    const { address } = await setUp({ 'POST /setup': refuse(422, 'Ten characters or more, please.') });
    expect(await fault()).toBe('Ten characters or more, please.');
    expect(address()).toBe('/setup?token=once');
  });
});
