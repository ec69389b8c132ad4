import type { App, Automation } from '@pipewright/definition';
import { exampleWith } from '@pipewright/definition/example-automations';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { choose, fireEvent, screen, waitFor } from '../../../test/dom/draw.tsx';

const looks = [
  {
    ...{ language: 'en' as const, width: 1280, what: 'What it does', step: /^Ask everybody of .+ for approval, one of whom has to agree$/ },
    ...{ mode: 'Who has to agree', share: 'A share of them', percent: 'share that has to agree', limit: 'Limit the time to decide' },
    ...{
      lapse: 'If nobody has decided by then',
      reject: 'Reject it',
      own: /^Whoever began it may approve it/,
      unlocked: /may be changed meanwhile/,
    },
    ...{
      binds: 'Bound to',
      amount: 'Amount',
      add: 'Add approvers',
      said: /ask everybody of .+ for approval, 60 % of whom have to agree; once it is approved remind the owner/,
    },
  },
  {
    ...{ language: 'zh-CN' as const, width: 360, what: '它做什么', step: /^请.+全体审批（或签）$/ },
    ...{ mode: '审批方式', share: '按比例通过', percent: '须同意的比例', limit: '限定审批时间' },
    ...{ lapse: '超时未审批则', reject: '自动拒绝', own: /^发起人也是审批人时可以审批/, unlocked: /审批期间可以修改记录/ },
    ...{ binds: '审批依据', amount: '金额', add: '加签', said: /请.+全体审批（60% 同意即通过）；通过后提醒负责人/ },
  },
] as const;

const flow: Automation = {
  ...{ key: 'flow', name: { en: 'Flow', 'zh-CN': '流程' }, entity: 'deal', on: { kind: 'created' }, start: 'ask' },
  nodes: [
    {
      ...{ key: 'ask', kind: 'approve', to: [{ kind: 'role', role: 'sales' }], text: { en: 'Look', 'zh-CN': '请审批' }, mode: 'any' },
      ...{ allows: ['return', 'transfer', 'add'], next: { approved: 'tell', rejected: null, withdrawn: null } },
    },
    { key: 'tell', kind: 'notify', to: [{ kind: 'owner' }], text: { en: 'Yes', 'zh-CN': '通过' }, next: { done: null } },
  ],
};

describe.each(looks)('a step that asks for approval, in $language at $width px', (look) => {
  it('says who has to agree, what that is bound to and how long it may take, in words too', async () => {
    const app = exampleWith([flow]);
    const draft = { definition: app, published: app, revision: 7, version: 2, keys: [] };
    const rest = { 'GET /apps/x/runs': { runs: [], next: null }, 'GET /apps/x/delivery-channels': { channels: [] } };
    const { person, press, server } = await openDesigner('automation/flow', { 'GET /apps/x/draft': draft, ...rest }, look);
    const kept = () =>
      (server.writes().findLast(([way]) => way === 'PUT /apps/x/draft')?.[1] as { definition: App } | undefined)?.definition
        .automations?.[0]?.nodes[0];
    await press(look.step);
    await choose(person, await screen.findByRole('combobox', { name: look.mode }), look.share);
    const percent = await screen.findByRole('spinbutton', { name: look.percent });
    expect((percent as HTMLInputElement).value).toBe('50');
    fireEvent.change(percent, { target: { value: '60' } });
    await waitFor(() => expect(screen.getByRole('status', { name: look.what }).textContent).toMatch(look.said));
    await person.click(screen.getByRole('checkbox', { name: look.add }));
    await person.click(screen.getByRole('checkbox', { name: look.own }));
    await person.click(screen.getByRole('checkbox', { name: look.unlocked }));
    await person.click(screen.getByRole('checkbox', { name: look.limit }));
    await choose(person, await screen.findByRole('combobox', { name: look.lapse }), look.reject);
    await choose(person, screen.getByRole('combobox', { name: look.binds }), look.amount);
    await waitFor(() =>
      expect(kept()).toMatchObject({
        ...{ mode: 'share', percent: 60, allows: ['return', 'transfer'], own: true, unlocked: true, binds: ['amount'] },
        deadline: { after: 2, unit: 'workdays', lapse: 'reject' },
      }),
    );
  });
});
