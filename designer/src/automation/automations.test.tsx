import type { App, Automation, AutomationState } from '@pipewright/definition';
import { exampleLadder, exampleWith } from '@pipewright/definition/example-automations';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { choose, fireEvent, screen, waitFor } from '../../../test/dom/draw.tsx';

const state = {
  key: 'ladder',
  off: false,
  switchedBy: null,
  switchedAt: null,
  fired: 12,
  lastAt: null,
  waiting: 0,
  asleep: 0,
  failed: 1,
  failure: 'The rules refused it.',
  refused: 0,
};
const run = {
  ...{ id: 'r1', automation: 'ladder', record: { entity: 'deal', id: 'd1', title: 'Pump' }, level: 'Manager', state: 'failed' as const },
  ...{
    at: '2026-01-05T09:00:00.000Z',
    endedAt: null,
    until: null,
    node: 'warn',
    version: 2,
    parent: null,
    side: null,
    call: null,
    attempts: 5,
    failure: 'The rules refused it.',
  },
  steps: [
    {
      node: 'warn',
      kind: 'notify' as const,
      at: '2026-01-05T09:00:00.000Z',
      outcome: 'done' as const,
      exit: null,
      input: [],
      people: ['Wang'],
      faults: [],
      children: null,
    },
  ],
};
const draftOf = (published: App) => ({ definition: published, published, revision: 7, version: 2, keys: [] });
const opened = (place: string, automations: readonly Automation[] = [exampleLadder()], doing: Partial<AutomationState> = {}) => {
  const app = exampleWith(automations);
  return openDesigner(place, {
    'GET /apps/x/draft': draftOf(app),
    'GET /apps/x/automations': automations.map(({ key }) => ({ ...state, ...doing, key })),
    'GET /apps/x/runs': { runs: [run], next: null },
    'GET /apps/x/delivery-channels': { channels: [] },
  });
};

describe('the list of automations', () => {
  it('teaches where there are none, and one press makes one that can be published', async () => {
    const { press, kept } = await opened('automations', []);
    expect(await screen.findByText(/^Nothing happens by itself yet/)).toBeTruthy();
    await press(/^Reminders when nothing moves/);
    expect(await screen.findByRole('status', { name: 'What it does' })).toHaveProperty(
      'textContent',
      'Deals: after 5 working days without progress remind the owner, after 10 working days remind the manager',
    );
    expect((await kept())?.automations?.[0]).toMatchObject({ key: 'reminders_when_nothing_moves', entity: 'deal', on: { kind: 'since' } });
  });

  it('says that messages were refused, which leads to where they are told', async () => {
    await opened('automations');
    await screen.findByText('1 failed in 30 days: The rules refused it.');
    expect(screen.queryByText(/last messages/)).toBeNull();
    const { person } = await opened('automations', undefined, { refused: 3 });
    await person.click(await screen.findByRole('button', { name: '3 of the last messages were refused or fit no record' }));
    await waitFor(() => expect(window.location.hash).toBe('#automation/ladder'));
  });

  it('says what each does and how it is doing, and switches one off at once', async () => {
    const { person, server } = await opened('automations');
    expect(await screen.findByText(/^Deals of big: after 5 working days/)).toBeTruthy();
    expect(await screen.findByText('1 failed in 30 days: The rules refused it.')).toBeTruthy();
    server.answer({ 'PUT /apps/x/automations/ladder/off': { ...state, off: true, switchedBy: { id: 'a', name: 'Wang' } } });
    const turn = await screen.findByRole('switch', { name: '“Key accounts” is on' });
    expect(turn.getAttribute('aria-checked')).toBe('true');
    await person.click(turn);
    await waitFor(() => expect(turn.getAttribute('aria-checked')).toBe('false'));
    expect(await screen.findByText(/switched off by Wang/)).toBeTruthy();
    expect(server.writes()).toEqual([['PUT /apps/x/automations/ladder/off', { off: true }]]);
  });
});

const said = () => screen.getByRole('status', { name: 'What it does' }).textContent;

describe('an automation under design', () => {
  it('changes its times in the table, says where they do not rise, and can be undone', async () => {
    const { press } = await opened('automation/ladder');
    const cell = await screen.findByRole('spinbutton', { name: 'Big, Manager: after how long' });
    fireEvent.change(cell, { target: { value: '5' } });
    expect(await screen.findByText('Must be later than the level before')).toBeTruthy();
    fireEvent.change(cell, { target: { value: '7' } });
    await waitFor(() => expect(said()).toContain('after 7 working days warn the manager'));
    await press('Undo');
    await press('Undo');
    await waitFor(() => expect(said()).toContain('after 10 working days warn the manager'));
  });

  it('adds, moves and removes steps of a level', async () => {
    const { press, person, kept } = await opened('automation/ladder');
    await press(/Add a step$/);
    await person.click(await screen.findByText('Assign'));
    expect(await screen.findByRole('button', { name: 'Assign it in turn within Sales' })).toBeTruthy();
    await press('Move up: Assign it in turn within Sales');
    await press('Remove: Remind the owner');
    const automation = (await kept())?.automations?.[0];
    expect(automation?.nodes.map(({ kind }) => kind)).toEqual(['assign', 'notify', 'reclaim']);
    expect(automation?.on).toMatchObject({ levels: [{ start: 'step_1' }, { start: 'warn' }, { start: 'reclaim' }] });
  });

  it('gives records to whom a field of the record, or of what it refers to, names', async () => {
    const { press, person, kept } = await opened('automation/ladder');
    await press(/Add a step$/);
    await person.click(await screen.findByText('Assign'));
    await choose(person, await screen.findByRole('combobox', { name: 'Only whom this field names' }), 'Firm › Department');
    expect(await screen.findByRole('button', { name: 'Assign it in turn within Sales whom “Firm › Department” names' })).toBeTruthy();
    const steps = (await kept())?.automations?.[0]?.nodes;
    expect(steps?.find(({ kind }) => kind === 'assign')).toMatchObject({ teams: [{ role: 'sales', among: 'firm.department' }] });
  });

  it('begins otherwise, and keeps its steps', async () => {
    const { person, kept } = await opened('automation/ladder');
    await choose(person, await screen.findByRole('combobox', { name: 'It begins when' }), 'A stage is entered');
    await waitFor(() => expect(said()).toMatch(/^When the deal enters the stage “.+”, remind the owner$/));
    expect((await kept())?.automations?.[0]).toMatchObject({ on: { kind: 'entered' }, nodes: [{ key: 'remind' }] });
  });

  it('writes texts by the names of fields', async () => {
    const { press, kept } = await opened('automation/ladder');
    await press('Remind the owner');
    const text = await screen.findByLabelText<HTMLTextAreaElement>('Text');
    expect(text.value).toBe('“{Name}” of {Firm › Name} stands still');
    fireEvent.change(text, { target: { value: '{Amount} waits' } });
    expect((await kept())?.automations?.[0]?.nodes[0]).toMatchObject({ text: { en: '{amount} waits' } });
  });

  it('tells what it did, and tries again what failed', async () => {
    const { press, server } = await opened('automation/ladder');
    expect(await screen.findByRole('link', { name: 'Pump' })).toHaveProperty('pathname', '/a/x/deal/d1');
    expect(screen.getByText('The rules refused it.')).toBeTruthy();
    expect(screen.getByText(/Wang/).textContent).toBe('Remind · done · Wang');
    server.answer({ 'POST /apps/x/runs/r1/retry': {} });
    await press('Try again');
    expect(server.writes()).toEqual([['POST /apps/x/runs/r1/retry', undefined]]);
    await waitFor(() => expect(server.questions('/apps/x/runs')).toHaveLength(2));
  });

  it('is copied and removed', async () => {
    const { press, kept } = await opened('automation/ladder');
    await press(/Copy$/);
    expect(await screen.findByRole('heading', { name: 'Key accounts (2)' })).toBeTruthy();
    await press(/Remove$/);
    expect(await screen.findByText(/^Deals of big/)).toBeTruthy();
    expect((await kept())?.automations?.map(({ key }) => key)).toEqual(['ladder']);
  });

  it('whose entity is gone says so, and can be removed', async () => {
    const { press, kept } = await opened('automation/ladder', [{ ...exampleLadder(), entity: 'ghost' }]);
    expect(await screen.findByText(/^What this automation is about does not exist/)).toBeTruthy();
    await press('Remove');
    expect(await screen.findByText(/^Nothing happens by itself yet/)).toBeTruthy();
    expect((await kept())?.automations).toBeUndefined();
  });

  it('says that it is gone', async () => {
    await opened('automation/ghost');
    expect(await screen.findByText('This automation does not exist any more.')).toBeTruthy();
  });
});

describe('a step that fills fields', () => {
  it('takes them from a list, and says what each is given', async () => {
    const { press, person, kept } = await opened('automation/ladder');
    await press(/Add a step$/);
    await person.click(await screen.findByText('Set fields'));
    await choose(person, await screen.findByRole('combobox', { name: 'Add a field' }), 'Due');
    await waitFor(() => expect(said()).toContain('then set Due to today'));
    await choose(person, screen.getByRole('combobox', { name: 'Due' }), 'In so many days');
    expect((await kept())?.automations?.[0]?.nodes.find(({ kind }) => kind === 'set')).toMatchObject({
      values: { due: { addDays: [{ var: 'today' }, 30] } },
    });
  });

  it('fills those of what the record refers to, and begins anew where that is chosen', async () => {
    const { press, person, kept } = await opened('automation/ladder');
    await press(/Add a step$/);
    await person.click(await screen.findByText('Set fields'));
    await choose(person, await screen.findByRole('combobox', { name: 'Add a field' }), 'Due');
    await choose(person, screen.getByRole('combobox', { name: 'Of which record' }), 'Its Firm (Firm)');
    const step = async () => (await kept())?.automations?.[0]?.nodes.find(({ kind }) => kind === 'set');
    expect(await step()).toMatchObject({ of: 'firm', values: {} });
    await choose(person, screen.getByRole('combobox', { name: 'Add a field' }), 'Name');
    await waitFor(() => expect(said()).toContain('at its Firm set Name to'));
    expect(Object.keys((await step())?.['values' as never] ?? {})).toEqual(['name']);
  });

  it('shows what is wrong where it stands', async () => {
    const issues = [{ path: 'automations.0.nodes.0.to', code: 'x', message: 'Nobody is meant.' }];
    const { press, server } = await opened('automation/ladder');
    server.answer({ 'PUT /apps/x/draft': { revision: 8, issues } });
    await press(/Add a level$/);
    expect(await screen.findAllByText('Nobody is meant.')).not.toHaveLength(0);
    const step = screen.getByRole('button', { name: 'Remind the owner' }).closest('li');
    expect(step?.textContent).not.toContain('Nobody');
  });
});

describe('an automation before it is published', () => {
  const hit = { record: 'd1', title: 'Pump', level: 'Owner', at: '2026-01-05T09:00:00.000Z', people: [{ id: 'w', name: 'Wang' }] };
  const side = {
    ...{ total: 3, records: 2, levels: [{ level: 'Owner', count: 3 }], hits: [hit] },
    ...{ weeks: [{ week: '2026-01-05', count: 3 }], people: [{ person: { id: 'w', name: 'Wang' }, total: 3, mostInWeek: 2 }] },
  };

  it('shows for which records it would begin now', async () => {
    const { press, server } = await opened('automation/ladder');
    server.answer({ 'POST /apps/x/automations/dry-run': { total: 1, levels: [{ level: 'Owner', count: 1 }], hits: [hit] } });
    await press('Look');
    expect(await screen.findByText('It would begin for 1 record.')).toBeTruthy();
    expect(screen.getByText('Owner: 1')).toBeTruthy();
    expect(screen.getAllByRole('row').at(-1)?.textContent).toBe('PumpOwnerWang');
    expect(server.writes()).toMatchObject([['POST /apps/x/automations/dry-run', { automation: { key: 'ladder' } }]]);
  });

  it('shows what it would have done, beside what is published', async () => {
    const { press, server } = await opened('automation/ladder');
    const published = { ...side, total: 1, records: 1, weeks: [{ week: '2025-12-29', count: 1 }] };
    server.answer({ 'POST /apps/x/automations/backtest': { from: '2025-07-05', to: '2026-01-05', draft: side, published } });
    await press('Look back');
    expect(await screen.findByText('It would have begun 3 times (records: 2).')).toBeTruthy();
    expect(screen.getByText('As published: once (records: 1).')).toBeTruthy();
    const weeks = screen.getAllByRole('row').map((row) => row.textContent);
    expect(weeks).toContain('2025-12-29 0 1');
    expect(weeks).toContain('2026-01-05 3 0');
    expect(weeks).toContain('Wang 32');
    expect(server.writes()[0]?.[1]).toMatchObject({ months: 6 });
  });
});
