import { afterEach, describe, expect, it, vi } from 'vitest';
import { menuItem, screen, waitFor } from '../../../test/dom/draw.tsx';
import { frame } from '../../../test/dom/frame-page.tsx';
import { refuse } from '../../../test/dom/server.ts';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.removeItem('pipewright.sider');
});

describe('the bar on top', () => {
  it('names the person, and leads to her account or out', async () => {
    const { person, server, address } = await frame({ 'POST /auth/sign-out': {}, 'GET /sign-in-help': {} });
    await person.click(await screen.findByRole('button', { name: 'Account of Li Na' }));
    await person.click(await menuItem('Sign out'));
    await waitFor(() => expect(address()).toBe('/sign-in'));
    expect(server.writes()).toEqual([['POST /auth/sign-out', undefined]]);
  });

  it('signs out everywhere, even where that was done already', async () => {
    const { person, server, address } = await frame({ 'DELETE /account/sessions': refuse(401, 'Sign in.'), 'GET /sign-in-help': {} });
    await person.click(await screen.findByRole('button', { name: 'Account of Li Na' }));
    await person.click(await menuItem('Sign out on all devices'));
    await waitFor(() => expect(address()).toBe('/sign-in'));
    expect(server.writes()).toEqual([['DELETE /account/sessions', undefined]]);
  });

  it('changes the language at once', async () => {
    const { person, server } = await frame({ 'PATCH /account': {} });
    await screen.findByText('Pump');
    await person.click(screen.getByRole('button', { name: /中文$/ }));
    expect(await screen.findByRole('heading', { name: '商机' })).toBeTruthy();
    // It goes along to other machines.
    await waitFor(() => expect(server.writes()).toEqual([['PATCH /account', { language: 'zh-CN' }]]));
  });
});
