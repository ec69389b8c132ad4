import { describe, expect, it } from 'vitest';
import { choose as chooseOption, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { around, page } from '../../../test/dom/world.ts';

const name = { en: 'Sales app', 'zh-CN': '销售应用' };
const templates = [
  { key: 'opportunity', name: { en: 'Opportunities', 'zh-CN': '商机' }, hasSample: true },
  { key: 'empty', name: { en: 'Empty', 'zh-CN': '空白' }, hasSample: false },
];
const apps = { apps: [{ key: 'x', name, version: 3, admin: false }] };
const home = (more: Answers = {}, options: Parameters<typeof visit>[2] = {}, address = '/apps') =>
  visit(address, { 'GET /apps': apps, ...more }, options);
const admin = around(undefined, true);

describe('the first page', () => {
  it('shows the apps of a person, and the designer to whoever may use it', async () => {
    await home({
      'GET /apps': { apps: [...apps.apps, { key: 'y', name: { en: 'Other', 'zh-CN': '其他' }, version: 1, admin: true }] },
    });
    expect((await screen.findByRole('link', { name: 'Sales app' })).getAttribute('href')).toBe('/a/x');
    expect(screen.queryByRole('link', { name: 'Design Sales app' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Design Other' }).getAttribute('href')).toBe('/designer/?app=y');
    expect(screen.queryByRole('button', { name: /New app/ })).toBeNull();
  });

  it('is the app itself where there is but one; the list keeps an address of its own', async () => {
    const { address } = await home({ 'GET /apps/x/today/deal': { lists: {}, figures: {} } }, {}, '/');
    await waitFor(() => expect(address()).toBe('/a/x/today'));
    expect(screen.queryByRole('button', { name: 'All apps' })).toBeNull();
    await home({}, {}, '/apps');
    expect(await screen.findByRole('link', { name: 'Sales app' })).toBeTruthy();
  });

  it('can be reached from an app by whoever has several or installs them', async () => {
    const two = { apps: [...apps.apps, { key: 'y', name, version: 1, admin: false }] };
    for (const more of [{ 'GET /apps': two }, admin]) {
      const { person, address } = await home({ 'GET /apps/x/records/deal': page([]), ...more }, {}, '/a/x/deal');
      await person.click(await screen.findByRole('button', { name: 'All apps' }));
      expect(await screen.findByRole('heading', { name: 'Apps' })).toBeTruthy();
      expect([address(), document.title]).toEqual(['/apps', 'Apps · Pipewright']);
    }
  });

  it('has its ways at the bottom of a phone', async () => {
    const own = { 'GET /account': { name: 'Li Na', email: 'li@acme.cn', sessions: [] }, 'GET /account/tokens': { tokens: [] } };
    const { person, address } = await home(own, { width: 360 });
    const quick = within(await screen.findByRole('navigation', { name: 'Quick navigation' }));
    expect(quick.getAllByRole('button').map((each) => [each.textContent, each.getAttribute('aria-current')])).toEqual([
      ['Apps', 'page'],
      ['My account', null],
    ]);
    await person.click(quick.getByRole('button', { name: /My account$/ }));
    expect(await screen.findByText('li@acme.cn')).toBeTruthy();
    expect(address()).toBe('/account');
  });

  it('says what to do where there is none', async () => {
    await home({ 'GET /apps': { apps: [] } });
    expect(await screen.findByText('You have no role in an app yet. Ask an administrator.')).toBeTruthy();
    await home({ ...admin, 'GET /apps': { apps: [] } }, { language: 'zh-CN' });
    expect(await screen.findByText('还没有应用，请从模板新建。')).toBeTruthy();
  });

  it('says why it cannot be shown', async () => {
    await home({ 'GET /apps': refuse(500, 'The server failed.') });
    expect(await screen.findByText('The server failed.')).toBeTruthy();
  });

  it('leads to the door whoever is not signed in', async () => {
    const { address } = await home({ 'GET /me': refuse(401, 'Sign in.'), 'GET /apps': refuse(401, 'Sign in.'), 'GET /sign-in-help': {} });
    await waitFor(() => expect(address()).toBe('/sign-in'));
  });
});

describe('a new app', () => {
  const open = async (more: Answers = {}) => {
    const visited = await home({ ...admin, 'GET /templates': { templates }, ...more });
    await visited.person.click(await screen.findByRole('button', { name: /New app from template$/ }));
    const dialog = within(await screen.findByRole('dialog'));
    const type = (label: string, text: string) => visited.person.type(dialog.getByLabelText(label), text);
    return { ...visited, dialog, type, go: () => visited.person.click(dialog.getByRole('button', { name: 'Create app' })) };
  };
  const fill = async ({ type }: Awaited<ReturnType<typeof open>>, key = 'crm') => {
    await type('Name in Chinese', '客户');
    await type('Name in English', 'Clients');
    await type('Key', key);
  };

  it('is made from a template with its sample records, and is on screen afterwards', async () => {
    const opened = await open({ 'POST /apps': { key: 'x' }, 'GET /apps/x/today/deal': { lists: {}, figures: {} } });
    await fill(opened);
    await opened.go();
    await waitFor(() => expect(opened.address()).toContain('/a/x'));
    expect(opened.server.writes()[0]).toEqual([
      'POST /apps',
      { key: 'crm', template: 'opportunity', sample: true, name: { en: 'Clients', 'zh-CN': '客户' } },
    ]);
  });

  it('may be another template, without records', async () => {
    const opened = await open({ 'POST /apps': refuse(422, 'Not now.') });
    await fill(opened);
    await chooseOption(opened.person, opened.dialog.getByRole('combobox', { name: 'Template' }), 'Empty');
    await opened.person.click(opened.dialog.getByLabelText('With sample records'));
    await opened.go();
    expect((await opened.dialog.findByRole('alert')).textContent).toContain('Not now.');
    expect(opened.server.writes()[0]?.[1]).toMatchObject({ template: 'empty', sample: false });
  });

  it('needs names, and a key that is one', async () => {
    const opened = await open();
    await opened.go();
    expect(await opened.dialog.findAllByText('Please fill this in.')).toHaveLength(3);
    await fill(opened, '2 Big');
    await opened.go();
    await waitFor(() => expect(opened.dialog.getAllByText(/^Lower-case letters/)).toHaveLength(2));
    expect(opened.server.writes()).toEqual([]);
  });

  it('may have a pipeline for each class of customers, by two questions', async () => {
    const stage = (key: string, buyerStep?: string) => ({
      ...{ key, name: { en: key, 'zh-CN': key }, probability: 10, color: 'blue' as const, required: [], gates: [] },
      ...(buyerStep ? { buyerStep: { en: buyerStep, 'zh-CN': buyerStep } } : {}),
    });
    const line = (key: string, ...stages: ReturnType<typeof stage>[]) => ({ key, name: { en: key, 'zh-CN': key }, when: null, stages });
    const options = [
      { key: 'big', name: { en: 'Big firms', 'zh-CN': '大公司' } },
      { key: 'tiny', name: { en: 'Tiny firms', 'zh-CN': '小公司' } },
    ];
    const classes = {
      entity: 'deal',
      field: { key: 'firm.size', name, options },
      now: { big: 'plain', tiny: 'plain' },
      pipelines: [line('account', stage('tender', 'Tender')), line('plain', stage('start'), stage('sign'))],
    };
    const opened = await open({
      'GET /templates': { templates: [{ ...(templates[0] as (typeof templates)[0]), classes }] },
      'GET /pipelines': { pipelines: [{ key: 'quick', from: name, description: name, names: {}, pipeline: line('quick', stage('call')) }] },
      'POST /apps': refuse(422, 'Not now.'),
    });
    await fill(opened);
    const choose = opened.dialog.getByRole<HTMLInputElement>('checkbox', { name: /^Choose pipelines/ });
    // Sample records stand in pipelines of the template.
    expect([choose.disabled, opened.dialog.queryByText(/^Sample records stand in/) !== null]).toEqual([true, true]);
    await opened.person.click(opened.dialog.getByLabelText('With sample records'));
    await opened.person.click(choose);
    const pick = async (label: string, option: string) =>
      chooseOption(opened.person, await opened.dialog.findByRole('combobox', { name: label }), option);
    await pick('Big firms: How do these customers buy?', 'Many people decide over months, often by tender');
    expect(opened.dialog.queryByRole('status')).toBeNull();
    await pick('Big firms: What do we want of them?', 'Few large accounts, kept for years');
    expect((await opened.dialog.findByRole('status')).textContent).toMatch(/^“Many people decide .* buyer’s own steps/);
    expect(opened.dialog.getByRole('list', { name: 'Stages of account' }).textContent).toBe('tenderTender');
    await pick('Tiny firms: How do these customers buy?', 'One person decides, within days');
    await pick('Tiny firms: What do we want of them?', 'Many deals, fast');
    expect(await opened.dialog.findByRole('list', { name: 'Stages of quick' })).toBeTruthy();
    await pick('Tiny firms: Pipeline', 'plain');
    expect(opened.dialog.getAllByRole('status').at(-1)?.textContent).toContain('You chose another pipeline than the one proposed, quick.');
    await opened.go();
    await opened.dialog.findByRole('alert');
    expect(opened.server.writes()[0]?.[1]).toMatchObject({ sample: false, classes: { big: 'account', tiny: 'plain' } });
  });
});
