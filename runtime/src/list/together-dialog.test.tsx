import { describe, expect, it } from 'vitest';
import { bar, list, select } from '../../../test/dom/bulk-page.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { address, more5 } from '../../../test/dom/list-page.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';

const TOGETHER = 'POST /apps/x/records/deal/together';
const all = { done: 2, same: 0, refused: [], next: null };
/** All requests of one act have the same name. */
const run = expect.any(String);
const answers = (answer: Answers[typeof TOGETHER] = all): Answers => ({ ...list(), [TOGETHER]: answer });

describe('one change to the selected records', () => {
  it('is a value for a field of theirs', async () => {
    const { act, person, server } = await select(['Pump', 'Valve'], answers());
    const dialog = await act('Edit a field');
    expect(dialog.getByText('Edit a field: 2 records')).toBeTruthy();
    expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Start' }).disabled).toBe(true);
    await choose(person, dialog.getByRole('combobox', { name: 'Field' }), 'Amount');
    expect(dialog.getByText('Left empty, the field is emptied.')).toBeTruthy();
    await person.type(dialog.getByLabelText('Amount'), '12k');
    await person.tab();
    await dialog.press('Start');
    expect(await dialog.findByText('2 done')).toBeTruthy();
    expect(server.writes()).toEqual([[TOGETHER, { records: ['d1', 'd2'], values: { amount: '12000' }, run }]]);
    await dialog.press('Close');
    expect(screen.queryByText(/selected$/)).toBeNull();
  });

  it('is not sent with what is not understood', async () => {
    const { act, person, server } = await select(['Pump'], answers());
    const dialog = await act('Edit a field');
    await choose(person, dialog.getByRole('combobox', { name: 'Field' }), 'Amount');
    await person.type(dialog.getByLabelText('Amount'), 'much');
    await person.tab();
    await dialog.press('Start');
    expect(server.writes()).toEqual([]);
  });

  it('that only looks like a duplicate is made all the same by who says so', async () => {
    const faults = [{ path: '', code: 'duplicate.warned', message: 'There is one already.' }];
    const no = { faults, count: 1, records: [{ id: 'd2', title: 'Valve' }] };
    const { act, person, server } = await select(
      ['Pump', 'Valve'],
      answers(({ body }) =>
        (body as { duplicates?: string }).duplicates ? { done: 1, same: 1, refused: [], next: null } : { ...all, done: 1, refused: [no] },
      ),
    );
    const dialog = await act('Edit a field');
    await choose(person, dialog.getByRole('combobox', { name: 'Field' }), 'Amount');
    await person.type(dialog.getByLabelText('Amount'), '12');
    await person.tab();
    await dialog.press('Start');
    await person.click(await dialog.findByRole('button', { name: 'Save all the same' }));
    await waitFor(() => expect(server.writes()).toHaveLength(2));
    const wish = { records: ['d1', 'd2'], values: { amount: '12' }, run };
    expect(server.writes()).toEqual([
      [TOGETHER, wish],
      [TOGETHER, { ...wish, duplicates: 'accepted' }],
    ]);
    await waitFor(() => expect(dialog.queryByRole('button', { name: 'Save all the same' })).toBeNull());
  });

  it('is a stage, and says which were refused and why, with the way there', async () => {
    const faults = [{ path: 'amount', code: 'required', message: 'Amount is missing.' }];
    const no = { faults, count: 1, records: [{ id: 'd2', title: 'Valve' }] };
    const { act, person, server } = await select(['Pump', 'Valve'], answers({ done: 1, same: 0, refused: [no], next: null }));
    const dialog = await act('Move to stage');
    await choose(person, dialog.getByRole('combobox', { name: 'Stage' }), 'offer');
    await dialog.press('Start');
    expect(await dialog.findByText('1 done · 1 refused')).toBeTruthy();
    expect(dialog.getByText('1: Amount is missing.')).toBeTruthy();
    expect(dialog.getAllByRole('listitem').map((each) => each.textContent)).toEqual(['Valve']);
    expect(dialog.getByRole('link', { name: 'Valve' }).getAttribute('href')).toBe('/a/x/deal/d2');
    expect(server.writes()).toEqual([[TOGETHER, { records: ['d1', 'd2'], stage: 'offer', run }]]);
  });

  it('is their removal, said in numbers before', async () => {
    const { act, server } = await select(['Pump', 'Valve'], answers());
    const dialog = await act('Delete');
    expect(dialog.getByText('2 deals go to the recycle bin, from which they can be restored.')).toBeTruthy();
    await dialog.press('Delete');
    expect(await dialog.findByText('2 done')).toBeTruthy();
    expect(server.writes()).toEqual([[TOGETHER, { records: ['d1', 'd2'], remove: true, run }]]);
  });

  it('says what ended it', async () => {
    const { act } = await select(['Pump', 'Valve'], answers(refuse(503, 'The server is away.')));
    const dialog = await act('Delete');
    await dialog.press('Delete');
    expect(await dialog.findByText('0 done · 2 not tried · The server is away.')).toBeTruthy();
  });

  it('may be to all that the list finds, some at a time, until it is stopped', async () => {
    const held = Promise.withResolvers<typeof all>();
    const figures = { columns: [], rows: [[250, '7']] } as never;
    const visited = await visit(address({ filter: more5, q: 'p' }), {
      ...answers(({ body }) => ((body as { after?: string }).after ? held.promise : { done: 100, same: 0, refused: [], next: 'on' })),
      'POST /apps/x/reports/run': figures,
    });
    const { person, server } = visited;
    await person.click(await screen.findByLabelText('Select all shown'));
    await person.click(await screen.findByRole('button', { name: 'Select all 250' }));
    expect(screen.getByText('250 selected')).toBeTruthy();
    await person.click(bar().getByRole('button', { name: /Delete$/ }));
    const dialog = within(await screen.findByRole('dialog'));
    await person.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(await dialog.findByText('100 of 250')).toBeTruthy();
    await person.click(dialog.getByRole('button', { name: 'Stop' }));
    held.resolve({ done: 100, same: 0, refused: [], next: 'further' } as never);
    expect(await dialog.findByText('200 done · 50 not tried')).toBeTruthy();
    const wish = { filter: more5, search: 'p', remove: true, run };
    expect(server.writes().filter(([way]) => way === TOGETHER)).toEqual([
      [TOGETHER, wish],
      [TOGETHER, { ...wish, after: 'on' }],
    ]);
  });

  it('is of all no longer where one is taken out', async () => {
    const figures = { columns: [], rows: [[250, '7']] } as never;
    const { person } = await visit('/a/x/deal', { ...answers(), 'POST /apps/x/reports/run': figures });
    await person.click(await screen.findByLabelText('Select all shown'));
    await person.click(await screen.findByRole('button', { name: 'Select all 250' }));
    await person.click(screen.getByLabelText('Select Valve'));
    await waitFor(() => expect(screen.getByText('2 selected')).toBeTruthy());
  });

  it('is said in Chinese', async () => {
    const { person } = await visit('/a/x/deal', answers(), { language: 'zh-CN' });
    await person.click(await screen.findByLabelText('选择 Pump'));
    await person.click(within(await screen.findByRole('region', { name: '对所选记录的操作' })).getByRole('button', { name: /推进阶段$/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('推进阶段：1 条记录')).toBeTruthy();
    expect(dialog.getByText('不满足该阶段条件的记录保持不变。')).toBeTruthy();
  });
});
