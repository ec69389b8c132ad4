import { describe, expect, it } from 'vitest';
import { choose, rows, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { label, member, people } from '../../../test/dom/people-page.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';

const who = () => rows().map(([first]) => first);
const dialog = async () => within(await screen.findByRole('dialog'));

describe('the page of people', () => {
  it('tells who there is, where, with which role and in what state', async () => {
    await people();
    await screen.findByRole('button', { name: 'Wang Lei' });
    expect(rows().map((line) => line.filter((_, i) => i !== 3))).toEqual([
      ['Li NaAdministratorp1@acme.cn', '–', '–', 'Active'],
      ['Wang Leip2@acme.cn', 'Harbour', 'Seller', 'Active'],
      ['Chen Jingp3@acme.cn', '–', '–', 'Invited'],
    ]);
  });

  it('shows the people of a department with those under it, and finds them by name and address', async () => {
    const { person } = await people();
    await person.click(await screen.findByRole('button', { name: 'North 1' }));
    expect(who()).toEqual(['Wang Leip2@acme.cn']);
    await person.type(screen.getByRole('searchbox', { name: 'Find people' }), 'P3@');
    expect(await screen.findByText(/Nobody here matches/)).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Everybody 3' }));
    expect(who()).toEqual(['Chen Jingp3@acme.cn']);
  });

  it('shows the people first on a phone: the departments are a line that unfolds, and folds when one is chosen', async () => {
    const { person } = await people({}, true, { width: 360 });
    await person.click(await screen.findByRole('button', { name: /Departments · Everybody/ }));
    await person.click(await screen.findByRole('button', { name: 'North 1' }));
    expect(await screen.findByRole('button', { name: /Departments · North/ })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'North 1' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Li Na' })).toBeNull();
  });

  it('is not for who is no administrator', async () => {
    const { server } = await people({}, false);
    expect(await screen.findByText('Only administrators of the installation look after people.')).toBeTruthy();
    expect(server.questions('/team')).toEqual([]);
  });
});

describe('inviting', () => {
  it('takes three clicks, and gives a link to copy', async () => {
    const { person, server } = await people({
      'POST /invitations': { user: 'p9', token: 'once', mail: null, expires: '2026-03-20T00:00:00Z' },
    });
    await person.click(await screen.findByRole('button', { name: /Invite a colleague/ }));
    const form = await dialog();
    await person.type(form.getByLabelText('Name'), 'Zhao Min');
    await person.type(form.getByLabelText('E-mail'), 'zhao@acme.cn');
    await choose(person, form.getByLabelText('Role in Sales app'), 'Boss');
    await person.click(form.getByRole('button', { name: 'Make link' }));
    const link = (await screen.findByLabelText('Link')) as HTMLInputElement;
    expect(link.value).toMatch(/\/join#once$/);
    const body = { name: 'Zhao Min', email: 'zhao@acme.cn', department: null, roles: [{ app: 'x', role: 'boss' }] };
    expect(server.writes()).toEqual([['POST /invitations', body]]);
    await person.click(screen.getByRole('button', { name: 'Invite another' }));
    expect(((await screen.findByLabelText('E-mail')) as HTMLInputElement).value).toBe('');
    expect((await dialog()).getByText('Boss')).toBeTruthy();
  });

  it('says at the address that it is taken, and keeps what was typed', async () => {
    const { person } = await people({ 'POST /invitations': refuse(422, 'This “E-mail” is taken.', { path: 'email' }) });
    await person.click(await screen.findByRole('button', { name: /Invite a colleague/ }));
    const form = await dialog();
    await person.type(form.getByLabelText('Name'), 'Zhao Min');
    await person.type(form.getByLabelText('E-mail'), 'p1@acme.cn');
    await person.click(form.getByRole('button', { name: 'Make link' }));
    expect(await screen.findByText('This “E-mail” is taken.')).toBeTruthy();
    expect((form.getByLabelText('Name') as HTMLInputElement).value).toBe('Zhao Min');
  });
});

describe('a person', () => {
  it('gets another role at once', async () => {
    const { person, server } = await people({ 'PUT /people/p2/roles': {} });
    await person.click(await screen.findByRole('button', { name: 'Wang Lei' }));
    await choose(person, (await dialog()).getByLabelText('Sales app'), 'Boss');
    await waitFor(() => expect(server.writes()).toEqual([['PUT /people/p2/roles', { app: 'x', role: 'boss' }]]));
  });

  it('who was invited gets the link anew, or loses it', async () => {
    const { person, server } = await people({
      'POST /people/p3/link': { token: 'again', mail: 'refused', expires: '2026-03-20T00:00:00Z' },
      'DELETE /people/p3/link': {},
    });
    await person.click(await screen.findByRole('button', { name: 'Chen Jing' }));
    await person.click(await screen.findByRole('button', { name: 'Make the link anew' }));
    expect(((await screen.findByLabelText('Link')) as HTMLInputElement).value).toMatch(/#again$/);
    expect(screen.getByRole('alert').textContent).toMatch(
      /^The mail server did not take the mail to .+@.+\. Copy the link and send it yourself\./,
    );
    await person.click(screen.getByRole('button', { name: 'Withdraw link' }));
    await waitFor(() => expect(server.writes().map(([way]) => way)).toEqual(['POST /people/p3/link', 'DELETE /people/p3/link']));
  });

  it('who leaves is handed over also while nobody looks; where that stands still, it is gone on with', async () => {
    const leaving = (moving: boolean) => ({ state: 'leaving' as const, handing: { done: 3200, total: 5000, moving } });
    const answers = (moving: boolean): Answers => ({ 'GET /team': { people: [member('p2', 'Wang Lei', leaving(moving))], apps: [] } });
    const { person, server } = await people(answers(true));
    await person.click(await screen.findByRole('button', { name: 'Wang Lei' }));
    expect(await screen.findByText('3200 of 5000 records handed over, 1800 left')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Go on' })).toBeNull();
    server.answer({ ...answers(false), 'POST /people/p2/leave': {} });
    await person.click(await screen.findByRole('button', { name: 'Go on' }, { timeout: 5000 }));
    await waitFor(() => expect(server.writes()).toEqual([['POST /people/p2/leave', { to: null }]]));
  });

  it('who has left still says what was handed over, to whom, by whom and when', async () => {
    const handOvers = [
      { app: label('Sales', '销售'), entity: label('Deal', '商机'), count: 12, to: 'Li Na', by: 'Zhang Wei', at: '2026-03-10T09:30:00Z' },
    ];
    const { person } = await people({
      ...{ 'GET /team': { people: [member('p2', 'Wang Lei', { state: 'left' })], apps: [] } },
      'GET /people/p2/hand-overs': { handOvers },
    });
    await person.click(await screen.findByLabelText('With those who left'));
    await person.click(await screen.findByRole('button', { name: 'Wang Lei' }));
    expect(await screen.findByText('12 records of “Deal” to Li Na')).toBeTruthy();
    expect(screen.getByText(/^Sales · 2026-03-10 .* · decided by Zhang Wei$/)).toBeTruthy();
  });

  it('who leaves is told in numbers, with whoever leads as who takes over', async () => {
    const left = { departments: ['North'], views: 0, tokens: 1, sessions: 2, roles: 1, shares: 3, heir: 'p1' };
    const records = [{ app: { en: 'Sales app', 'zh-CN': '销售' }, entity: { en: 'Deal', 'zh-CN': '商机' }, count: 12 }];
    const { person, server } = await people({ 'GET /people/p2/belongings': { records, ...left }, 'POST /people/p2/leave': {} });
    await person.click(await screen.findByRole('button', { name: 'Wang Lei' }));
    await person.click(await screen.findByRole('button', { name: 'Let go and hand over…' }));
    expect(await screen.findByText('Sales app: 12 records of “Deal”, with those in the recycle bin')).toBeTruthy();
    expect(screen.getByText('These end at once: 2 sessions, 1 API tokens, 1 roles in apps, 3 shares of records.')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Let go and hand over' }));
    await waitFor(() => expect(server.writes()).toEqual([['POST /people/p2/leave', { to: 'p1' }]]));
    expect(await screen.findByText('Wang Lei is out. What is open is being handed over.')).toBeTruthy();
  });
});

describe('a department', () => {
  it('is refused in words where it cannot be deleted', async () => {
    const { person } = await people({ 'DELETE /departments/a1': refuse(422, '1 departments stand under this one.') });
    await person.click(await screen.findByRole('button', { name: 'Edit North' }));
    await person.click((await dialog()).getByRole('button', { name: 'Delete department' }));
    expect(await screen.findByText('1 departments stand under this one.')).toBeTruthy();
  });

  it('is changed in one dialog', async () => {
    const { person, server } = await people({ 'PATCH /departments/a3': {} });
    await person.click(await screen.findByRole('button', { name: 'Edit South' }));
    const form = await dialog();
    await choose(person, form.getByLabelText('Stands under'), 'North / Harbour');
    await person.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.writes()).toEqual([['PATCH /departments/a3', { name: 'South', parent: 'a2', manager: null }]]));
  });
});
