import type { AppSecret } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';

const secret = (more: Partial<AppSecret> = {}): AppSecret => ({
  ...{ name: 'crm', hosts: ['api.example.com'], by: 'Li Na', at: '2026-01-01T00:00:00.000Z', usedAt: null, uses: [] },
  ...more,
});
const open = (hosts: string[], secrets: AppSecret[], more: Answers = {}, settings = {}) =>
  openDesigner('secrets', { 'GET /apps/x/call-secrets': { hosts, secrets, open: false }, ...more }, settings);

describe('hosts and secrets', () => {
  it('teach how to begin where there is none', async () => {
    await open([], []);
    expect(await screen.findByText(/^Nobody may be asked yet/)).toBeTruthy();
    expect(screen.getByText(/^There is no secret yet/)).toBeTruthy();
  });

  it('add a host and take one out, and say why one is none', async () => {
    const { press, person, server } = await open(['a.example'], [], { 'PUT /apps/x/call-hosts': refuse(422, 'That is no host.') });
    await screen.findByRole('button', { name: 'Remove the host a.example' });
    await person.type(screen.getByLabelText('Host'), 'https://b.example{Enter}');
    expect(await screen.findByText('That is no host.')).toBeTruthy();
    server.answer({ 'PUT /apps/x/call-hosts': { hosts: [] } });
    await press('Remove the host a.example');
    await waitFor(() =>
      expect(server.writes()).toEqual([
        ['PUT /apps/x/call-hosts', { hosts: ['a.example', 'https://b.example'] }],
        ['PUT /apps/x/call-hosts', { hosts: [] }],
      ]),
    );
  });

  it('take a secret with its hosts, once, and never show it', async () => {
    const { press, person, server } = await open(['api.example.com'], [secret()], { 'PUT /apps/x/call-secrets/erp': {} });
    await press('Add secret');
    const dialog = within(await screen.findByRole('dialog'));
    const save = () => dialog.getByRole<HTMLButtonElement>('button', { name: 'Save' });
    await person.type(dialog.getByLabelText('Secret'), 'too few');
    await person.type(dialog.getByLabelText('Name'), 'crm');
    expect(save().disabled).toBe(true);
    await person.clear(dialog.getByLabelText('Name'));
    await person.type(dialog.getByLabelText('Name'), 'erp');
    expect(save().disabled).toBe(true);
    await person.type(dialog.getByLabelText('Secret'), ' signs');
    expect(dialog.getByLabelText<HTMLInputElement>('Secret').type).toBe('password');
    await press('Save');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.writes()).toEqual([['PUT /apps/x/call-secrets/erp', { value: 'too few signs', hosts: ['api.example.com'] }]]);
    await press('Replace');
    const again = within(await screen.findByRole('dialog'));
    expect([again.getByLabelText<HTMLInputElement>('Secret').value, again.queryByLabelText('Name')]).toEqual(['', null]);
  });

  it('are removed only after a word, which says where one is used', async () => {
    const used = secret({ uses: [{ en: 'Tell the books', 'zh-CN': '通知账务' }] });
    const { press, person, server } = await open(['api.example.com'], [used], { 'DELETE /apps/x/call-secrets/crm': {} });
    await press('Remove');
    expect(await screen.findByText(/^It is used by “Tell the books”: their runs will fail/)).toBeTruthy();
    expect(server.writes()).toEqual([]);
    const [, sure] = await screen.findAllByRole('button', { name: 'Remove' });
    await person.click(sure as HTMLElement);
    await waitFor(() => expect(server.writes()).toEqual([['DELETE /apps/x/call-secrets/crm', undefined]]));
    expect(server.asked.find(({ method }) => method === 'DELETE')?.query).toEqual({ anyway: 'true' });
  });

  it('speak Chinese', async () => {
    await open(['api.example.com'], [secret({ usedAt: '2026-01-02T00:00:00.000Z' })], {}, { language: 'zh-CN' });
    expect(await screen.findByText(/^用于 api\.example\.com/)).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/secret\.|Remove|Last/);
  });
});
