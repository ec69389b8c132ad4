import { updateStage } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { open, PUMP, pump } from '../../../test/dom/record-page.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { appOf, around, dealsApp, someone } from '../../../test/dom/world.ts';

const FIRM = 'PATCH /apps/x/records/firm/f1';
const acme = { id: 'f1', version: 3, name: 'Acme', size: null };
const sized = { ...acme, version: 4, size: 'small' };
const told = { ...pump, due: '2030-01-01', amount: '500', $far: { 'firm.size': null } };
const no = refuse(422, 'The size of the firm is not known.', { path: 'stage', code: 'gate.failed' });
const app = updateStage(dealsApp(), 'deal', 'plain', 'start', {
  gates: [{ key: 'sized', rule: { '!=': [{ var: 'firm.size' }, null] }, message: { en: 'No size', 'zh-CN': '没有规模' } }],
});

/** Tries to move a deal on that is kept back by what is not known of its firm, and says how big the firm is. */
async function sizing(more: Answers, language: 'en' | 'zh-CN' = 'en') {
  const answers = {
    ...around(appOf(someone(), app)),
    ...{ [PUMP.read]: told, [PUMP.move]: no, 'GET /apps/x/records/firm/f1': acme, [FIRM]: sized },
    ...more,
  };
  const opened = await open(answers, { language });
  const zh = language === 'zh-CN';
  await opened.person.click(await screen.findByRole('button', { name: 'offer' }));
  const size = await screen.findByLabelText(zh ? '规模' : 'Size');
  const dialog = within(screen.getByRole('dialog'));
  await choose(opened.person, size, 'Small');
  const agree = () => opened.person.click(dialog.getByRole('button', { name: zh ? /推进/ : /^(loading )?Move/ }));
  return { ...opened, dialog, size, agree, since: opened.server.writes().length };
}

describe('what a move asks for of a record one step away', () => {
  it('is written to that record, on its version, before the move', async () => {
    const { agree, server, dialog, size, since } = await sizing({});
    expect(dialog.getByText('Firm “Acme”, saved first')).toBeTruthy();
    expect(size.getAttribute('aria-required')).toBe('true');
    server.answer({ [PUMP.move]: { ...told, version: 5, stage: 'offer' } });
    await agree();
    await waitFor(() => expect(screen.queryByLabelText('Size')).toBeNull());
    expect(server.writes().slice(since)).toEqual([
      [FIRM, { version: 3, values: { size: 'small' } }],
      [PUMP.move, { version: 4, stage: 'offer' }],
    ]);
  });

  it('is said to be saved where the move is refused then, and is not written again', async () => {
    const { agree, server, dialog, since } = await sizing({});
    server.answer({
      'GET /apps/x/records/firm/f1': sized,
      [PUMP.move]: refuse(422, 'Not on a Friday.', { path: 'stage', code: 'gate.failed' }),
    });
    await agree();
    expect(await dialog.findByText('Not on a Friday.')).toBeTruthy();
    expect(dialog.getByRole('status').textContent).toBe('Firm “Acme” is saved. “Pump” has not changed yet.');
    await agree();
    await waitFor(() =>
      expect(
        server
          .writes()
          .slice(since)
          .map(([way]) => way),
      ).toEqual([FIRM, PUMP.move, PUMP.move]),
    );
  });

  it('keeps the record where it is while it is refused itself, which is said at its field', async () => {
    const { agree, server, dialog, size, since } = await sizing({
      [FIRM]: refuse(422, 'Only big firms.', { path: 'size', code: 'constraint.failed' }),
    });
    await agree();
    expect(await dialog.findByText('Only big firms.')).toBeTruthy();
    expect(size.getAttribute('aria-invalid')).toBe('true');
    expect(
      server
        .writes()
        .slice(since)
        .map(([way]) => way),
    ).toEqual([FIRM]);
  });

  it('is not asked of whoever may not change that record', async () => {
    const role = someone();
    const reader = { ...role, grants: { ...role.grants, firm: { ...role.grants.firm, update: 'none' as const } } } as typeof role;
    const { person } = await open({ ...around(appOf(reader, app)), [PUMP.read]: told, [PUMP.move]: no });
    await person.click(await screen.findByRole('button', { name: 'offer' }));
    expect(await screen.findByText('The size of the firm is not known.')).toBeTruthy();
    expect(screen.queryByLabelText('Size')).toBeNull();
  });

  it('is not thrown away without a question', async () => {
    const { person, dialog, size } = await sizing({});
    await person.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('What you typed is not saved.')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Keep editing' }));
    expect(size.isConnected).toBe(true);
    await person.click(dialog.getByRole('button', { name: 'Cancel' }));
    await person.click((await screen.findAllByRole('button', { name: 'Discard' })).at(-1) as HTMLElement);
    await waitFor(() => expect(size.isConnected).toBe(false));
  });

  it('gives the focus back where it goes without an answer', async () => {
    const { person } = await open({
      ...around(appOf(someone(), app)),
      [PUMP.read]: told,
      [PUMP.move]: no,
      'GET /apps/x/records/firm/f1': acme,
    });
    const step = await screen.findByRole('button', { name: 'offer' });
    await person.click(step);
    await screen.findByLabelText('Size');
    await person.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(step));
  });

  it('is asked in Chinese', async () => {
    const { dialog } = await sizing({}, 'zh-CN');
    expect(dialog.getByText('公司“Acme”（先保存）')).toBeTruthy();
  });
});
