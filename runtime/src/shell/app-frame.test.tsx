import { afterEach, describe, expect, it, vi } from 'vitest';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { frame, ways } from '../../../test/dom/frame-page.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { appOf, around, someone } from '../../../test/dom/world.ts';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.removeItem('pipewright.sider');
});

describe('the frame around an app', () => {
  it('leads to every page of it, and to the designer whoever may', async () => {
    await frame();
    await screen.findByText('Pump');
    expect(ways()).toEqual(['All', 'Deals', 'Deals board', 'Firms', 'Import', 'All apps']);
    expect(screen.getByRole('menuitem', { name: /Deals$/ }).className).toContain('selected');
    await frame(around(appOf(someone({}, { admin: true }))));
    await screen.findByText('Pump');
    expect(ways()).toContain('Designer');
  });

  it('goes where one presses', async () => {
    const { person, address } = await frame();
    await screen.findByText('Pump');
    await person.click(screen.getByRole('menuitem', { name: /Firms$/ }));
    expect(await screen.findByText('There are no Firms yet.')).toBeTruthy();
    expect(address()).toBe('/a/x/firm');
  });

  it('is folded, and stays folded the next time', async () => {
    const { person } = await frame();
    await screen.findByText('Pump');
    await person.click(document.querySelector('.ant-layout-sider-trigger') as HTMLElement);
    expect(document.querySelector('.ant-layout-sider-collapsed')).toBeTruthy();
    await frame();
    await screen.findByText('Pump');
    expect(document.querySelector('.ant-layout-sider-collapsed')).toBeTruthy();
  });

  it('is a drawer and four quick ways on a phone', async () => {
    const { person, address } = await frame({}, { width: 360 });
    await screen.findByText('Pump');
    const quick = within(screen.getByRole('navigation', { name: 'Quick navigation' }));
    expect(quick.getAllByRole('button').map((each) => each.textContent)).toEqual(['All', 'Deals', 'Deals board', 'Firms']);
    await person.click(screen.getByRole('button', { name: 'Menu' }));
    await person.click(within(await screen.findByRole('dialog')).getByRole('menuitem', { name: /Firms$/ }));
    await waitFor(() => expect(address()).toBe('/a/x/firm'));
  });

  it('speaks Chinese', async () => {
    await frame({}, { language: 'zh-CN' });
    await screen.findByText('Pump');
    expect(ways()).toEqual(['All', '商机', '商机看板', '公司', '导入', '全部应用']);
  });

  it('is none where there is no such app, with the way home', async () => {
    const { person, address } = await frame({ 'GET /apps/x/definition': refuse(404, 'There is no such app.'), 'GET /apps': { apps: [] } });
    expect(await screen.findByText('There is no such app.')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Home' }));
    await waitFor(() => expect(address()).toBe('/'));
  });

  it('leads to the door, and from there back, whoever is not signed in', async () => {
    const no = refuse(401, 'Sign in.');
    const { address } = await frame({ 'GET /me': no, 'GET /apps/x/definition': no, 'GET /sign-in-help': {} }, {}, '/a/x/deal?q=pump');
    await waitFor(() => expect(address()).toBe('/sign-in?to=/a/x/deal?q=pump'));
  });

  it('hears at the next question that one was signed out elsewhere', async () => {
    const { person, server, address } = await frame({ 'GET /sign-in-help': {} });
    await screen.findByText('Pump');
    const no = refuse(401, 'Sign in.');
    server.answer({ 'GET /me': no, 'GET /apps/x/records/deal': no, 'GET /apps/x/definition': no });
    await person.type(screen.getByRole('searchbox', { name: 'Search' }), 'x{Enter}');
    await waitFor(() => expect(address()).toMatch(/^\/sign-in\?to=/));
  });
});
