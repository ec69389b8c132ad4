import { describe, expect, it } from 'vitest';
import { approval, detail, shelf } from '../../../test/dom/approvals.ts';
import { act, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { open as openDeal, PUMP, stages } from '../../../test/dom/record-page.tsx';
import type { Answers } from '../../../test/dom/server.ts';

const OF = `GET ${PUMP.path}/approvals` as const;
const open = (approvals: ReturnType<typeof approval>[], more: Answers = {}, options: Parameters<typeof openDeal>[1] = {}) =>
  openDeal({ ...shelf([]), [OF]: { approvals }, ...more }, options);
const card = () => screen.findByRole('group', { name: 'Approval: May we give 20 % off?' });

describe('a record about which somebody is asked', () => {
  it('says where it stands and that it is locked, on its stage too, and opens all of it', async () => {
    const { person } = await open([approval('a1', { approved: 1, missing: 1 })], { 'GET /apps/x/approvals/a1': detail('a1') });
    const said = within(await card());
    for (const each of [/Waits for Li Na and Wang Wei/, '1 of 2 approved · 1 has to agree yet', /^Locked: what this decision/])
      expect(said.getByText(each)).toBeTruthy();
    expect(stages().map((each) => each.textContent?.includes('(in approval)'))[0]).toBe(true);
    await person.click(said.getByRole('button', { name: 'Look and decide' }));
    const drawer = within(await screen.findByRole('dialog'));
    expect(await drawer.findByRole('button', { name: 'Approve' })).toBeTruthy();
  });

  it('says how it ended for a week, and is not in approval any more', async () => {
    await open([approval('a1', { phase: 'rejected', endedAt: '2026-03-10T02:00:00.000Z', may: [], asked: [] })]);
    const said = within(await card());
    expect(said.getByText('Rejected')).toBeTruthy();
    expect(said.queryByText(/^Locked/)).toBeNull();
    expect(said.getByRole('button', { name: 'See all of it' })).toBeTruthy();
    expect(stages().some((each) => each.textContent?.includes('in approval'))).toBe(false);
    await open([approval('a1', { phase: 'rejected', endedAt: '2026-03-01T02:00:00.000Z', may: [], asked: [] })]);
    await screen.findByRole('heading', { name: 'Pump' });
    expect(screen.queryByRole('group', { name: /^Approval/ })).toBeNull();
  });

  it('shows who began it that it was returned, and looks again as the record changes', async () => {
    const { server } = await open(
      [approval('a1', { phase: 'returned', may: ['resubmit', 'withdraw'], asked: [] })],
      {},
      { language: 'zh-CN' },
    );
    const group = await screen.findByRole('group', { name: '审批：May we give 20 % off?' });
    expect(within(group).getByText(/已退回给Zhou Min，可修改后重新提交/)).toBeTruthy();
    expect(within(group).getByRole('button', { name: '查看并重新提交' })).toBeTruthy();
    expect(within(group).queryByText(/^已锁定/)).toBeNull();
    server.answer({
      [OF]: { approvals: [approval('a1', { phase: 'approved', endedAt: '2026-03-11T01:00:00.000Z', may: [], asked: [] })] },
    });
    await act(async () => server.tell('records', { entity: 'deal', ids: ['d1'], at: 2 }));
    await waitFor(() => expect(within(group).getByText('已通过')).toBeTruthy());
  });

  it('asks nothing where nobody is asked about records of its entity', async () => {
    const { server } = await openDeal();
    await screen.findByRole('heading', { name: 'Pump' });
    expect(server.asked.some(({ path }) => path.includes('approvals'))).toBe(false);
  });
});
