import type { Automation, Hook } from '@pipewright/definition';
import { exampleLadder, exampleWith } from '@pipewright/definition/example-automations';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { choose, fireEvent, screen, waitFor } from '../../../test/dom/draw.tsx';

const webhook: Automation = {
  ...exampleLadder(),
  ...{ key: 'site', name: { en: 'Website form', 'zh-CN': '官网表单' }, start: 'remind' },
  on: { kind: 'webhook', takes: { name: 'title', amount: 'form.amount' } },
  nodes: exampleLadder().nodes.slice(0, 1),
};
const none: Hook = { hook: null, arrivals: [] };
const some: Hook = {
  hook: { id: 'h-1', by: 'Wang', at: '2026-01-05T09:00:00.000Z', deniedAt: null },
  arrivals: [
    {
      ...{ id: 'a1', at: '2026-01-05T09:00:00.000Z', outcome: 'begun', record: { entity: 'deal', id: 'd1', title: 'Pump' } },
      ...{ input: [{ name: 'Amount', value: '12' }], faults: [] },
    },
    { id: 'a2', at: '2026-01-04T09:00:00.000Z', outcome: 'unmatched', record: null, input: [], faults: ['No record has this “Name”.'] },
  ],
};
const opened = (hook: Hook, language: 'en' | 'zh-CN' = 'en', published = true) => {
  const app = exampleWith([webhook]);
  return openDesigner(
    'automation/site',
    {
      'GET /apps/x/draft': { definition: app, published: published ? app : exampleWith([]), revision: 7, version: 2, keys: [] },
      'GET /apps/x/automations': [],
      'GET /apps/x/runs': { runs: [], next: null },
      'GET /apps/x/delivery-channels': { channels: [] },
      'GET /apps/x/automations/site/hook': hook,
    },
    { language },
  );
};
const said = (name = 'What it does') => screen.getByRole('status', { name }).textContent;

describe('an automation that a webhook begins', () => {
  it('says so, and is told under which name each field arrives', async () => {
    const { person, press, kept } = await opened(none);
    await screen.findByLabelText('Name in the message for Amount');
    expect(said()).toBe('When the webhook “Website form” brings a new deal, remind the owner');
    fireEvent.change(screen.getByLabelText('Name in the message for Amount'), { target: { value: 'data.sum' } });
    await choose(person, screen.getByRole('combobox', { name: 'Add a field' }), 'Due');
    await press('Leave out Name');
    expect((await kept())?.automations?.[0]?.on).toEqual({ kind: 'webhook', takes: { amount: 'data.sum', due: 'due' } });
  });

  it('is given an address with a secret that is shown once, with an example of what is sent', async () => {
    const { press, button, server } = await opened(none);
    // What is there at first is answered before it is another.
    await button('Make address and secret');
    server.answer({
      'PUT /apps/x/automations/site/hook': { id: 'h-1', secret: 'whsec_abc' },
      'GET /apps/x/automations/site/hook': some,
    });
    await press('Make address and secret');
    expect(await screen.findByLabelText('Address')).toHaveProperty('value', `${window.location.origin}/api/hooks/h-1`);
    expect(screen.getByLabelText('Secret')).toHaveProperty('value', 'whsec_abc');
    const example = screen.getByLabelText<HTMLTextAreaElement>('Example').value;
    expect(example).toContain("-H 'authorization: Bearer whsec_abc'");
    expect(JSON.parse(/-d '([\s\S]*)'$/.exec(example)?.[1] ?? '')).toEqual({ title: '…', form: { amount: '1200.00' } });
  });

  it('shows what came last, and has another secret made or the address ended after asking', async () => {
    const { press, person, server } = await opened(some);
    expect(await screen.findByRole('link', { name: 'Pump' })).toHaveProperty('pathname', '/a/x/deal/d1');
    expect([screen.getByText('Began'), screen.getByText('No record fits'), screen.getByText('No record has this “Name”.')]).toHaveLength(3);
    expect(screen.queryByLabelText('Secret')).toBeNull();
    server.answer({ 'PUT /apps/x/automations/site/hook': { id: 'h-1', secret: 'whsec_new' }, 'DELETE /apps/x/automations/site/hook': {} });
    await press('Make another secret');
    await person.click((await screen.findAllByRole('button', { name: 'Make another secret' })).at(-1) as HTMLElement);
    await waitFor(() => expect(screen.getByLabelText('Secret')).toHaveProperty('value', 'whsec_new'));
    expect(server.writes()).toEqual([['PUT /apps/x/automations/site/hook', undefined]]);
  });

  it('has no address before it is published', async () => {
    const { server } = await opened(none, 'en', false);
    expect(await screen.findByText('The address and its secret can be made once this is published.')).toBeTruthy();
    expect(server.questions('/apps/x/automations/site/hook')).toHaveLength(0);
  });

  it('is all in Chinese to who reads Chinese', async () => {
    await opened(some, 'zh-CN');
    expect(await screen.findByText('最近收到的消息')).toBeTruthy();
    expect(screen.getByText(/^收到网络钩子“官网表单”时新建商机/)).toBeTruthy();
    expect([screen.getByText('已触发'), screen.getByText('没有对应的记录'), screen.getByRole('button', { name: '更换密钥' })]).toHaveLength(
      3,
    );
  });
});
