import { describe, expect, it } from 'vitest';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { entry, line, open, PUMP, pump, stages, told } from '../../../test/dom/record-page.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { page } from '../../../test/dom/world.ts';

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
    const { person } = await open({ [PUMP.move]: refuse(422, 'It is worth too little.', { code: 'gate.hidden', path: 'stage' }) });
    await screen.findByRole('heading', { name: 'Pump' });
    await person.click(within(stages()[2] as HTMLElement).getByRole('button'));
    expect(await screen.findByText('“Pump” stays where it is')).toBeTruthy();
    expect(screen.getByText('It is worth too little.')).toBeTruthy();
  });

  it('tells its story, the newest first, with each value before and after', async () => {
    const entries = [
      entry({ id: 'e2', kind: 'move', before: { stage: 'start' }, after: { stage: 'offer' } }),
      entry({ id: 'e1', before: { amount: '1000' }, after: { amount: '1200.5' } }),
    ];
    await open({ [PUMP.story]: { entries: line(entries) } });
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
