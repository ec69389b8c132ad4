import { afterEach, describe, expect, it, vi } from 'vitest';
import { act, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { DAY, today, working } from '../../../test/dom/today-page.tsx';

afterEach(() => {
  vi.restoreAllMocks();
});

const TODAY = '/apps/x/today/deal';
const EMPTY = { ...DAY, lists: { ...DAY.lists, steps: { count: 0, records: [] } } };
const pump = () => screen.queryByRole('listitem', { name: 'Pump' });

describe('a page of today that stays open', () => {
  /** Lets the clock go on so that news is asked about at once. */
  const later = (ms: number) => {
    const now = Date.now();
    vi.spyOn(Math, 'random').mockReturnValue(0);
    vi.spyOn(Date, 'now').mockReturnValue(now + ms);
  };
  const news = (server: Awaited<ReturnType<typeof today>>['server']) =>
    act(async () => server.tell('records', { entity: 'deal', ids: ['d1'], at: 777 }));

  it('follows what others do', async () => {
    const { server } = await today();
    await screen.findByRole('listitem', { name: 'Pump' });
    later(60_000);
    server.answer({ [`GET ${TODAY}`]: EMPTY });
    await news(server);
    await waitFor(() => expect(pump()).toBeNull());
    expect(server.questions(TODAY).map(({ since }) => since)).toEqual([undefined, '777']);
  });

  it('keeps the line in which somebody types, until that is done', async () => {
    const { person, server } = await today();
    const line = within(await screen.findByRole('listitem', { name: 'Pump' }));
    await person.click(line.getByRole('button', { name: 'Pump: done, what comes next?' }));
    const step = await screen.findByLabelText<HTMLInputElement>('Next step');
    await person.type(step, 'Visit');
    later(60_000);
    server.answer({ [`GET ${TODAY}`]: EMPTY, 'PATCH /apps/x/records/deal/d1': working('d1', 'Pump') });
    await news(server);
    await waitFor(() => expect(server.questions(TODAY)).toHaveLength(2));
    await act(async () => new Promise((done) => setTimeout(done, 20)));
    expect([step.isConnected, step.value]).toEqual([true, 'Visit']);
    await person.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(pump()).toBeNull());
  });

  it('gives the focus to its small forms and back, and puts them away with Escape', async () => {
    const { person } = await today();
    const line = within(await screen.findByRole('listitem', { name: 'Pump' }));
    const button = line.getByRole('button', { name: 'New date: Pump' });
    await person.click(button);
    const form = await screen.findByRole('dialog', { name: 'New date: Pump' });
    expect(document.activeElement).toBe(form);
    await person.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(button);
  });

  it('goes on to the next day by itself', async () => {
    const { server } = await today();
    const line = await screen.findByRole('listitem', { name: 'Pump' });
    within(line).getByText('2 days late');
    later(24 * 3_600_000);
    await act(async () => document.dispatchEvent(new Event('visibilitychange')));
    expect(await within(await screen.findByRole('listitem', { name: 'Pump' })).findByText('3 days late')).toBeTruthy();
    expect(server.questions(TODAY)).toHaveLength(2);
  });

  it('stays as it is for a moment without the server', async () => {
    const { server } = await today();
    await screen.findByRole('listitem', { name: 'Pump' });
    later(60_000);
    server.answer({ [`GET ${TODAY}`]: () => Promise.reject(new TypeError('Failed to fetch')) });
    await news(server);
    await waitFor(() => expect(server.questions(TODAY).length).toBeGreaterThan(1));
    expect(pump()).toBeTruthy();
  });
});
