import type { Found } from '@pipewright/definition';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { frame, press } from '../../../test/dom/frame-page.tsx';
import { type Asked, refuse } from '../../../test/dom/server.ts';
import { deal, page } from '../../../test/dom/world.ts';
import { noteOpened } from '../data/recent.ts';

const SEARCH = 'Search or go to…';
const FOUND: Readonly<Record<string, readonly Found[]>> = {
  pu: [{ entity: 'deal', record: deal('d1', 'Pump'), by: null }],
  pum: [
    { entity: 'deal', record: deal('d2', 'Pump 2'), by: null },
    { entity: 'firm', record: { id: 'f1', version: 1, name: 'Pumpworks' }, by: null },
  ],
};
const answer = ({ query }: Asked) => ({ found: FOUND[query.search ?? ''] ?? [] });

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

describe('going somewhere by typing', () => {
  const open = async (more: Parameters<typeof frame>[0] = {}) => {
    const visited = await frame({ 'GET /apps/x/records': answer, ...more });
    await screen.findByText('Pump');
    await press('k', { ctrlKey: true });
    const input = await screen.findByRole('combobox', { name: SEARCH });
    return { ...visited, input };
  };
  const found = () => screen.queryAllByRole('option').map((each) => [each.textContent, each.getAttribute('aria-selected')]);

  it('finds pages by a part of their name, and goes to the one that is marked', async () => {
    const { person, input, address } = await open();
    await person.type(input, 'DEAL');
    await waitFor(() =>
      expect(found()).toEqual([
        ['Deals', 'true'],
        ['Deal pipeline', 'false'],
        ['New deal', 'false'],
      ]),
    );
    await person.type(input, '{ArrowDown}{ArrowDown}{ArrowUp}{ArrowDown}');
    expect(found().map(([, marked]) => marked)).toEqual(['false', 'false', 'true']);
    await person.clear(input);
    await person.type(input, 'firm{Enter}');
    await waitFor(() => expect(address()).toBe('/a/x/firm'));
  });

  it('finds pages with Chinese names by pinyin and by initials, as it finds records', async () => {
    const { person } = await frame({ 'GET /apps/x/records': answer }, { language: 'zh-CN' });
    await screen.findByText('Pump');
    await press('k', { ctrlKey: true });
    const input = await screen.findByRole('combobox', { name: '搜索或跳转' });
    await person.type(input, 'sjkb');
    await waitFor(() => expect(found()).toEqual([['商机看板', 'true']]));
    await person.clear(input);
    await person.type(input, 'xinjiansj');
    await waitFor(() => expect(found()).toEqual([]));
    await person.clear(input);
    await person.type(input, 'xinjianshang');
    await waitFor(() => expect(found()).toEqual([['新建商机', 'true']]));
  });

  it('finds records of every kind, with what kind each is, and opens one by three keys and Enter, however fast', async () => {
    const { person, input, address, server } = await open({
      'GET /apps/x/records/deal/d1': deal('d1', 'Pump'),
      'GET /apps/x/records/deal/d1/line': { entries: [], next: null },
    });
    await person.type(input, 'pum');
    await waitFor(() =>
      expect(found()).toEqual([
        ['Pump 2Deal', 'true'],
        ['PumpworksFirm', 'false'],
      ]),
    );
    await person.clear(input);
    await person.type(input, 'pu{Enter}');
    await waitFor(() => expect(address()).toBe('/a/x/deal/d1'));
    // A text that is typed on is not asked for on the way.
    expect(server.questions('/apps/x/records').map(({ search }) => search)).toEqual(['pum', 'pu']);
  });

  it('offers what may be made', async () => {
    const { person, input, address } = await open();
    await person.type(input, 'new d');
    await waitFor(() => expect(found()).toEqual([['New deal', 'true']]));
    await person.type(input, '{Enter}');
    await waitFor(() => expect(address()).toBe('/a/x/deal/new'));
  });

  it('offers what was opened last, as it is called now; what is gone is not named', async () => {
    noteOpened('x', 'p1', { entity: 'deal', id: 'd7' });
    noteOpened('x', 'p1', { entity: 'deal', id: 'd8' });
    noteOpened('x', 'p2', { entity: 'deal', id: 'd9' });
    await open({ 'GET /apps/x/records/deal': ({ query }) => page(query.filter ? [deal('d7', 'Renamed')] : [deal('d1', 'Pump')]) });
    await waitFor(() => expect(found()[0]).toEqual(['RenamedDeal', 'true']));
    expect(found()[1]?.[0]).toBe('Today');
  });

  it('says so where nothing is found, and where the search does not work', async () => {
    const { person, input, server } = await open();
    await person.type(input, 'zzz');
    expect(await screen.findByText('Nothing found for “zzz”.')).toBeTruthy();
    expect(screen.queryAllByRole('option')).toEqual([]);
    server.answer({ 'GET /apps/x/records': refuse(422, 'No.') });
    await person.type(input, 'y');
    expect(await screen.findByText(/The search failed/)).toBeTruthy();
    expect(screen.queryByText(/Nothing found/)).toBeNull();
  });

  it('begins anew each time it is opened', async () => {
    const { person, input } = await open();
    await person.type(input, 'deal{ArrowDown}');
    await person.keyboard('{Escape}');
    await press('k', { metaKey: true });
    await waitFor(() => expect(found()[0]).toEqual(['Today', 'true']));
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: SEARCH }).value).toBe('');
  });

  it('changes the language too, and opens from the bar', async () => {
    const { person } = await frame({ 'GET /apps/x/records': answer });
    await person.click(await screen.findByRole('button', { name: /Search or go to… · Ctrl K$/ }));
    const input = await screen.findByRole('combobox', { name: SEARCH });
    await person.type(input, '中文');
    await waitFor(() => expect(found()).toEqual([['中文', 'true']]));
    await person.type(input, '{Enter}');
    expect(await screen.findByRole('heading', { name: '商机' })).toBeTruthy();
  });
});
