import { describe, expect, it } from 'vitest';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, dealsApp, someone, ways } from '../../../test/dom/world.ts';

const PUMP = ways('d1');
const MOVE = PUMP.move;
const open = (standing: object, more: Answers = {}, options: Parameters<typeof visit>[2] = {}) =>
  visit(
    '/a/x/deal/d1',
    {
      [PUMP.read]: deal('d1', 'Pump', { due: '2026-04-01', ...standing }),
      [PUMP.story]: { entries: [] },
      [MOVE]: deal('d1', 'Pump'),
      ...more,
    },
    options,
  );
const banner = async (words: string) => (await screen.findByText(words)).closest('.ant-alert')?.textContent;
const dialog = async () => within(await screen.findByRole('dialog'));

describe('how a record stands', () => {
  it('is said where it waits: why, since when, until when, and that the day has come', async () => {
    const paused = { status: 'paused', status_reason: 'budget', stage_since: '2026-03-02T00:00:00.000Z', status_until: '2026-03-20' };
    await open(paused);
    expect(await banner('No budget')).toBe('PausedNo budgetSince 2026-03-02until 2026-03-20Resume');
    await open({ ...paused, status_until: '2026-03-11' });
    expect(await banner('No budget')).toContain('The day has come');
  });

  it('is said in Chinese', async () => {
    await open({ status: 'paused', status_reason: 'budget', status_until: '2026-03-11' }, {}, { language: 'zh-CN' });
    expect(await banner('没有预算')).toMatch(/暂停.*没有预算.*至 2026-03-11.*已到约定日期.*恢复推进/);
  });

  it('is not said of an open one, whose stages can be chosen', async () => {
    await open({});
    await screen.findByText('Time line');
    expect(document.querySelector('.ant-alert')).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'offer' }).disabled).toBe(false);
  });

  it('locks the way through the stages while it waits', async () => {
    await open({ status: 'paused' });
    await screen.findByText('Time line');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'offer' }).disabled).toBe(true);
  });
});

describe('the way back', () => {
  it('of what is paused asks for nothing', async () => {
    const { person, server } = await open({ status: 'paused' });
    await person.click(await screen.findByRole('button', { name: /Resume$/ }));
    const asked = await dialog();
    expect(asked.getByText('It is open again, in the stage where it was paused.')).toBeTruthy();
    expect(asked.queryByRole('combobox')).toBeNull();
    await person.click(asked.getByRole('button', { name: 'Resume' }));
    expect(await screen.findByText('Resumed')).toBeTruthy();
    expect(server.writes()).toEqual([[MOVE, { version: 4, status: 'open' }]]);
  });

  it('of what is lost asks why it is opened again', async () => {
    const { person, server } = await open({ status: 'lost', reason: 'price', closed_on: '2026-03-05' });
    expect(await banner('Lost')).toContain('Since 2026-03-05');
    await person.click(screen.getByRole('button', { name: /Reopen$/ }));
    const asked = await dialog();
    await choose(person, asked.getByRole('combobox', { name: 'Reason' }), 'Closed by mistake');
    await person.click(asked.getByRole('button', { name: 'Reopen' }));
    await waitFor(() => expect(server.writes()).toEqual([[MOVE, { version: 4, status: 'open', reason: 'error' }]]));
  });

  it('says inside the dialog what the server still asks for', async () => {
    let tries = 0;
    const answer = () => {
      tries += 1;
      return tries === 1 ? refuse(422, 'Please give a reason.', { path: 'reason', code: 'status.reason' }) : deal('d1', 'Pump');
    };
    const { person } = await open({ status: 'void' }, { [MOVE]: answer });
    await person.click(await screen.findByRole('button', { name: /Bring back$/ }));
    const asked = await dialog();
    await person.click(asked.getByRole('button', { name: 'Bring back' }));
    expect((await asked.findByRole('alert')).textContent).toBe('Please give a reason.');
  });

  it('is offered to none who may not', async () => {
    for (const status of ['lost', 'paused', 'void']) {
      await open({ status }, around(appOf(someone({ may: [] }))));
      await screen.findByText('Time line');
      expect(screen.queryByRole('button', { name: /(Reopen|Resume|Bring back)$/ })).toBeNull();
    }
  });
});

describe('another pipeline that applies', () => {
  it('is told, and moved to with the stage that was reached there', async () => {
    const { person, server } = await open({ applies: 'big', stage: 'offer', amount: '500' });
    expect(await banner('Another pipeline applies now: “Big”. This one stands in “Plain”.')).toContain('Move there…');
    await person.click(screen.getByRole('button', { name: 'Move there…' }));
    const asked = await dialog();
    expect(asked.getByText('It leaves “Plain” and stands in “Big”, stage “start”.')).toBeTruthy();
    await person.click(asked.getByRole('button', { name: 'Move to “Big”' }));
    expect(await screen.findByText('Moved to the pipeline that applies')).toBeTruthy();
    expect(server.writes()).toEqual([[MOVE, { version: 4, pipeline: 'big' }]]);
  });

  it('can be begun at its first stage', async () => {
    const app = dealsApp();
    const [start, tender] = app.entities[0]?.process?.pipelines[0]?.stages ?? [];
    if (tender) tender.key = 'offer';
    const { person, server } = await open({ applies: 'big', stage: 'offer', amount: '500' }, around(appOf(someone(), app)));
    await person.click(await screen.findByRole('button', { name: 'Move there…' }));
    expect(start?.key).toBe('start');
    await person.click((await dialog()).getByRole('button', { name: 'Start at the first stage' }));
    await waitFor(() => expect(server.writes()).toEqual([[MOVE, { version: 4, pipeline: 'big', stage: 'start' }]]));
  });
});
