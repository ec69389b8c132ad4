import type { ReportResult } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, dealsApp, page, someone } from '../../../test/dom/world.ts';

const sum: ReportResult = {
  columns: [{ key: 'sum', name: { en: 'Sum', 'zh-CN': '合计' }, kind: 'measure', format: 'money', currency: 'CNY' }],
  rows: [['1234567.5']],
};
const dashboard = (more: Answers = {}, address = '/a/x/dashboard/all') => visit(address, { 'POST /apps/x/reports/run': sum, ...more });

/** The app whose deals pass through no stages. */
function unstaged() {
  const app = dealsApp();
  return { ...app, entities: app.entities.map(({ process: _, ...entity }) => entity) };
}

describe('a dashboard', () => {
  it('is the first page of an app without stages, and asks for each of its reports', async () => {
    const { server, address } = await dashboard(around(appOf(someone(), unstaged())), '/a/x');
    await waitFor(() => expect(document.querySelector('[data-figure="sum"]')?.textContent).toContain('1,234,567.5'));
    expect(address()).toBe('/a/x/dashboard/all');
    expect(screen.getByRole('heading', { name: 'Sum' })).toBeTruthy();
    expect(server.writes()).toEqual([['POST /apps/x/reports/run', { report: dealsApp().reports[0], ids: true }]]);
  });

  it('says at its place what cannot be shown, and shows the rest', async () => {
    const app = dealsApp();
    app.reports.push({ ...(app.reports[0] as (typeof app.reports)[number]), key: 'other', name: { en: 'Other', 'zh-CN': '其他' } });
    app.dashboards[0]?.tiles.push({ report: 'other', width: 6 }, { report: 'gone', width: 6 });
    await dashboard({
      ...around(appOf(someone(), app)),
      'POST /apps/x/reports/run': ({ body }) =>
        (body as { report: { key: string } }).report.key === 'sum' ? refuse(422, 'This takes too long.') : sum,
    });
    expect((await screen.findByRole('alert')).textContent).toBe('This takes too long.');
    await waitFor(() => expect(document.querySelector('[data-figure="sum"]')?.textContent).toContain('1,234,567.5'));
    expect(document.querySelectorAll('[data-report]')).toHaveLength(2);
  });

  it('says so where it has no reports', async () => {
    const app = dealsApp();
    app.dashboards = [{ key: 'all', name: { en: 'All', 'zh-CN': '全部' }, tiles: [] }];
    await dashboard(around(appOf(someone(), app)));
    expect(await screen.findByText('This dashboard has no reports yet.')).toBeTruthy();
  });

  it('is narrowed by its address, says so at each tile, and is whole again by one click', async () => {
    const app = dealsApp();
    app.reports = [{ ...(app.reports[0] as (typeof app.reports)[number]), time: 'due' }];
    const { server, person, address } = await dashboard(
      {
        ...around(appOf(someone(), app)),
        'GET /departments': {
          departments: [
            { id: 'east', name: 'East', parent: null, manager: null },
            { id: 'team', name: 'Team', parent: 'east', manager: null },
          ],
        },
      },
      '/a/x/dashboard/all?period=this_month&department=east&owner=p1',
    );
    await waitFor(() =>
      expect(document.querySelector('[data-narrowed]')?.textContent).toBe('This month, by Due · East and below · Owner: Li Na'),
    );
    await waitFor(() =>
      expect(server.writes().map(([, body]) => (body as { report: { filter?: unknown } }).report.filter)).toEqual([
        {
          and: [
            { '<=': ['2026-03-01', { var: 'due' }, '2026-03-31'] },
            { in: [{ var: 'department' }, ['east', 'team']] },
            { '==': [{ var: 'owner' }, 'p1'] },
          ],
        },
      ]),
    );
    await person.click(await screen.findByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(document.querySelector('[data-narrowed]')).toBeNull());
    expect(address()).toBe('/a/x/dashboard/all');
    expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull();
  });

  it('leads from a figure to the list of its records, in a view that shows all of them', async () => {
    const app = dealsApp();
    const open = { '==': [{ var: 'status' }, 'open'] };
    app.reports = [{ ...(app.reports[0] as (typeof app.reports)[number]), filter: open }];
    app.entities = app.entities.map((entity) => ({ ...entity, views: entity.views.map((view) => ({ ...view, filter: open })) }));
    const { server, person, address } = await dashboard({
      ...around(appOf(someone(), app)),
      'GET /apps/x/records/deal': page([]),
    });
    await person.click(await screen.findByRole('link', { name: '¥1,234,567.50' }));
    await waitFor(() => expect(address()).toContain('/a/x/deal?view=*&filter='));
    await waitFor(() =>
      expect(server.questions('/apps/x/records/deal').map(({ filter }) => filter)).toEqual([JSON.stringify({ and: [open] })]),
    );
  });

  it('says what a report is not narrowed by', async () => {
    await dashboard({}, '/a/x/dashboard/all?period=this_month&owner=p1');
    await waitFor(() => expect(document.querySelector('[data-narrowed]')?.textContent).toBe('Not filtered by period · Owner: Li Na'));
  });

  it('is nothing under another name', async () => {
    await dashboard({}, '/a/x/dashboard/none');
    expect(await screen.findByText('There is nothing at this address.')).toBeTruthy();
  });
});

it('an app without stages and dashboards begins with its first list', async () => {
  const app = unstaged();
  app.dashboards = [];
  const { address } = await visit('/a/x', { ...around(appOf(someone(), app)), 'GET /apps/x/records/deal': page([]) });
  await waitFor(() => expect(address()).toBe('/a/x/deal'));
});
