import { describe, expect, it } from 'vitest';
import { menuItem, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { aroundWork, DAY, today, working } from '../../../test/dom/today-page.tsx';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, page } from '../../../test/dom/world.ts';

const line = async (name: string) => within(await screen.findByRole('listitem', { name }));
const CHANGE = 'PATCH /apps/x/records/deal/d1';

describe('the page of today', () => {
  it('is the first page of an app whose records pass through stages, and the first in its menu', async () => {
    localStorage.clear();
    const visited = await visit('/a/x', { ...aroundWork(), 'GET /apps/x/today/deal': DAY });
    expect(await screen.findByRole('heading', { name: 'Today' })).toBeTruthy();
    expect(visited.address()).toBe('/a/x/today');
    expect(within(screen.getByRole('navigation', { name: 'Navigation' })).getAllByRole('menuitem')[0]?.textContent).toBe('Today');
  });

  it('has what is due, late and stuck with why, and what one is worth', async () => {
    await today();
    expect((await line('Pump')).getByText('2 days late')).toBeTruthy();
    expect((await line('Pump')).getByText('Call')).toBeTruthy();
    expect((await line('Valve')).getByText('1 day late')).toBeTruthy();
    expect((await line('Pipe')).getByText('10 days in stage (7 expected)')).toBeTruthy();
    expect(screen.getByRole('link', { name: '¥3,000' })).toBeTruthy();
    expect(screen.getByRole('link', { name: '¥0' })).toBeTruthy();
  });

  it('speaks Chinese', async () => {
    await today({}, { language: 'zh-CN' });
    expect(await screen.findByRole('heading', { name: '今日' })).toBeTruthy();
    expect((await line('Pump')).getByText('逾期 2 天')).toBeTruthy();
    expect((await line('Pump')).getByRole('button', { name: '“Pump”已完成，下一步做什么？' })).toBeTruthy();
  });

  it('takes another day by one press', async () => {
    const { person, server } = await today({ [CHANGE]: working('d1', 'Pump') });
    await person.click((await line('Pump')).getByRole('button', { name: 'New date: Pump' }));
    await person.click(await screen.findByRole('button', { name: 'Tomorrow' }));
    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(server.writes()).toEqual([[CHANGE, { version: 4, values: { todo_on: '2026-03-12' } }]]);
  });

  it('is told of what is done, and what comes next', async () => {
    const { person, server } = await today({ [CHANGE]: working('d1', 'Pump') });
    await person.click((await line('Pump')).getByRole('button', { name: 'Pump: done, what comes next?' }));
    await person.type(await screen.findByLabelText('Next step'), 'Visit');
    await person.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.writes()).toEqual([[CHANGE, { version: 4, values: { todo: 'Visit', todo_on: null } }]]));
  });

  it('says at its place why a change is refused', async () => {
    const kept = refuse(422, 'It cannot be emptied.', { path: 'todo', code: 'kept.required' });
    const { person } = await today({ [CHANGE]: kept });
    await person.click((await line('Pump')).getByRole('button', { name: 'Pump: done, what comes next?' }));
    await person.click(await screen.findByRole('button', { name: 'Nothing next' }));
    const input = await screen.findByLabelText('Next step');
    expect(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toBe('It cannot be emptied.');
  });

  it('makes a change all the same where others changed something else, and says so where it was the same', async () => {
    const current = working('d1', 'Pump', { amount: '1' });
    const newer = { ...current, version: 9 };
    const told: unknown[] = [];
    const answer = (asked: { body: unknown }) => {
      told.push(asked.body);
      return told.length === 1
        ? refuse(409, 'Somebody else changed it.', { code: 'version.conflict', current: newer, changed: ['amount'] })
        : newer;
    };
    const { person } = await today({ [CHANGE]: answer });
    await person.click((await line('Pump')).getByRole('button', { name: 'New date: Pump' }));
    await person.click(await screen.findByRole('button', { name: 'In a week' }));
    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(told).toEqual([4, 9].map((version) => ({ version, values: { todo_on: '2026-03-18' } })));
  });

  it('moves what stands still, asks for what is missing, and offers the key step of the new stage', async () => {
    const move = 'POST /apps/x/records/deal/d3/move';
    let tries = 0;
    const answer = () => {
      tries += 1;
      const moved = working('d3', 'Pipe', { stage: 'offer', version: 5 });
      return tries === 1 ? refuse(422, '“Due” is missing.', { path: 'due', code: 'gate.required' }) : moved;
    };
    const { person, server } = await today({
      [move]: answer,
      'GET /apps/x/records/deal/d3': working('d3', 'Pipe', { amount: '500' }),
      'PATCH /apps/x/records/deal/d3': working('d3', 'Pipe'),
    });
    await person.click((await line('Pipe')).getByRole('button', { name: 'Move Pipe' }));
    await person.click(await menuItem('offer'));
    const asked = within(await screen.findByRole('dialog'));
    expect(asked.getAllByText('“Due” is missing.')).toHaveLength(1);
    await person.type(asked.getByLabelText('Due'), '2026-04-01{Tab}');
    await person.click(asked.getByRole('button', { name: 'Move' }));
    const step = await screen.findByLabelText<HTMLInputElement>('Next step');
    expect(server.writes().at(-1)).toEqual([move, { version: 4, stage: 'offer', values: { due: '2026-04-01' } }]);
    expect([step.value, screen.getByText('Now in “offer”: what comes next?')].length).toBe(2);
    expect(step.value).toBe('Send the offer');
    await person.click(screen.getByRole('button', { name: 'Tomorrow' }));
    await person.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(server.writes().at(-1)).toEqual([
        'PATCH /apps/x/records/deal/d3',
        { version: 5, values: { todo: 'Send the offer', todo_on: '2026-03-12' } },
      ]),
    );
  });

  it('shows a person what her rights leave to do', async () => {
    await today(aroundWork({ readonly: ['todo', 'todo_on', 'due', 'stage'] }));
    expect((await line('Pump')).queryAllByRole('button').map((each) => each.textContent)).toEqual(['Pump']);
    expect((await line('Pipe')).queryAllByRole('button').map((each) => each.textContent)).toEqual(['Pipe']);
    await today(aroundWork({ update: 'none' }));
    expect((await line('Valve')).queryAllByRole('button').map((each) => each.textContent)).toEqual(['Valve']);
  });

  it('is about the team where others are in sight, and remembers it', async () => {
    const { person, server, address } = await today();
    await person.click(await screen.findByText('Team'));
    expect(address()).toBe('/a/x/today?whose=team');
    expect(server.questions('/apps/x/today/deal').at(-1)).toEqual({ whose: 'team' });
    const again = await visit('/a/x/today', { ...aroundWork(), 'GET /apps/x/today/deal': DAY });
    await line('Pump');
    expect(again.server.questions('/apps/x/today/deal')).toEqual([{ whose: 'team' }]);
    await today(aroundWork({ read: 'own' }), {}, '?whose=team');
    await line('Pump');
    expect(screen.queryByText('Team')).toBeNull();
  });

  it('leads to the whole of a list that is longer', async () => {
    const steps = { count: 40, records: DAY.lists.steps?.records ?? [] };
    const { person, server, address } = await today({
      'GET /apps/x/today/deal': { ...DAY, lists: { ...DAY.lists, steps } },
      'GET /apps/x/records/deal': page([working('d1', 'Pump')]),
    });
    await person.click(await screen.findByRole('link', { name: 'All 40' }));
    await waitFor(() => expect(address()).toContain('/a/x/deal?view='));
    await waitFor(() => expect(server.questions('/apps/x/records/deal').at(-1)?.sort).toBe('todo_on'));
    const asked = server.questions('/apps/x/records/deal').at(-1);
    expect(JSON.parse(asked?.filter ?? '')).toEqual({
      and: [
        { '==': [{ var: 'status' }, 'open'] },
        { '==': [{ var: 'owner' }, { var: 'user.id' }] },
        { '<=': [{ var: 'todo_on' }, { var: 'today' }] },
      ],
    });
  });

  it('teaches where there is nothing yet', async () => {
    const none = { count: 0, records: [] };
    const figures = { open: { count: 0, sum: null }, won: { count: 0, sum: null } };
    const nothing = { lists: { steps: none, late: none, stuck: none, recent: none }, figures };
    const { person, address } = await today({ 'GET /apps/x/today/deal': nothing });
    expect(await screen.findByText('You have no open deals. What is due and what you did last will stand here.')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'New deal' }));
    await waitFor(() => expect(address()).toBe('/a/x/deal/new'));
    await today({ 'GET /apps/x/today/deal': { ...nothing, figures: { ...figures, open: { count: 2, sum: '5' } } } });
    expect(await screen.findByText('Nothing is due. Fill in “Next step date” of a record, and it stands here on that day.')).toBeTruthy();
  });

  it('says why it cannot be shown', async () => {
    await today({ 'GET /apps/x/today/deal': refuse(403, 'You may not see deals.') });
    expect(await screen.findByText('You may not see deals.')).toBeTruthy();
  });

  it('is none where nothing passes through stages', async () => {
    const app = appOf();
    const plain = { ...app, app: { ...app.app, entities: app.app.entities.map(({ process: _, ...entity }) => entity) } };
    await visit('/a/x/today', around(plain));
    expect(await screen.findByText('There is nothing at this address.')).toBeTruthy();
  });
});
