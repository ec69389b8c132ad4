import type { Dimension, Measure, Question } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { reportSql } from '../index.ts';
import { granted, part, scopedApp, told, viewOf } from '../test-view.ts';

const app = scopedApp();
const v = (name: string): Rule => ({ var: name });
const COUNT: Measure = { key: 'n', fn: 'count' };
const text = (question: Partial<Question>) =>
  told(granted(reportSql(viewOf(app), part(app, 'deal'), { entity: 'deal', dimensions: [], measures: [COUNT], ...question })).statement);
const figure = (measure: Partial<Measure>) =>
  /materialized \( select (.*) as m0 from \(select/.exec(text({ measures: [{ ...COUNT, ...measure }] }))?.[1];
const group = (dimension: Partial<Dimension>) => {
  const made = text({ dimensions: [{ key: 'd', field: 'name', ...dimension }] });
  return {
    key: /materialized \( select (.*?) as k0,/.exec(made)?.[1],
    shown: /json_build_array\((.*?), g\.m0/.exec(made)?.[1],
    order: /.* order by (.*) limit/.exec(made)?.[1],
  };
};

describe('a figure or a split as SQL', () => {
  it.each<[Partial<Measure>, string]>([
    [{ fn: 'count' }, 'count(*)'],
    [{ fn: 'count', filter: { '==': [v('status'), 'won'] } }, `count(*) filter (where r.status = 'won'::text)`],
    [{ fn: 'sum', field: 'amount' }, 'case when count(*) = 0 then 0 else sum(r.amount) end'],
    [
      { fn: 'avg', field: 'amount', filter: { '==': [v('status'), 'won'] } },
      `round(avg(r.amount) filter (where r.status = 'won'::text), 2)`,
    ],
    [{ fn: 'min', field: 'due' }, 'min(r.due)'],
    [{ fn: 'max', field: 'amount', filter: { '==': [v('status'), 'open'] } }, `max(r.amount) filter (where r.status = 'open'::text)`],
    [{ fn: 'median', field: 'amount' }, 'round((percentile_cont(0.5) within group (order by r.amount))::numeric, 2)'],
    [
      { fn: 'ratio', filter: { '==': [v('status'), 'won'] }, of: { '!=': [v('status'), 'open'] } },
      `round(100.0 * count(*) filter (where r.status = 'won'::text and r.status is distinct from 'open'::text) / nullif(count(*) filter (where r.status is distinct from 'open'::text), 0), 2)`,
    ],
    // A day of an instant is the day where the app is.
    [
      { fn: 'avg_days', from: 'created_at', to: 'closed_on' },
      `round((avg((r.closed_on::date - (r.created_at at time zone 'Asia/Shanghai')::date)))::numeric, 1)`,
    ],
  ])('%j', (measure, sql) => expect(figure(measure)).toBe(sql));

  it.each<[Partial<Dimension>, string, string, string]>([
    [
      { field: 'due', bucket: 'quarter' },
      `date_trunc('quarter'::text, r.due::timestamp)`,
      `to_char(g.k0, 'YYYY"-Q"Q')`,
      'g.k0 asc nulls last',
    ],
    [
      { field: 'created_at', bucket: 'day' },
      `date_trunc('day'::text, (r.created_at at time zone 'Asia/Shanghai')::timestamp)`,
      `to_char(g.k0, 'YYYY-MM-DD')`,
      'g.k0 asc nulls last',
    ],
    [
      { field: 'stage' },
      'r.stage',
      'g.k0',
      'array_position(["start","offer","sign","tender"]::text[], g.k0) asc nulls last, g.k0 asc nulls last',
    ],
    [{ field: 'owner' }, 'r.owner', 'g.s0', 'g.s0 asc nulls last, g.k0 asc nulls last'],
    [{ field: 'firm' }, 'case when j0.name is not null then j0.id end', 'g.s0', 'g.s0 asc nulls last, g.k0 asc nulls last'],
    [{ field: 'owner', level: 2 }, 'j1.path[2::integer]', 'g.s0', 'g.s0 asc nulls last, g.k0 asc nulls last'],
    [{ field: 'amount' }, 'r.amount', 'trim_scale(g.k0)::text', 'g.k0 asc nulls last'],
    [{ field: 'firm.size' }, 'j0.size', 'g.k0', 'array_position(["big","small"]::text[], g.k0) asc nulls last, g.k0 asc nulls last'],
  ])('split by %j', (dimension, key, shown, order) => expect(group(dimension)).toEqual({ key, shown, order }));
});
