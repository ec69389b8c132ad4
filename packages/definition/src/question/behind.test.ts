import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import type { Question, Report } from '../model/report.ts';
import { behind } from './behind.ts';
import { departmentsAbove, departmentsBelow } from './department.ts';
import { narrowed, timeOf } from './narrow.ts';

const app = exampleApp();
const v = (name: string) => ({ var: name });
const open = { '==': [v('status'), 'open'] };
const departments = [
  { id: 'east', parent: null },
  { id: 'west', parent: null },
  { id: 'team', parent: 'east' },
];
const ground = { departments, startOf: (day: string) => `${day}T00:00:00Z` };
const n = { key: 'n', fn: 'count' } as const;
const column = (kind: 'dimension' | 'measure' | 'id', key: string) => ({ kind, key, name: { en: key, 'zh-CN': key }, format: 'text' });
const rules = (dimension: object, row: readonly (string | null)[], more: Partial<Question> = {}) =>
  behind(
    app,
    { entity: 'deal', dimensions: [{ key: 'd', field: 'stage', ...dimension }], measures: [n], ...more },
    { columns: [column('dimension', 'd'), column('measure', 'n'), ...(row.length > 2 ? [column('id', 'd')] : [])] },
    row,
    0,
    ground,
  );

describe('the records behind a figure', () => {
  it('are those of the question, of the place and of the figure', () => {
    const big = { '>': [v('amount'), 5] };
    expect(
      rules({}, ['start', '3'], { filter: { and: [open, { and: [big] }] }, measures: [{ ...n, filter: { and: [big, open] } }] }),
    ).toEqual([open, big, { '==': [v('stage'), 'start'] }]);
    const ratio = { key: 'n', fn: 'ratio', filter: open, of: big } as const;
    expect(rules({}, [null, '3'], { measures: [ratio] })).toEqual([{ '==': [v('stage'), null] }, big]);
  });

  it('are those of a stretch of time: of days, or of instants where the app is', () => {
    expect(rules({ field: 'due', bucket: 'quarter' }, ['2026-Q1', '3'])).toEqual([{ '<=': ['2026-01-01', v('due'), '2026-03-31'] }]);
    expect(rules({ field: 'created_at', bucket: 'month' }, ['2026-12', '3'])).toEqual([
      { '>=': [v('created_at'), '2026-12-01T00:00:00Z'] },
      { '<': [v('created_at'), '2027-01-01T00:00:00Z'] },
    ]);
    expect(rules({ field: 'due', bucket: 'month' }, [null, '3'])).toEqual([{ '==': [v('due'), null] }]);
  });

  it('are those of an id and not of a name; what is out of sight stands with what is empty', () => {
    expect(rules({ field: 'owner' }, ['Ann', '3', 'p1'])).toEqual([{ '==': [v('owner'), 'p1'] }]);
    expect(rules({ field: 'owner' }, [null, '3', null])).toEqual([{ '==': [v('owner'), null] }]);
    expect(rules({ field: 'firm' }, [null, '3', null])).toEqual([{ '==': [v('firm.name'), null] }]);
  });

  it('are those of a department and of all below it, or of none so deep in the tree', () => {
    expect(rules({ field: 'owner', level: 1 }, ['East', '3', 'east'])).toEqual([
      { in: [v('department'), ['east', 'team']] },
      { '!=': [v('owner'), null] },
    ]);
    expect(rules({ field: 'firm.owner', level: 1 }, ['West', '3', 'west'])).toEqual([
      { in: [v('firm.department'), ['west']] },
      { '!=': [v('firm.owner'), null] },
    ]);
    expect(rules({ field: 'owner', level: 2 }, [null, '3', null])).toEqual([
      { or: [{ '==': [v('owner'), null] }, { '==': [v('department'), null] }, { in: [v('department'), ['east', 'west']] }] },
    ]);
    expect(rules({ field: 'created_by', level: 1 }, ['East', '3', 'east'])).toBeUndefined();
    expect([departmentsBelow(departments, 'gone'), departmentsAbove(departments, 1)]).toEqual([['gone'], []]);
  });

  it('cannot be said where the rule would be longer than rules may be', () => {
    const many = Array.from({ length: 300 }, (_, i) => `x${i}`);
    expect(rules({}, ['start', '3'], { filter: { in: [v('reason'), many] } })).toBeUndefined();
  });
});

describe('a report that is narrowed', () => {
  const report: Report = {
    ...{ key: 'r', name: { en: 'R', 'zh-CN': 'R' }, chart: 'number', entity: 'deal', dimensions: [], measures: [n], filter: open },
  };
  const days = { from: '2026-01-01', to: '2026-01-31' };
  const asked = (more: Partial<Report>, by: Parameters<typeof narrowed>[2], known = (_: string) => true) =>
    narrowed(app, { ...report, ...more }, by, ground.startOf, known);

  it('keeps its own condition and adds what the page says', () => {
    expect(asked({ time: 'due' }, { days, departments: ['east', 'team'], owner: 'p1' }).report.filter).toEqual({
      and: [
        open,
        { '<=': ['2026-01-01', v('due'), '2026-01-31'] },
        { in: [v('department'), ['east', 'team']] },
        { '==': [v('owner'), 'p1'] },
      ],
    });
    expect(asked({ time: 'due' }, {})).toEqual({ report: { ...report, time: 'due' }, without: [] });
  });

  it('is not narrowed by what it does not know, and says so', () => {
    expect(asked({}, { days, owner: 'p1' })).toMatchObject({ without: ['days'], report: { filter: { and: [open, {}] } } });
    expect(asked({}, { days }).report).toEqual(report);
    expect(asked({ time: 'due' }, { days, departments: ['east'], owner: 'p1' }, () => false)).toEqual({
      report: { ...report, time: 'due' },
      without: ['days', 'departments', 'owner'],
    });
  });

  it('has its target only while it is about everybody, and about whole places of its picture', () => {
    const [month, other] = [{ key: 'm', field: 'due', bucket: 'month' } as const, { key: 'r', field: 'reason' }];
    const kept = (dimension: typeof month | typeof other, by: Parameters<typeof narrowed>[2]) =>
      asked({ time: 'due', chart: 'bar', dimensions: [dimension], targetAmount: '5', targetName: report.name }, by).report.targetAmount;
    expect([kept(month, {}), kept(month, { days }), kept(other, {})]).toEqual(['5', '5', '5']);
    expect([kept(month, { owner: 'p1' }), kept(month, { days, departments: ['east'] }), kept(other, { days })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(asked({ targetName: report.name, targetAmount: '5' }, { owner: 'p1' }).report).not.toHaveProperty('targetName');
  });

  it('has the time that it names, else the one it is split by', () => {
    const month = { key: 'm', field: 'due', bucket: 'month' } as const;
    expect([timeOf(report), timeOf({ ...report, dimensions: [month] }), timeOf({ ...report, time: 'x', dimensions: [month] })]).toEqual([
      undefined,
      'due',
      'x',
    ]);
  });
});
