import { afterEach, describe, expect, it, vi } from 'vitest';
import { act, fireEvent, screen, waitFor } from '../../../test/dom/draw.tsx';
import { frame } from '../../../test/dom/frame-page.tsx';
import { about, notice, told } from '../../../test/dom/notices.ts';
import { record } from '../../../test/dom/record-page.tsx';
import type { Answers } from '../../../test/dom/server.ts';

const PATH = '/apps/x/notices';
const open = (more: Answers = {}, options: Parameters<typeof frame>[1] = {}, search = '') =>
  frame({ ...told([]), ...more }, options, `/a/x/notices${search}`);
const valve = { ...about, record: 'd2', title: 'Valve' };
const some = [notice('n2', { kind: 'reminder', by: null, about: valve, shown: '2026-03-11T02:00:00.000Z' }), notice('n1')];
const line = (name: RegExp) => screen.findByRole('listitem', { name });
const press = (key: string) => act(async () => void fireEvent.keyDown(document.activeElement ?? document.body, { key }));

afterEach(() => {
  vi.useRealTimers();
});

describe('the page of notices', () => {
  it('shows what is unread by day, and its number on the tab of the browser', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-11T04:00:00.000Z') });
    const { server } = await open(told(some));
    await line(/reminds you of “Valve”/);
    expect(screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)).toEqual(['Today', 'Yesterday']);
    await waitFor(() => expect(document.title).toBe('(2) Notices · Pipewright'));
    expect(server.questions(PATH)).toContainEqual(expect.objectContaining({ show: 'unread' }));
    server.answer(told(some.slice(1)));
    await act(async () => server.tell('notices', { entity: null, ids: null, at: 1 }));
    await waitFor(() => expect(document.title).toBe('(1) Notices · Pipewright'));
  });

  it('opens the record beside, which is then read', async () => {
    const { person, server, address } = await open({ ...told(some), ...record(), [`POST ${PATH}/n1/read`]: {} });
    await person.click(await screen.findByText(/mentioned you in a comment on “Pump”/));
    await waitFor(() => expect(address()).toBe('/a/x/notices?entity=deal&record=d1'));
    expect(await screen.findByRole('dialog')).toBeTruthy();
    expect(server.writes()).toEqual([[`POST ${PATH}/n1/read`, undefined]]);
  });

  it('takes what is done away at once, and has it back where that failed', async () => {
    const { person, server } = await open(told(some));
    await line(/Valve/);
    server.answer({ [`POST ${PATH}/n2/read`]: () => Promise.reject(new TypeError('gone')) } as Answers);
    await person.click((await screen.findAllByRole('button', { name: 'Done' }))[0] as HTMLElement);
    expect(await screen.findByText('The server cannot be reached.', { exact: false })).toBeTruthy();
    await line(/Valve/);
    server.answer({ [`POST ${PATH}/n2/read`]: {}, ...told(some.slice(1)) });
    await person.click((await screen.findAllByRole('button', { name: 'Done' }))[0] as HTMLElement);
    await waitFor(() => expect(screen.queryByText(/Valve/)).toBeNull());
  });

  it('puts off to a morning, and brings back from where it waits', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-11T04:00:00.000Z') });
    const { person, server, address } = await open({ ...told([notice('n1')]), [`PUT ${PATH}/n1/later`]: {} });
    await person.click(await screen.findByRole('button', { name: 'Later' }));
    server.answer(told([]));
    await person.click(await screen.findByText('Next Monday'));
    expect(await screen.findByText('Everything is read.')).toBeTruthy();
    const [[way, { until }] = ['', { until: '' }]] = server.writes() as [string, { until: string }][];
    expect([way, new Date(until).getDay(), new Date(until).getHours()]).toEqual([`PUT ${PATH}/n1/later`, 1, 8]);
    server.answer(told([notice('n1', { shown: until })]));
    await person.click(screen.getByText('Later', { selector: '.ant-segmented-item-label' }));
    await waitFor(() => expect(address()).toBe('/a/x/notices?show=later'));
    await person.click(await screen.findByRole('button', { name: 'Bring back' }));
    await waitFor(() => expect(server.writes().at(-1)).toEqual([`PUT ${PATH}/n1/later`, { until: null }]));
  });

  it('is narrowed to a kind by its address, and marks that kind alone as read', async () => {
    const { person, server } = await open(
      { ...told(some.slice(0, 1)), [`POST ${PATH}/read`]: {} },
      { language: 'zh-CN' },
      '?topic=assigned&show=all',
    );
    await person.click(await screen.findByRole('button', { name: '将此类标为已读' }));
    await waitFor(() => expect(server.writes()).toEqual([[`POST ${PATH}/read`, { until: 'n2', kinds: ['assigned', 'assignedMany'] }]]));
    expect(server.questions(PATH)).toContainEqual(expect.objectContaining({ show: 'all', kinds: 'assigned,assignedMany' }));
  });

  it('is used by keys: down, done, and on with the next', async () => {
    const { server } = await open({ ...told(some), [`POST ${PATH}/n2/read`]: {} });
    await line(/Valve/);
    await press('j');
    await press('ArrowDown');
    await press('k');
    expect(document.activeElement?.textContent).toMatch(/Valve/);
    server.answer(told(some.slice(1)));
    await press('e');
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/Pump/));
    expect(server.writes()).toEqual([[`POST ${PATH}/n2/read`, undefined]]);
  });

  it('is used by keys to put off too, and goes on with what took its place; what is only marked leaves the focus alone', async () => {
    const { person, server } = await open({ ...told(some), [`PUT ${PATH}/n2/later`]: {}, [`POST ${PATH}/n1/read`]: {} });
    await line(/Valve/);
    await press('ArrowDown');
    await press('l');
    server.answer(told(some.slice(1)));
    await person.click(await screen.findByText('Tomorrow morning'));
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/Pump/));
    await person.click(screen.getByText('All', { selector: '.ant-segmented-item-label' }));
    await person.click(await screen.findByRole('button', { name: 'Done' }));
    (document.activeElement as HTMLElement).blur();
    server.answer(told(some));
    await act(async () => server.tell('notices', { entity: null, ids: null, at: 1 }));
    await line(/Valve/);
    expect(document.activeElement).toBe(document.body);
  });

  it('is where the bell leads on a phone', async () => {
    const { person, address } = await frame(told(some), { width: 360 });
    await person.click(await screen.findByRole('button', { name: 'Notices: 2 unread' }));
    await waitFor(() => expect(address()).toBe('/a/x/notices'));
    await line(/Valve/);
  });
});
