import type { Channel, Delivery } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';

const channel = (more: Partial<Channel> = {}): Channel => ({
  ...{ id: 'h1', key: 'team', name: { en: 'Sales group', 'zh-CN': '销售群' }, kind: 'feishu', address: 'https://open.feishu.cn/x' },
  ...{ hasSecret: true, off: false, by: 'Li Na', at: '2026-01-01T00:00:00.000Z', waiting: 2, dead: 0 },
  ...more,
});
const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  ...{ id: 'd1', key: 'run:1', title: 'Deal won', state: 'dead', attempts: 1, to: { kind: 'channel', target: 'team' } },
  ...{ at: '2026-01-01T00:00:00.000Z', sentAt: null, nextAt: null, fault: 'robot', status: 200, said: 'errcode 310000' },
  ...more,
});
const open = (channels: readonly Channel[], deliveries: readonly Delivery[] = [], more: Answers = {}, settings = {}) =>
  openDesigner(
    'channels',
    {
      'GET /apps/x/delivery-channels': { channels: [...channels] },
      'GET /apps/x/channel-deliveries': { deliveries: [...deliveries], next: null },
      ...more,
    },
    settings,
  );

describe('channels and deliveries', () => {
  it('teach how to begin where there is none', async () => {
    const { press } = await open([]);
    expect(await screen.findByText(/^There is no channel yet/)).toBeTruthy();
    await press(/Group robot in DingTalk · How to get the address/);
    expect(await screen.findByText(/choose “Sign” and copy the secret that begins with SEC/)).toBeTruthy();
    expect(await screen.findByText('Nothing has been sent yet.')).toBeTruthy();
  });

  it('add a webhook with a secret of its own, and say why one is refused', async () => {
    const { press, person, server } = await open([], [], { 'POST /apps/x/delivery-channels': refuse(422, 'This is not an address.') });
    await press('Add channel');
    const dialog = within(await screen.findByRole('dialog'));
    await choose(person, dialog.getByRole('combobox', { name: 'Leads to' }), 'Another program (webhook)');
    expect(dialog.getByLabelText<HTMLInputElement>('Secret').value).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await person.type(dialog.getByLabelText('Name'), 'Warehouse');
    await person.type(dialog.getByLabelText('Address'), ' http://x.example ');
    await press('Save');
    expect(await dialog.findByText('This is not an address.')).toBeTruthy();
    const name = { en: 'Warehouse', 'zh-CN': 'Warehouse' };
    const secret = dialog.getByLabelText<HTMLInputElement>('Secret').value;
    expect(server.writes()).toEqual([
      ['POST /apps/x/delivery-channels', { key: 'warehouse', kind: 'webhook', name, address: 'http://x.example', secret }],
    ]);
    server.answer({ 'POST /apps/x/delivery-channels': { id: 'h2' } });
    await press('Save');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('change one without touching the secret that is left empty', async () => {
    const { press, person, server } = await open([channel()], [], { 'PATCH /apps/x/delivery-channels/h1': {} });
    await press('Edit');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('There is a secret. Leave this empty to keep it.')).toBeTruthy();
    await person.type(dialog.getByLabelText('Address'), '/y');
    await press('Save');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const body = { name: channel().name, address: 'https://open.feishu.cn/x/y' };
    expect(server.writes()).toEqual([['PATCH /apps/x/delivery-channels/h1', body]]);
    await press('Switch off');
    expect(server.writes().at(-1)).toEqual(['PATCH /apps/x/delivery-channels/h1', { off: true }]);
  });

  it('say in words what became of a test message', async () => {
    const { press, server } = await open([channel()], [], {
      'POST /apps/x/delivery-channels/h1/test': { sent: false, fault: 'robot', status: 200, said: 'errcode 19021' },
    });
    await press('Send test message');
    expect(await screen.findByText('The test message was not taken.')).toBeTruthy();
    expect(screen.getByText(/^The robot refused the message\./)).toBeTruthy();
    expect(screen.getByText('The receiver said: errcode 19021')).toBeTruthy();
    server.answer({ 'POST /apps/x/delivery-channels/h1/test': { sent: true, fault: null, status: 200, said: null } });
    await press('Send test message');
    expect(await screen.findByText('The test message was taken.')).toBeTruthy();
  });

  it('are removed only after a word', async () => {
    const { press, person, server } = await open([channel()], [], { 'DELETE /apps/x/delivery-channels/h1': {} });
    await press('Remove');
    expect(await screen.findByText(/^Remove Sales group\?/)).toBeTruthy();
    expect(server.writes()).toEqual([]);
    const [, sure] = await screen.findAllByRole('button', { name: 'Remove' });
    await person.click(sure as HTMLElement);
    await waitFor(() => expect(server.writes()).toEqual([['DELETE /apps/x/delivery-channels/h1', undefined]]));
  });

  it('show what could not be sent, to whom and why, never a key, and send it again', async () => {
    const others = [
      delivery({ id: 'd2', title: 'Gone', to: { kind: 'channel', target: 'old_key' }, fault: 'gone', status: null, said: null }),
      delivery({ id: 'd3', title: 'Mail', to: { kind: 'mail', target: 'a@x.example' }, state: 'sent', fault: null }),
    ];
    const { press, person, server } = await open([channel({ dead: 1 })], [delivery(), ...others], {
      'POST /apps/x/channel-deliveries/d1/redrive': {},
      'POST /apps/x/channel-deliveries/redrive': { count: 2 },
    });
    const rows = within(await screen.findByRole('list', { name: 'Deliveries' }));
    await rows.findByText('Deal won');
    expect(rows.getByText(/To Sales group/)).toBeTruthy();
    expect(rows.getByText(/To A channel that was removed/)).toBeTruthy();
    expect(rows.getByText(/To a@x\.example/)).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/old_key|run:1/);
    await press('Send again: Deal won');
    expect(server.writes()).toEqual([['POST /apps/x/channel-deliveries/d1/redrive', undefined]]);
    await choose(person, screen.getByRole('combobox', { name: 'Show' }), 'Not sent');
    await waitFor(() => expect(server.questions('/apps/x/channel-deliveries').at(-1)).toEqual({ limit: '20', state: 'dead' }));
  });

  it('speak Chinese', async () => {
    await open([channel()], [delivery()], {}, { language: 'zh-CN' });
    expect(await screen.findByText('飞书群机器人')).toBeTruthy();
    await screen.findByText(/机器人拒绝了消息/);
    expect(document.body.textContent).not.toMatch(/channel\.|delivery\.|Send/);
  });
});
