import { keepZone, momentText } from '@pipewright/ui';
import { describe, expect, it } from 'vitest';
import { account } from '../../../test/dom/account-page.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { zoneLabel } from './zones.ts';

const person1 = { user: 'p1', name: 'Li Na', installationAdmin: false, language: null, timeZone: null };

describe('who one is', () => {
  const rename = async (answers: Parameters<typeof account>[0]) => {
    const visited = await account(answers);
    const input = (await screen.findByLabelText('Name')) as HTMLInputElement;
    expect([input.value, screen.getByText('li@acme.cn') !== null]).toEqual(['Li Na', true]);
    await visited.person.clear(input);
    await visited.person.type(input, 'Li Na Wei');
    await visited.person.click(screen.getByRole('button', { name: 'Save' }));
    return visited;
  };

  it('can be called otherwise', async () => {
    const { server } = await rename({ 'PATCH /account': {} });
    expect(await screen.findByText('Saved.')).toBeTruthy();
    expect(server.writes()).toEqual([['PATCH /account', { name: 'Li Na Wei', language: 'en', timeZone: null }]]);
    await waitFor(() => expect(server.questions('/me')).toHaveLength(2));
  });

  it('chooses a language and a clock, which are there at once', async () => {
    const { person, server } = await account({ 'PATCH /account': {} });
    await choose(person, await screen.findByLabelText('Language'), '中文');
    await choose(person, screen.getByLabelText('Time zone'), zoneLabel('America/New_York', 'en'));
    server.answer({ 'GET /me': { user: 'p1', name: 'Li Na', installationAdmin: false, language: 'zh-CN', timeZone: 'America/New_York' } });
    await person.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('时区')).toBeTruthy();
    expect(await screen.findByText('已保存。')).toBeTruthy();
    expect(server.writes()).toEqual([['PATCH /account', { name: 'Li Na', language: 'zh-CN', timeZone: 'America/New_York' }]]);
    await waitFor(() => expect(momentText('2026-03-10T12:00:00Z')).toBe('2026-03-10 08:00'));
    keepZone(null);
  });

  it('keeps what is typed while the language is changed on the bar, which is kept for other machines', async () => {
    const { person, server } = await account({ 'PATCH /account': {} });
    await person.type(await screen.findByLabelText('Name'), ' Wei');
    await person.click(screen.getByRole('button', { name: /中文/ }));
    expect(((await screen.findByLabelText('姓名')) as HTMLInputElement).value).toBe('Li Na Wei');
    await waitFor(() => expect(server.writes()).toEqual([['PATCH /account', { language: 'zh-CN' }]]));
  });

  it('reads in the chosen language on a machine that knows of none, and by the chosen clock', async () => {
    const me = { user: 'p-far', name: 'Li Na', installationAdmin: false, language: 'zh-CN' as const, timeZone: 'Asia/Shanghai' };
    await account({ 'GET /me': me });
    expect(await screen.findByText('我的账户')).toBeTruthy();
    expect(momentText('2026-03-10T23:30:00Z')).toBe('2026-03-11 07:30');
    keepZone(null);
  });

  it('brings along a language that was chosen while signing in', async () => {
    const own = { 'GET /account': { name: 'Li Na', email: 'li@acme.cn', sessions: [] }, 'GET /account/tokens': { tokens: [] } };
    const answers = { ...own, 'GET /sign-in-help': {}, 'POST /auth/sign-in/email': {}, 'PATCH /account': {} };
    const { person, server } = await visit('/sign-in?to=/account', { ...answers, 'GET /me': { ...person1, language: 'en' } });
    await person.click(await screen.findByRole('button', { name: /中文$/ }));
    await person.type(await screen.findByLabelText('邮箱'), 'li@acme.cn');
    await person.type(screen.getByLabelText('密码'), 'secret');
    await person.click(screen.getByRole('button', { name: '登录' }));
    await waitFor(() => expect(server.writes()).toContainEqual(['PATCH /account', { language: 'zh-CN' }]));
    expect(document.documentElement.lang).toBe('zh-CN');
  });

  it('finds the way back at the bottom on a phone', async () => {
    const { person, address } = await account({ 'GET /me': person1, 'GET /apps/x/today/deal': { lists: {}, figures: {} } }, { width: 360 });
    const bar = within(await screen.findByRole('navigation', { name: 'Quick navigation' }));
    expect(bar.getAllByRole('button').map((each) => each.textContent)).toEqual(['Sales app', 'My account']);
    await person.click(bar.getByRole('button', { name: /Sales app$/ }));
    await waitFor(() => expect(address()).toMatch(/^\/a\/x/));
  });

  it('hears why not', async () => {
    await rename({ 'PATCH /account': refuse(422, 'This name is too long.') });
    expect(await screen.findByText('This name is too long.')).toBeTruthy();
  });
});
