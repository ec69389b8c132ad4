import type { BoardColumn, RecordJson } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { cardsIn, choose, menuItem, menuItems, screen, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { type Visit, visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone } from '../../../test/dom/world.ts';

const BOARD = '/apps/x/board/deal';
const MOVE = 'POST /apps/x/records/deal/d1/move';
const pump = deal('d1', 'Pump', { amount: '50', due: '2026-04-01', $names: { owner: 'Li Na' } });
const column = (stage: string, records: readonly RecordJson[] = [], more: Partial<BoardColumn> = {}): BoardColumn => ({
  stage,
  count: records.length,
  sum: records.length > 0 ? '50' : null,
  records,
  next: null,
  ...more,
});
const columns = [column('start', [pump]), column('offer'), column('sign')];
const answers = (more: Answers = {}): Answers => ({
  'GET /apps/x/board/deal': { columns },
  'GET /apps/x/records/deal/d1': pump,
  ...more,
});
const board = (more: Answers = {}, options: Parameters<typeof visit>[2] = {}, search = '') =>
  visit(`/a/x/deal/board${search}`, answers(more), options);
const inOffer = { columns: [column('start'), column('offer', [{ ...pump, stage: 'offer' }]), column('sign')] };

async function carry({ person }: Visit, target: string, card = 'Pump') {
  await person.click(await screen.findByRole('button', { name: `Actions for ${card}` }));
  await person.click(await menuItem(target));
}
const dialog = async () => within(await screen.findByRole('dialog'));

describe('a board', () => {
  it('has a column for each stage with count, sum and chance, and the two ends', async () => {
    const visited = await board();
    await screen.findByText('Pump');
    const heads = [...document.querySelectorAll('[data-stage] header')].map((each) => each.textContent);
    expect(heads).toEqual(['start1¥5010%', 'offer050%', 'sign090%', 'WonDrop here to close', 'LostDrop here to close']);
    expect(visited.server.questions(BOARD)).toEqual([{ pipeline: 'plain', limit: '20' }]);
  });

  it('tells of each deal its worth, its date, its owner and how long it stands there', async () => {
    await board();
    const card = (await screen.findByText('Pump')).closest('li');
    for (const word of ['¥50', '04-01', 'Li Na', '10 d']) expect(card?.textContent).toContain(word);
  });

  it('speaks Chinese', async () => {
    await board({}, { language: 'zh-CN' });
    expect(await screen.findByRole('heading', { name: '商机看板' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Pump 的操作' })).toBeTruthy();
    expect(screen.getAllByText('拖到此处结束')).toHaveLength(2);
  });

  it('shows one pipeline at a time, the one in the address', async () => {
    const visited = await board();
    await screen.findByText('Pump');
    await visited.person.click(screen.getByText('Big'));
    expect(visited.address()).toBe('/a/x/deal/board?pipeline=big');
    expect(visited.server.questions(BOARD).at(-1)).toMatchObject({ pipeline: 'big' });
  });

  it('lets a phone choose the pipeline from a list', async () => {
    const visited = await board({}, { width: 360 });
    await screen.findByText('Pump');
    await choose(visited.person, screen.getByRole('combobox', { name: 'Pipeline' }), 'Big');
    expect(visited.address()).toBe('/a/x/deal/board?pipeline=big');
  });

  it('keeps deals in sight whose stage is gone, under its former name', async () => {
    const inApp = { ...appOf(), formerStages: { trial: { en: 'Trial', 'zh-CN': '试用' } } };
    await board({ ...around(inApp), 'GET /apps/x/board/deal': { columns: [...columns, column('trial', [deal('d9', 'Old one')])] } });
    expect(await screen.findByRole('region', { name: 'Trial (former stage)' })).toBeTruthy();
    expect(cardsIn('trial')).toEqual(['Old one']);
  });

  it('says so where nothing is open', async () => {
    await board({ 'GET /apps/x/board/deal': { columns: [column('start')] } });
    expect(await screen.findByText('Nothing is open in this pipeline.')).toBeTruthy();
  });

  it('says why it cannot be shown', async () => {
    await board({ 'GET /apps/x/board/deal': refuse(403, 'You may not see deals.') });
    expect(await screen.findByText('You may not see deals.')).toBeTruthy();
  });

  it('is none for an entity without stages', async () => {
    await visit('/a/x/firm/board');
    expect(await screen.findByText('There is nothing at this address.')).toBeTruthy();
  });

  it('brings more of a long column', async () => {
    const visited = await board({
      'GET /apps/x/board/deal': { columns: [column('start', [pump], { count: 3, next: 'after d1' }), column('offer'), column('sign')] },
      'GET /apps/x/records/deal': page([deal('d2', 'Valve'), deal('d3', 'Pipe')]),
    });
    await visited.person.click(await screen.findByRole('button', { name: '2 more' }));
    expect(await screen.findByText('Pipe')).toBeTruthy();
    expect(cardsIn('start')).toEqual(['Pump', 'Valve', 'Pipe']);
    const asked = visited.server.questions('/apps/x/records/deal')[0];
    expect(asked).toMatchObject({ after: 'after d1', sort: '-updated_at' });
    expect(JSON.parse(asked?.filter ?? '')).toEqual({
      and: [{ '==': [{ var: 'pipeline' }, 'plain'] }, { '==': [{ var: 'status' }, 'open'] }, { '==': [{ var: 'stage' }, 'start'] }],
    });
    expect(screen.queryByRole('button', { name: /more$/ })).toBeNull();
  });

  it('says why a long column brings no more, and keeps what it has', async () => {
    const visited = await board({
      'GET /apps/x/board/deal': { columns: [column('start', [pump], { count: 3, next: 'after d1' })] },
      'GET /apps/x/records/deal': refuse(429, 'Too many questions at once.'),
    });
    await visited.person.click(await screen.findByRole('button', { name: '2 more' }));
    expect(await screen.findByText('Too many questions at once.')).toBeTruthy();
    expect(cardsIn('start')).toEqual(['Pump']);
  });
});

describe('what a board is narrowed by', () => {
  const rule = { and: [{ '>=': [{ var: 'amount' }, '5'] }] };
  const filtered = `?${new URLSearchParams({ filter: JSON.stringify(JSON.stringify(rule)) })}`;

  it('is a search and a filter, said in words and taken away by one press', async () => {
    const visited = await board({}, {}, filtered);
    await screen.findByText('Pump');
    expect(JSON.parse(visited.server.questions(BOARD)[0]?.filter ?? '')).toEqual(rule);
    await visited.person.type(screen.getByRole('searchbox', { name: 'Search' }), 'pu{Enter}');
    expect(visited.server.questions(BOARD).at(-1)).toMatchObject({ search: 'pu' });
    expect(screen.getByText('Amount at least ¥5')).toBeTruthy();
    await visited.person.click(screen.getByRole('button', { name: 'Remove condition' }));
    expect(visited.address()).toBe('/a/x/deal/board?q=pu');
  });

  it('is ignored where the address holds no rule', async () => {
    const visited = await board({}, {}, '?filter={"and":');
    expect(await screen.findByText('Pump')).toBeTruthy();
    expect(visited.server.questions(BOARD)).toEqual([{ pipeline: 'plain', limit: '20' }]);
  });
});

describe('a card that is moved', () => {
  it('is in its new column before the server has answered, and stays there', async () => {
    const held = Promise.withResolvers<RecordJson>();
    const visited = await board({ 'POST /apps/x/records/deal/d1/move': () => held.promise });
    await carry(visited, 'offer');
    expect([cardsIn('start'), cardsIn('offer')]).toEqual([[], ['Pump']]);
    expect(visited.server.writes()).toEqual([[MOVE, { version: 4, stage: 'offer' }]]);
    visited.server.answer({ 'GET /apps/x/board/deal': inOffer });
    held.resolve({ ...pump, stage: 'offer' });
    expect(await screen.findByText('Moved')).toBeTruthy();
    expect([cardsIn('start'), cardsIn('offer')]).toEqual([[], ['Pump']]);
  });

  it('is put back where it is refused, with the reasons', async () => {
    const visited = await board({
      'POST /apps/x/records/deal/d1/move': refuse(422, 'It is worth too little', { code: 'gate.failed', path: 'amount' }),
    });
    await carry(visited, 'offer');
    expect(await screen.findByText('“Pump” stays where it is')).toBeTruthy();
    expect(screen.getByText('It is worth too little')).toBeTruthy();
    expect([cardsIn('start'), cardsIn('offer')]).toEqual([['Pump'], []]);
  });

  it('asks for what is missing, and tries again with it', async () => {
    let tries = 0;
    const visited = await board({
      'POST /apps/x/records/deal/d1/move': () => {
        tries += 1;
        return tries === 1 ? refuse(422, 'It is worth too little', { code: 'gate.failed', path: 'amount' }) : { ...pump, stage: 'offer' };
      },
    });
    await carry(visited, 'offer');
    await visited.person.click(await screen.findByRole('button', { name: 'Fill in what is missing' }));
    const asked = await dialog();
    expect(asked.getByText('Move “Pump” to “offer”')).toBeTruthy();
    expect(asked.getByRole('alert').textContent).toBe('It is worth too little');
    const amount = asked.getByLabelText('Amount');
    await visited.person.clear(amount);
    await visited.person.type(amount, '500');
    await visited.person.click(asked.getByRole('button', { name: 'Move' }));
    expect(await screen.findByText('Moved')).toBeTruthy();
    expect(visited.server.writes().at(-1)).toEqual([MOVE, { version: 4, stage: 'offer', values: { amount: '500' } }]);
  });

  it('is asked about at once where it would go to another pipeline', async () => {
    const asks = { pipeline: 'big', stage: 'tender' };
    let tries = 0;
    const visited = await board({
      'POST /apps/x/records/deal/d1/move': () => {
        tries += 1;
        return tries === 1 ? refuse(422, 'It moves to “Big”.', { code: 'pipeline.moves', asks }) : pump;
      },
    });
    await carry(visited, 'sign');
    const asked = await dialog();
    expect(asked.getByText('It moves to “Big”.')).toBeTruthy();
    await visited.person.click(asked.getByRole('button', { name: 'Start at the first stage' }));
    expect(visited.server.writes().at(-1)).toEqual([MOVE, { version: 4, stage: 'start', pipeline: 'big' }]);
  });

  it('is lost only with the reason that is asked for', async () => {
    const visited = await board({ 'POST /apps/x/records/deal/d1/move': { ...pump, status: 'lost' } });
    await carry(visited, 'Lost');
    const asked = await dialog();
    expect(asked.getByText('Close “Pump” as lost')).toBeTruthy();
    await choose(visited.person, asked.getByRole('combobox', { name: 'Reason' }), 'Price');
    await visited.person.click(asked.getByRole('button', { name: 'Close as lost' }));
    expect(await screen.findByText('Closed as lost')).toBeTruthy();
    expect(visited.server.writes()).toEqual([[MOVE, { version: 4, status: 'lost', values: { reason: 'price' } }]]);
  });

  it('can be paused from its menu, with why and until when', async () => {
    const visited = await board({ 'POST /apps/x/records/deal/d1/move': { ...pump, status: 'paused' } });
    await carry(visited, 'Pause');
    const asked = await dialog();
    await choose(visited.person, asked.getByRole('combobox', { name: 'Reason' }), 'No budget');
    await visited.person.click(asked.getByRole('button', { name: 'In a week' }));
    await visited.person.click(asked.getByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('Paused')).toBeTruthy();
    expect(visited.server.writes()).toEqual([[MOVE, { version: 4, status: 'paused', reason: 'budget', until: '2026-03-18' }]]);
  });

  it('offers what its person may, and nothing to whoever may change nothing', async () => {
    const visited = await board({ ...around(appOf(someone({ may: ['pause'] }))) });
    await visited.person.click(await screen.findByRole('button', { name: 'Actions for Pump' }));
    expect(menuItems()).toEqual(['offer', 'sign', 'Won', 'Lost', 'Pause']);
    await board(around(appOf(someone({ update: 'none', may: [] }))));
    await screen.findByText('Pump');
    expect(screen.queryByRole('button', { name: 'Actions for Pump' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Carry Pump with the keyboard' })).toBeNull();
  });
});
