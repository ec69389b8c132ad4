import { describe, expect, it } from 'vitest';
import { answers, BOARD, board, column, columns, pump } from '../../../test/dom/board-page.tsx';
import { cardsIn, choose, screen } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone } from '../../../test/dom/world.ts';

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
    for (const word of ['¥50', '04-01', 'Li Na', '10 days in stage']) expect(card?.textContent).toContain(word);
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

  it('offers the pipeline for everything first, and opens again on the one that was looked at last', async () => {
    const visited = await board();
    await screen.findByText('Pump');
    const offered = [...document.querySelectorAll('[aria-label="Pipeline"] .ant-segmented-item')].map((each) => each.textContent);
    expect(offered).toEqual(['Plain', 'Big']);
    await visited.person.click(screen.getByText('Big'));
    const again = await visit('/a/x/deal/board', answers());
    await screen.findByText('Pump');
    expect(again.server.questions(BOARD)).toEqual([{ pipeline: 'big', limit: '20' }]);
    expect((await visit('/a/x/deal/board?pipeline=plain', answers())).server.questions(BOARD)).toEqual([
      { pipeline: 'plain', limit: '20' },
    ]);
  });

  it('begins a new deal in a stage, for whoever may make one', async () => {
    const visited = await board();
    await visited.person.click(await screen.findByRole('button', { name: 'New in offer' }));
    expect(await screen.findByText('Starts in “offer” (Plain)')).toBeTruthy();
    expect(visited.address()).toBe('/a/x/deal/new?stage=offer&pipeline=plain');
    await board(around(appOf(someone({ create: false }))));
    await screen.findByText('Pump');
    expect(screen.queryByRole('button', { name: /^New in/ })).toBeNull();
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
