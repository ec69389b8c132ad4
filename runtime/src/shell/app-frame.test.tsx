import { afterEach, describe, expect, it, vi } from 'vitest';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { frame, ways } from '../../../test/dom/frame-page.tsx';
import { open } from '../../../test/dom/record-page.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { appOf, around, dealsApp, someone } from '../../../test/dom/world.ts';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.removeItem('pipewright.sider');
});

describe('the frame around an app', () => {
  it('leads to every page of it, and to the designer whoever may', async () => {
    await frame();
    await screen.findByText('Pump');
    expect(ways()).toEqual(['Today', 'All', 'Deals', 'Deal pipeline', 'Firms', 'Notices', 'Import']);
    expect(screen.getByRole('menuitem', { name: /Deals$/ }).className).toContain('selected');
    await frame(around(appOf(someone({}, { admin: true }))));
    await screen.findByText('Pump');
    expect(ways()).toContain('Designer');
  });

  it('names the tab after what is on screen, and marks the list of a record that is open', async () => {
    await frame();
    await screen.findByText('Pump');
    expect(document.title).toBe('Deals · Pipewright');
    await open();
    await screen.findByRole('heading', { name: 'Pump' });
    await waitFor(() => expect(document.title).toBe('Pump · Deals · Pipewright'));
    expect(screen.getByRole('menuitem', { name: /Deals$/ }).className).toContain('selected');
    expect(document.querySelector('.ant-breadcrumb')?.textContent).toBe('Deals/Pump');
  });

  it('keeps less used entities behind one entry, each with the picture that was chosen', async () => {
    const app = dealsApp();
    for (const each of app.entities) Object.assign(each, each.key === 'firm' ? { menu: 'more', icon: 'shop' } : {});
    const { person, address } = await frame(around(appOf(someone(), app)));
    await screen.findByText('Pump');
    expect(ways()).toEqual(['Today', 'All', 'Deals', 'Deal pipeline', 'More', 'Notices', 'Import']);
    await person.click(screen.getByRole('menuitem', { name: /More$/ }));
    const firms = await screen.findByRole('menuitem', { name: /Firms$/ });
    expect([firms.querySelector('.anticon-shop'), document.querySelector('.anticon-funnel-plot')].map(Boolean)).toEqual([true, true]);
    await person.click(firms);
    await waitFor(() => expect(address()).toBe('/a/x/firm'));
    expect(screen.getByRole('menuitem', { name: /Firms$/ }).className).toContain('selected');
  });

  it('goes where one presses', async () => {
    const { person, address } = await frame();
    await screen.findByText('Pump');
    await person.click(screen.getByRole('menuitem', { name: /Firms$/ }));
    expect(await screen.findByText('There are no firms yet.')).toBeTruthy();
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
    expect(quick.getAllByRole('button').map((each) => each.textContent)).toEqual(['Today', 'All', 'Deals', 'Pipeline']);
    await person.click(screen.getByRole('button', { name: 'Menu' }));
    await person.click(within(await screen.findByRole('dialog')).getByRole('menuitem', { name: /Firms$/ }));
    await waitFor(() => expect(address()).toBe('/a/x/firm'));
  });

  it('speaks Chinese', async () => {
    await frame({}, { language: 'zh-CN' });
    await screen.findByText('Pump');
    expect(ways()).toEqual(['今日', 'All', '商机', '商机看板', '公司', '通知', '导入']);
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
