import type { RecordJson } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { list, pump, select } from '../../../test/dom/bulk-page.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { deal, page } from '../../../test/dom/world.ts';

describe('what is done with many records', () => {
  it('is asked about once, and done one by one; those it cannot be done with are left out', async () => {
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
    const wish = { version: 4, status: 'paused', reason: 'budget', until: '2026-04-11', bulk: true };
    expect(server.writes()).toEqual([
      ['POST /apps/x/records/deal/d1/move', wish],
      ['POST /apps/x/records/deal/d2/move', wish],
    ]);
    await dialog.press('Close');
    expect(screen.queryByText(/selected$/)).toBeNull();
  });

  it('goes on after a refusal, and says which and why, with the way there', async () => {
    const { act } = await select(
      ['Pump', 'Valve'],
      list(({ path }) => (path.includes('d1') ? refuse(422, 'Pump is locked.') : pump)),
    );
    const dialog = await act('Void');
    await dialog.press('Start');
    expect(await dialog.findByText('1 done · 1 refused')).toBeTruthy();
    const lines = dialog.getAllByRole('listitem').map((each) => each.textContent);
    expect(lines).toEqual(['PumpPump is locked.', 'Valve ✓']);
    expect(dialog.getByRole('link', { name: 'Pump' }).getAttribute('href')).toBe('/a/x/deal/d1');
  });

  it('tells how far it is, and stops after the record under way', async () => {
    const held = Promise.withResolvers<RecordJson>();
    const { act, server } = await select(
      ['Pump', 'Valve'],
      list(() => held.promise),
    );
    const dialog = await act('Void');
    await dialog.press('Start');
    expect(dialog.getByText('0 of 2')).toBeTruthy();
    expect(dialog.queryAllByRole('button', { name: 'Close' })).toEqual([]);
    await dialog.press('Stop');
    held.resolve(pump);
    expect(await dialog.findByText('1 done · 1 not tried')).toBeTruthy();
    expect(server.writes()).toHaveLength(1);
    expect(dialog.getByText('1 of 2')).toBeTruthy();
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

  it('takes each to the pipeline that applies to it', async () => {
    const moved = deal('d4', 'Tank', { applies: 'big' });
    const { act, server } = await select(['Tank'], { ...list(), 'GET /apps/x/records/deal': page([moved]) });
    const dialog = await act('Move to the pipeline that applies');
    await dialog.press('Start');
    await dialog.findByText('1 done');
    expect(server.writes()).toEqual([['POST /apps/x/records/deal/d4/move', { version: 4, pipeline: 'big', bulk: true }]]);
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
