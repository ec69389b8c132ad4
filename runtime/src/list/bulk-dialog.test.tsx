import type { Together } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { list, select, TOGETHER } from '../../../test/dom/bulk-page.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { deal, page } from '../../../test/dom/world.ts';

const fault = (message: string) => ({ path: '', code: 'locked', message });
const some: Together = { done: 0, same: 0, refused: [], next: null };

describe('what is done with many records', () => {
  it('is asked about once, and done in one request as they were seen; those it cannot be done with are left out', async () => {
    const { act, person, server } = await select(['Pump', 'Valve', 'Pipe']);
    const dialog = await act('Pause');
    expect(dialog.getByText('Pause: 2 records')).toBeTruthy();
    expect(dialog.getByText('1 of the selected records are left out: this cannot be done with them.')).toBeTruthy();
    const start = dialog.getByRole<HTMLButtonElement>('button', { name: 'Start' });
    expect(start.disabled).toBe(true);
    await choose(person, dialog.getByRole('combobox', { name: 'Reason' }), 'No budget');
    await dialog.press('In a month');
    await dialog.press('Start');
    expect(await dialog.findByText('2 done')).toBeTruthy();
    const wish = { records: ['d1', 'd2'], seen: { d1: 4, d2: 4 }, status: 'paused', reason: 'budget', until: '2026-04-11' };
    expect(server.writes()).toEqual([[TOGETHER, { ...wish, run: expect.any(String) }]]);
    await dialog.press('Close');
    expect(screen.queryByText(/selected$/)).toBeNull();
  });

  it('goes on after a refusal, and says which and why, with the way there', async () => {
    const { act } = await select(
      ['Pump', 'Valve'],
      list({ ...some, done: 1, refused: [{ faults: [fault('Pump is locked.')], count: 1, records: [{ id: 'd1', title: 'Pump' }] }] }),
    );
    const dialog = await act('Void');
    await dialog.press('Start');
    expect(await dialog.findByText('1 done · 1 refused')).toBeTruthy();
    const lines = dialog.getAllByRole('listitem').map((each) => each.textContent);
    expect(lines).toEqual(['PumpPump is locked.', 'Valve ✓']);
    expect(dialog.getByRole('link', { name: 'Pump' }).getAttribute('href')).toBe('/a/x/deal/d1');
  });

  it('tells how far it is, and stops after the request under way', async () => {
    const held = Promise.withResolvers<Together>();
    const { act, server } = await select(
      ['Pump', 'Valve'],
      list(() => held.promise),
    );
    const dialog = await act('Void');
    await dialog.press('Start');
    expect(dialog.getByText('0 of 2')).toBeTruthy();
    expect(dialog.queryAllByRole('button', { name: 'Close' })).toEqual([]);
    await dialog.press('Stop');
    held.resolve({ ...some, done: 2 });
    expect(await dialog.findByText('2 done')).toBeTruthy();
    expect(server.writes()).toHaveLength(1);
    expect(dialog.getByText('2 of 2')).toBeTruthy();
  });

  it('is shown in the list once, at the end', async () => {
    const { act, server } = await select(['Pump', 'Valve']);
    const dialog = await act('Void');
    const before = server.questions('/apps/x/records/deal').length;
    await dialog.press('Start');
    await dialog.findByText('2 done');
    await waitFor(() => expect(server.questions('/apps/x/records/deal')).toHaveLength(before + 1));
  });

  it('says so where the server cannot be reached', async () => {
    const { act } = await select(['Pump'], list(refuse(503, 'The server is away.')));
    const dialog = await act('Void');
    await dialog.press('Start');
    expect(await dialog.findByText('1 refused', { exact: false })).toBeTruthy();
    expect(dialog.getByText('The server is away.')).toBeTruthy();
  });

  it('takes each to the pipeline that applies to it, in a request for each, and is told as one', async () => {
    const moved = [deal('d4', 'Tank', { applies: 'big' }), deal('d5', 'Tap', { applies: 'small' }), deal('d6', 'Vat', { applies: 'big' })];
    const { act, server } = await select(['Tank', 'Tap', 'Vat'], { ...list(), 'GET /apps/x/records/deal': page(moved) });
    const dialog = await act('Move to the pipeline that applies');
    await dialog.press('Start');
    await dialog.findByText('3 done');
    const writes = server.writes().map(([, body]) => body as { run: string });
    expect(writes).toMatchObject([
      { records: ['d4', 'd6'], pipeline: 'big', seen: { d4: 4, d6: 4 } },
      { records: ['d5'], pipeline: 'small' },
    ]);
    expect(new Set(writes.map(({ run }) => run)).size).toBe(1);
  });

  it('is left without having done anything', async () => {
    const { act, server } = await select(['Pump']);
    const dialog = await act('Void');
    await dialog.press('Cancel');
    expect(server.writes()).toEqual([]);
    expect(screen.getByText('1 selected')).toBeTruthy();
  });

  it('is said in Chinese', async () => {
    const { person } = await visit('/a/x/deal', list(), { language: 'zh-CN' });
    await person.click(await screen.findByLabelText('选择 Pump'));
    await person.click(within(await screen.findByRole('region', { name: '对所选记录的操作' })).getByRole('button', { name: /作废$/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('作废：1 条记录')).toBeTruthy();
    await person.click(dialog.getByRole('button', { name: '开始' }));
    expect(await dialog.findByText('已完成 1 条')).toBeTruthy();
  });
});
