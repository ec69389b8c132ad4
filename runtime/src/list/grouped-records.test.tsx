import { beforeEach, describe, expect, it, vi } from 'vitest';
import { menuItem, menuItems, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { button, LIST } from '../../../test/dom/list-page.tsx';
import type { Answers, Asked } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { deal, page } from '../../../test/dom/world.ts';

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('IntersectionObserver', undefined);
});

const stages = [
  ['start', 2, '1270.5'],
  ['offer', 1, '1000'],
  [null, 1, null],
];
const OF = {
  start: [deal('d1', 'Pump'), deal('d2', 'Valve')],
  offer: [deal('d3', 'Hose')],
  none: [deal('d4', 'Lost one', { stage: null })],
};

/** A server with deals in two stages and in none, and `groups` as it tells them. */
function world(groups: readonly unknown[][] = stages, asked: unknown[] = []): Answers {
  return {
    'GET /apps/x/records/deal': ({ query }: Asked) => {
      const stage = /"stage"\},(null|"\w+")/.exec(query.filter ?? '')?.[1]?.replaceAll('"', '') ?? '';
      const found = OF[(stage === 'null' ? 'none' : stage) as keyof typeof OF];
      return page(found ?? []);
    },
    'POST /apps/x/reports/run': ({ body }: Asked) => {
      const { report } = body as { report: { dimensions: readonly unknown[] } };
      asked.push(report);
      const column = (kind: 'dimension' | 'measure') => ({ key: 'group', name: { en: '', 'zh-CN': '' }, kind, format: '' });
      const columns = [column('dimension'), column('measure'), column('measure')];
      return (report.dimensions.length > 0 ? { columns, rows: groups } : { columns: [], rows: [[4, '2270.5']] }) as never;
    },
  };
}
const heads = () => [...document.querySelectorAll('.pw-group')].map((each) => each.textContent);
const names = () => [...document.querySelectorAll('tbody tr[data-row-key]')].map((each) => each.getAttribute('data-row-key'));
const head = (name: RegExp) => screen.findByRole('button', { name });

describe('a list in groups', () => {
  it('has a heading for each with how many records and their figures, from one question, and its records below', async () => {
    const asked: unknown[] = [];
    const visited = await visit('/a/x/deal?group=stage', world(stages, asked));
    await screen.findByText('Lost one');
    expect(heads()).toEqual(['start 2 recordsSum ¥1,270.50', 'offer 1 recordSum ¥1,000', '(empty) 1 recordSum –']);
    expect(names()).toEqual(['d1', 'd2', 'd3', 'd4']);
    expect(asked.filter((each) => JSON.stringify(each).includes('"group"'))).toEqual([
      {
        ...{ entity: 'deal', dimensions: [{ key: 'group', field: 'stage' }], sort: [{ by: 'group', descending: false }], limit: 201 },
        measures: [
          { key: 'records', fn: 'count' },
          { key: 'm0', fn: 'sum', field: 'amount' },
        ],
      },
    ]);
    // The list without groups is not asked for.
    expect(visited.server.questions(LIST).map(({ filter }) => JSON.parse(filter ?? 'null'))).toEqual(
      ['start', 'offer', null].map((stage) => ({ and: [{ '==': [{ var: 'stage' }, stage] }] })),
    );
    expect(document.querySelector('tfoot')?.textContent).toBe('4 recordsSum ¥2,270.50');
  });

  it('is begun and ended by the menu and by a heading, and stands in the address', async () => {
    const visited = await visit('/a/x/deal?columns=name,stage', world());
    await visited.person.click(await button(/^group Group$/));
    expect(menuItems().slice(0, 3)).toEqual(['Stage', 'Firm', 'Due']);
    await visited.person.click(await menuItem('Stage'));
    await screen.findByText('Lost one');
    expect(visited.address()).toBe('/a/x/deal?columns=name,stage&group=stage');
    await visited.person.click(await button('Column “Stage”'));
    await visited.person.click(await menuItem('No groups'));
    await waitFor(() => expect(heads()).toEqual([]));
    expect(visited.address()).toBe('/a/x/deal?columns=name,stage');
  });

  it('is folded by keys, which is remembered, and asks for no records of what is folded', async () => {
    const { person } = await visit('/a/x/deal?group=stage', world());
    await screen.findByText('Lost one');
    (await head(/^start/)).focus();
    await person.keyboard('{Enter}');
    await waitFor(() => expect(names()).toEqual(['d3', 'd4']));
    expect((await head(/^start/)).getAttribute('aria-expanded')).toBe('false');
    await person.click(await button(/Grouped by/));
    await person.click(await menuItem('Fold all groups'));
    await waitFor(() => expect(names()).toEqual([]));
    await person.click(await head(/^offer/));
    await waitFor(() => expect(names()).toEqual(['d3']));
    const again = await visit('/a/x/deal?group=stage', world());
    await screen.findByText('Hose');
    expect([names(), again.server.questions(LIST).length]).toEqual([['d3'], 1]);
  });

  it('is selected group by group, and what is in sight is what the bar speaks of', async () => {
    const { person } = await visit('/a/x/deal?group=stage', world());
    await screen.findByText('Lost one');
    await person.click(screen.getAllByLabelText('Select all shown in this group')[0] as HTMLElement);
    expect(await screen.findByText('2 selected')).toBeTruthy();
    await person.click(await head(/^start/));
    await waitFor(() => expect(screen.queryByText('2 selected')).toBeNull());
  });

  it('says so where there are more groups than it shows', async () => {
    const many = Array.from({ length: 201 }, (_, i) => [`s${i}`, 1, '1']);
    await visit('/a/x/deal?group=stage', world(many));
    expect(await screen.findByText('The first 200 groups are shown. A filter brings the others into sight.')).toBeTruthy();
    expect(heads().length).toBe(200);
  });

  it('is cards below headings on a phone, in Chinese too', async () => {
    const { person } = await visit('/a/x/deal?group=stage', world(), { width: 360, language: 'zh-CN' });
    await screen.findByText('Lost one');
    const [first] = screen.getAllByRole('heading', { level: 2 });
    expect(first?.textContent).toBe(' start 2 条');
    expect(first?.parentElement?.textContent).toContain('金额的合计 ¥1,270.50');
    await person.click(within(first as HTMLElement).getByRole('button'));
    await waitFor(() => expect(screen.queryByText('Pump')).toBeNull());
  });

  it('is not made by what this person may not see', async () => {
    const visited = await visit('/a/x/deal?group=secret', world());
    await waitFor(() => expect(visited.server.questions(LIST).map(({ filter }) => filter)).toEqual([undefined]));
    expect(heads()).toEqual([]);
  });
});
