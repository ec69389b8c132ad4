import { type App, editEntity, type LookedAt, type RecordJson, updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import type { Answers } from '../../../test/dom/server.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
/** Deals that sales people see without cost, and of which the draft asks the amount to be more than the cost. */
function drafted(): App {
  const app = updateStage(exampleApp(), 'deal', 'plain', 'start', {
    gates: [
      { key: 'worth', rule: { '>': [{ var: 'amount' }, 100] }, message: label('It is worth too little', '金额太小') },
      { key: 'gain', rule: { '>': [{ var: 'cost' }, 1] }, message: label('No cost', '没有成本') },
    ],
    tasks: [{ key: 'call', name: label('Call them', '打电话'), required: true }],
  });
  const tasks = {
    ...{ key: 'task', name: label('Task', '任务'), plural: label('Tasks', '任务'), title: 'subject', taskOf: 'deal', done: 'done_at' },
    fields: [
      { key: 'subject', type: 'text' as const, name: label('Subject', '主题'), required: true },
      { key: 'deal', type: 'reference' as const, name: label('Deal', '商机'), target: 'deal' },
      { key: 'done_at', type: 'datetime' as const, name: label('Done', '完成时间') },
    ],
    form: [{ key: 'main', name: label('Main', '主要'), fields: ['subject'] }],
    views: [{ key: 'all', name: label('All', '全部'), columns: ['subject'] }],
    constraints: [],
  };
  const roles = app.roles.map((role) =>
    role.key === 'sales'
      ? {
          ...role,
          grants: {
            ...role.grants,
            firm: { ...role.grants.deal, hidden: [], readonly: [] },
            task: { ...role.grants.deal, hidden: [], readonly: [] },
          },
        }
      : role,
  ) as App['roles'];
  return editEntity({ ...app, entities: [...app.entities, tasks], roles }, 'deal', (deal) => deal);
}
const members = { members: [{ id: 'u7', name: 'Li Na', role: 'sales' }] };
const deal = (more: object): RecordJson =>
  ({
    id: '01980000-0000-7000-8000-0000000000d1',
    version: 1,
    name: 'Mill',
    pipeline: 'plain',
    stage: 'start',
    status: 'open',
    ...more,
  }) as RecordJson;

async function open(answers: Answers = {}, language: 'en' | 'zh-CN' = 'en', width = 1280) {
  const opened = await openDesigner(
    'entity/deal',
    { 'GET /apps/x/members': members as never, 'GET /apps/x/records/deal': { records: [deal({})], next: null }, ...answers },
    { app: drafted(), language, width },
  );
  await opened.press(language === 'en' ? 'Look as …' : '以他人身份预览');
  const drawer = within(await screen.findByRole('dialog'));
  await drawer.findByText(language === 'en' ? /^The draft as it is now/ : /^这是当前草稿/);
  return { ...opened, drawer };
}

describe('the draft as a role sees it', () => {
  it('shows the fields of an empty record in a stage, what is to be done, and what stands in the way', async () => {
    const { drawer, person } = await open();
    await choose(person, drawer.getByRole('combobox', { name: 'Stage' }), 'Plain › start');
    expect(await drawer.findByText('Sales may create records, change records.')).toBeTruthy();
    expect(await drawer.findByLabelText(/^Amount/)).toBeTruthy();
    expect(drawer.queryByLabelText(/^Cost/)).toBeNull();
    expect(drawer.getByText('Call them').closest('li')?.textContent).toContain('needed to go on');
    // Another criterion speaks of what the role may not know.
    expect(drawer.getByText('1 more criteria that this role may not know.')).toBeTruthy();
    expect(document.body.textContent).not.toContain('No cost');
    expect(drawer.getAllByText(/It is worth too little/)[0]?.textContent).toContain('Due');
  });

  it('shows an administrator everything', async () => {
    const { drawer, person } = await open();
    await choose(person, drawer.getByRole('combobox', { name: 'Role' }), 'Admin');
    expect(await drawer.findByLabelText(/^Cost/)).toBeTruthy();
  });

  it('says so where a role sees nothing', async () => {
    const bare = drafted();
    const app = { ...bare, roles: bare.roles.map((role) => (role.key === 'sales' ? { ...role, grants: {} } : role)) };
    const opened = await openDesigner(
      'entity/deal',
      { 'GET /apps/x/members': members as never, 'GET /apps/x/records/deal': { records: [], next: null } },
      { app },
    );
    await opened.press('Look as …');
    expect(await screen.findByText('Sales does not see Deal at all.')).toBeTruthy();
  });

  it('speaks Chinese on a phone', async () => {
    const { drawer } = await open({}, 'zh-CN', 360);
    expect(await drawer.findByText('Sales可以新建记录、修改记录。')).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/Where it may|What is to be/);
  });
});

describe('a record as a person sees it', () => {
  const looked = (record: RecordJson | null): Answers =>
    ({
      'POST /apps/x/records/deal/:id/look': { record, role: 'sales', surroundings: { 'user.id': 'u7' } } satisfies LookedAt,
    }) as Answers;
  const pick = async ({ drawer, person }: Awaited<ReturnType<typeof open>>) => {
    await choose(person, drawer.getByRole('combobox', { name: 'Person' }), 'Li Na');
    await choose(person, drawer.getByRole('combobox', { name: 'Record' }), 'Mill');
  };

  it('comes from the server, and goes without what the draft hides besides', async () => {
    const opened = await open(looked(deal({ amount: '900', cost: '5', due: '2030-01-01', $may: { update: true, delete: false } })));
    await pick(opened);
    expect(await opened.drawer.findByText('Li Na may change this record.')).toBeTruthy();
    expect((await opened.drawer.findByLabelText<HTMLInputElement>(/^Amount/)).value).toMatch(/900/);
    expect(opened.drawer.queryByLabelText(/^Cost/)).toBeNull();
    expect(opened.server.writes()).toEqual([['POST /apps/x/records/deal/01980000-0000-7000-8000-0000000000d1/look', { person: 'u7' }]]);
  });

  it('is said to be out of sight where it is', async () => {
    const opened = await open(looked(null));
    await pick(opened);
    await waitFor(() => expect(opened.drawer.getByText('Li Na does not see this record.')).toBeTruthy());
  });
});
