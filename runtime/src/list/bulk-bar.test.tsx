import type { RecordJson } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { choose, type queries, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone } from '../../../test/dom/world.ts';

const pump = deal('d1', 'Pump');
const deals = [pump, deal('d2', 'Valve'), deal('d3', 'Pipe', { status: 'paused' })];
const MOVE = 'POST /apps/x/records/deal/:id/move';
type Dialog = ReturnType<typeof within<typeof queries>>;
// The cross in the corner of a dialog is called Close as well.
const button = (dialog: Dialog, words: string) =>
  dialog.getAllByRole('button', { name: words }).find((each) => each.textContent === words) as HTMLElement;
const list = (answer: Answers[typeof MOVE] = pump): Answers => ({
  'GET /apps/x/records/deal': page(deals),
  [MOVE]: answer,
});
const bar = (name = 'What to do with the selected records') => within(screen.getByRole('region', { name }));
const offers = () =>
  bar()
    .getAllByRole('button')
    .map((each) => each.textContent);

async function select(names: readonly string[], answers: Answers = list()) {
  const visited = await visit('/a/x/deal', answers);
  for (const name of names) await visited.person.click(await screen.findByLabelText(`Select ${name}`));
  await screen.findByText(`${names.length} selected`);
  const act = async (name: string) => {
    await visited.person.click(bar().getByRole('button', { name: new RegExp(`${name}$`) }));
    const dialog = within(await screen.findByRole('dialog'));
    return { ...dialog, press: (words: string) => visited.person.click(button(dialog, words)) };
  };
  return { ...visited, act };
}

describe('records that are selected', () => {
  it('can be treated together in the ways that at least one of them allows', async () => {
    const { person } = await select(['Pump', 'Valve']);
    expect(offers()).toEqual(['Pause', 'Set aside for later', 'Void', 'Clear selection']);
    await person.click(screen.getByLabelText('Select all in sight'));
    expect(screen.getByText('3 selected')).toBeTruthy();
    expect(offers()).toEqual(['Resume', 'Pause', 'Set aside for later', 'Void', 'Clear selection']);
    await person.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(screen.queryByText(/selected$/)).toBeNull();
  });

  it('are offered only what their person may', async () => {
    await select(['Pump'], { ...list(), ...around(appOf(someone({ may: ['void'] }))) });
    expect(offers()).toEqual(['Void', 'Clear selection']);
  });

  it('cannot be selected by whoever may change nothing', async () => {
    await visit('/a/x/deal', { ...list(), ...around(appOf(someone({ update: 'none' }))) });
    await screen.findByText('Pump');
    expect(screen.queryByRole('checkbox', { name: /^Select/ })).toBeNull();
  });

  it('are forgotten with the list they were selected in', async () => {
    const { person, server } = await select(['Pump']);
    server.answer({ 'GET /apps/x/records/deal': page([deal('d7', 'Tank')]) });
    await person.type(screen.getByRole('searchbox', { name: 'Search' }), 'tank{Enter}');
    await screen.findByText('Tank');
    expect(screen.queryByText(/selected$/)).toBeNull();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select all in sight' }).indeterminate).toBe(false);
  });
});

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
