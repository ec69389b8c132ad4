import type { LedgerEntry } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { menuItem, menuItems, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone, ways } from '../../../test/dom/world.ts';

const PUMP = ways('d1');
const pump = deal('d1', 'Pump', { amount: '1200.5', firm: 'f1', due: '2026-04-01', $names: { firm: 'Acme', owner: 'Li Na' } });
const entry = (more: Partial<LedgerEntry>): LedgerEntry => ({
  id: 'e1',
  kind: 'update',
  actor: { kind: 'person', id: 'p2' },
  cause: { by: 'form' },
  at: '2026-03-10T02:00:00.000Z',
  before: {},
  after: {},
  names: { p2: 'Wang Wei' },
  labels: {},
  ...more,
});
const record = (more: Answers = {}): Answers => ({
  [PUMP.read]: pump,
  [PUMP.story]: { entries: [] },
  ...more,
});
const open = (more: Answers = {}, options: Parameters<typeof visit>[2] = {}) => visit('/a/x/deal/d1', record(more), options);
const told = (label: string) => screen.getByText(label, { selector: 'section span' }).parentElement?.textContent?.replace('✎', '');
const stages = () => within(screen.getByRole('list', { name: 'Stages' })).getAllByRole('listitem');

describe('a record', () => {
  it('says what it is: name, status, worth, owner, and each value by its name', async () => {
    const { server } = await open();
    expect(await screen.findByRole('heading', { name: 'Pump' })).toBeTruthy();
    for (const fact of ['Open', 'Li Na']) expect(screen.getAllByText(fact).length).toBeGreaterThan(0);
    expect(['Firm', 'Amount', 'Due', 'Cost'].map(told)).toEqual(['FirmAcme', 'Amount¥1,200.50', 'Due2026-04-01', 'Cost–']);
    expect(server.questions(PUMP.path)[0]?.expand?.split(',')).toEqual(expect.arrayContaining(['firm', 'owner']));
  });

  it('is asked for the reason only once it is lost', async () => {
    await open();
    await screen.findByRole('heading', { name: 'Pump' });
    expect(screen.queryByText('Reason')).toBeNull();
    await open({ [PUMP.read]: { ...pump, status: 'lost', reason: 'price' } });
    expect(await screen.findByText('Reason')).toBeTruthy();
    expect(told('Reason')).toBe('ReasonPrice');
  });

  it('shows where it stands on the way, and moves by choosing a stage', async () => {
    const { person, server } = await open({ [PUMP.move]: { ...pump, stage: 'offer' } });
    await screen.findByRole('heading', { name: 'Pump' });
    expect(stages().map((each) => [each.textContent, each.getAttribute('aria-current')])).toEqual([
      ['start', 'step'],
      ['offer', null],
      ['sign', null],
    ]);
    server.answer({ [PUMP.read]: { ...pump, stage: 'offer' } });
    await person.click(within(stages()[1] as HTMLElement).getByRole('button'));
    expect(await screen.findByText('Moved')).toBeTruthy();
    expect(server.writes()).toEqual([[PUMP.move, { version: 4, stage: 'offer' }]]);
    await waitFor(() => expect(stages().map((each) => each.textContent)).toEqual(['✓ start', 'offer', 'sign']));
  });

  it('stays where the server refuses a move, with why', async () => {
    const { person } = await open({ [PUMP.move]: refuse(422, '“Due” is missing.', { code: 'gate.required', path: 'due' }) });
    await screen.findByRole('heading', { name: 'Pump' });
    await person.click(within(stages()[2] as HTMLElement).getByRole('button'));
    expect(await screen.findByText('“Pump” stays where it is')).toBeTruthy();
    expect(screen.getByText('“Due” is missing.')).toBeTruthy();
  });

  it('tells its story, the newest first, with each value before and after', async () => {
    const entries = [
      entry({ id: 'e2', kind: 'move', before: { stage: 'start' }, after: { stage: 'offer' } }),
      entry({ id: 'e1', before: { amount: '1000' }, after: { amount: '1200.5' } }),
    ];
    await open({ [PUMP.story]: { entries } });
    await screen.findByText('Time line');
    const story = await waitFor(() => {
      const lines = [...document.querySelectorAll('.ant-timeline-item, .ant-steps-item')].map((each) => each.textContent ?? '');
      expect(lines).toHaveLength(2);
      return lines;
    });
    expect(story[0]).toMatch(/^Wang Wei moved this.*Stage: start → offer$/);
    expect(story[1]).toMatch(/^Wang Wei changed this.*Amount: ¥1,000 → ¥1,200.50$/);
  });

  it('speaks Chinese', async () => {
    await open({}, { language: 'zh-CN' });
    expect(await screen.findByText('时间轴')).toBeTruthy();
    for (const word of ['公司', '金额', '编辑', '赢单', '输单']) expect(screen.getAllByText(word).length).toBeGreaterThan(0);
  });

  it('is not found where there is none, with the way back', async () => {
    const { person, address } = await open({ [PUMP.read]: refuse(404, 'This record is not there.'), 'GET /apps/x/records/deal': page([]) });
    expect(await screen.findByText('This record is not there.')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Back' }));
    expect(address()).toBe('/a/x/deal');
  });
});

describe('what can be done with a record', () => {
  const edit = () => screen.queryByRole('button', { name: /Edit$/ });
  const erase = () => screen.queryByRole('button', { name: 'Delete' });

  it('is what its person may', async () => {
    const { person } = await open();
    await screen.findByRole('heading', { name: 'Pump' });
    expect([edit(), erase()].map(Boolean)).toEqual([true, true]);
    await person.click(screen.getByRole('button', { name: 'More actions' }));
    expect(menuItems()).toEqual(['Pause', 'Set aside for later', 'Void']);
    await open(around(appOf(someone({ update: 'none', delete: 'none', may: [] }))));
    await screen.findByRole('heading', { name: 'Pump' });
    expect([edit(), erase(), screen.queryByRole('button', { name: 'More actions' })]).toEqual([null, null, null]);
    expect(screen.queryByRole('button', { name: 'Close as won' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Edit / })).toBeNull();
  });

  it('is deleting it, which can be taken back at once', async () => {
    const { person, server, address } = await open({
      'GET /apps/x/records/deal': page([]),
      [PUMP.erase]: { ...pump, version: 5 },
      [PUMP.restore]: { ...pump, version: 6 },
    });
    await screen.findByRole('heading', { name: 'Pump' });
    await person.click(erase() as HTMLElement);
    await person.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Restored')).toBeTruthy();
    expect(address()).toBe('/a/x/deal');
    expect(server.asked.find(({ method }) => method === 'DELETE')?.query).toEqual({ version: '4' });
    expect(server.writes().at(-1)).toEqual([PUMP.restore, { version: 5 }]);
  });

  it('says why it was not deleted, and why it could not be brought back', async () => {
    const { person, server } = await open({
      [PUMP.erase]: refuse(409, 'It has changed in the meantime.'),
      'GET /apps/x/records/deal': page([]),
    });
    await screen.findByRole('heading', { name: 'Pump' });
    await person.click(erase() as HTMLElement);
    expect(await screen.findByText('It has changed in the meantime.')).toBeTruthy();
    server.answer({ [PUMP.erase]: { ...pump, version: 5 }, [PUMP.restore]: refuse(422, 'Its number is taken.') });
    await person.click(erase() as HTMLElement);
    await person.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Its number is taken.')).toBeTruthy();
  });

  it('is bringing it back from the recycle bin', async () => {
    const { person, server, address } = await visit('/a/x/deal?deleted=true&record=d1', {
      ...record(),
      'GET /apps/x/records/deal': page([pump]),
      [PUMP.restore]: pump,
    });
    await person.click(await screen.findByRole('button', { name: /Restore$/ }));
    expect(await screen.findByText('Restored')).toBeTruthy();
    expect(server.questions(PUMP.path)[0]).toMatchObject({ deleted: 'true' });
    expect(server.writes()).toEqual([[PUMP.restore, { version: 4 }]]);
    expect(address()).toBe('/a/x/deal?deleted=true');
  });

  it('is winning it, with whatever the stages still ask for', async () => {
    const { person, server } = await open({ [PUMP.read]: { ...pump, amount: '50' }, [PUMP.move]: { ...pump, status: 'won' } });
    await person.click(await screen.findByRole('button', { name: 'Close as won' }));
    const asked = within(await screen.findByRole('dialog'));
    expect(asked.getByText('Close “Pump” as won')).toBeTruthy();
    const amount = asked.getByLabelText('Amount');
    await person.clear(amount);
    await person.type(amount, '900');
    await person.click(asked.getByRole('button', { name: 'Close as won' }));
    expect((await screen.findAllByText('Closed as won')).length).toBeGreaterThan(0);
    expect(server.writes()).toEqual([[PUMP.move, { version: 4, status: 'won', values: { amount: '900' } }]]);
  });

  it('is setting it aside from the menu', async () => {
    const { person, server } = await open({ [PUMP.move]: { ...pump, status: 'future' } });
    await person.click(await screen.findByRole('button', { name: 'More actions' }));
    await person.click(await menuItem('Set aside for later'));
    const asked = within(await screen.findByRole('dialog'));
    expect(asked.getByText('Nothing can be done now. It waits and can be taken up again later.')).toBeTruthy();
    await person.click(asked.getByRole('button', { name: 'Set aside for later' }));
    await waitFor(() => expect(server.writes()).toEqual([[PUMP.move, { version: 4, status: 'future' }]]));
  });
});
