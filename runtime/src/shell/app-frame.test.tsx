import { afterEach, describe, expect, it, vi } from 'vitest';
import { act, fireEvent, menuItem, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone } from '../../../test/dom/world.ts';

const LIST = '/apps/x/records/deal';
const answers: Answers = { 'GET /apps/x/records/deal': page([deal('d1', 'Pump')]), 'GET /apps/x/records/firm': page([]) };
const frame = (more: Answers = {}, options: Parameters<typeof visit>[2] = {}, address = '/a/x/deal') =>
  visit(address, { ...answers, ...more }, options);
const ways = () => screen.getAllByRole('menuitem').map((each) => each.textContent);
const press = (key: string, more: object = {}) =>
  act(async () => void fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more }));
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
    const { person } = await frame();
    await screen.findByText('Pump');
    await person.click(screen.getByRole('button', { name: /中文$/ }));
    expect(await screen.findByRole('heading', { name: '商机' })).toBeTruthy();
  });
});

describe('going somewhere by typing', () => {
  const open = async () => {
    const visited = await frame();
    await screen.findByText('Pump');
    await press('k', { ctrlKey: true });
    const input = await screen.findByRole('combobox', { name: 'Go to…' });
    return { ...visited, input };
  };
  const found = () => screen.getAllByRole('option').map((each) => [each.textContent, each.getAttribute('aria-selected')]);

  it('finds pages by a part of their name, and goes to the one that is marked', async () => {
    const { person, input, address } = await open();
    await person.type(input, 'DEAL');
    expect(found()).toEqual([
      ['Deals', 'true'],
      ['Deals board', 'false'],
    ]);
    await person.type(input, '{ArrowDown}{ArrowDown}{ArrowUp}{ArrowDown}');
    expect(found().map(([, marked]) => marked)).toEqual(['false', 'true']);
    await person.clear(input);
    await person.type(input, 'firm{Enter}');
    await waitFor(() => expect(address()).toBe('/a/x/firm'));
  });

  it('begins anew each time it is opened', async () => {
    const { person, input } = await open();
    await person.type(input, 'deal{ArrowDown}');
    await person.click(screen.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
    await press('k', { metaKey: true });
    await waitFor(() => expect(found()[0]).toEqual(['All', 'true']));
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Go to…' }).value).toBe('');
  });

  it('changes the language too, and opens from the bar', async () => {
    const { person } = await frame();
    await person.click(await screen.findByRole('button', { name: /Go to… · Ctrl K$/ }));
    await person.type(await screen.findByRole('combobox', { name: 'Go to…' }), '中文{Enter}');
    expect(await screen.findByRole('heading', { name: '商机' })).toBeTruthy();
  });
});

describe('what changes while one looks', () => {
  const watch = async () => {
    const visited = await frame();
    await screen.findByText('Pump');
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const now = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(now + 60_000);
    return visited;
  };

  it('is asked for again, as new as the news', async () => {
    const { server } = await watch();
    server.answer({ 'GET /apps/x/records/deal': page([deal('d1', 'Pump 2')]) });
    await act(async () => server.tell('records', { entity: 'deal', ids: ['d1'], at: 777 }));
    expect(await screen.findByText('Pump 2')).toBeTruthy();
    expect(server.questions(LIST).map(({ since }) => since)).toEqual([undefined, '777']);
  });

  it('is left alone where it concerns nothing on screen', async () => {
    const { server } = await watch();
    await act(async () => server.tell('records', { entity: 'firm', ids: ['f77'], at: 777 }));
    await act(async () => new Promise((done) => setTimeout(done, 20)));
    expect(server.questions(LIST)).toHaveLength(1);
  });

  it('is the app itself once a version is published', async () => {
    const { server } = await watch();
    const app = { ...appOf(), version: 4 };
    server.answer({ 'GET /apps/x/definition': { ...app, app: { ...app.app, name: { en: 'Renamed', 'zh-CN': '改名' } } } });
    await act(async () => server.tell('publish', { entity: null, ids: null, at: 778 }));
    expect(await screen.findByText('Renamed')).toBeTruthy();
  });
});
