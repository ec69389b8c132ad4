import type { Measure, Question } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportSql } from '../index.ts';
import { granted, IN_SIGHT, part, refused, scopedApp, told, viewOf } from '../test-view.ts';

const app = scopedApp();
const deal = part(app, 'deal');
const v = (name: string): Rule => ({ var: name });
const COUNT: Measure = { key: 'n', fn: 'count' };
const ask = (question: Partial<Question>, view = viewOf(app)) =>
  reportSql(view, deal, { entity: 'deal', dimensions: [], measures: [COUNT], ...question });
const text = (question: Partial<Question>, view = viewOf(app)) => told(granted(ask(question, view)).statement);

describe('a report as SQL', () => {
  it.each(Object.keys(IN_SIGHT) as (keyof typeof IN_SIGHT)[])('counts only what a role that reaches “%s” may see', (scope) => {
    expect(text({}, viewOf(scopedApp(scope)))).toContain(IN_SIGHT[scope]);
  });

  it('filters the rows before they are grouped, and groups them once', () => {
    const made = text({
      filter: { '==': [v('owner'), v('user.id')] },
      dimensions: [
        { key: 'd', field: 'stage' },
        { key: 'm', field: 'due', bucket: 'month' },
      ],
    });
    expect(made).toContain('where r.owner = :user.id::text group by 1, 2)');
    expect(made.match(/group by/g)).toHaveLength(1);
  });

  it('is one group of everything where nothing splits it', () => {
    expect(text({})).not.toContain('group by');
    expect(text({})).toMatch(/from groups as g limit 1000$/);
  });

  it('looks one reference away only through what is in sight there, once for all who ask', () => {
    const question = {
      dimensions: [{ key: 'd', field: 'firm.size' }],
      measures: [{ ...COUNT, filter: { '==': [v('firm.size'), 'big'] } as Rule }],
    };
    const made = text(question);
    expect(made.match(/left join \(select/g)).toHaveLength(1);
    expect(made).toContain('from app_x.firm as t where t.deleted_at is null and true) as j0 on j0.id = r.firm');
    const blind = structuredClone(app);
    for (const role of blind.roles) delete role.grants.firm;
    expect(refused(ask(question, viewOf(blind)))).toEqual([
      'dimensions.0 unknown.field firm.size',
      'measures.0.filter rule.variable firm.size',
    ]);
  });

  it('tells two of the same name apart by where they belong, then by a number', () => {
    const made = text({ dimensions: [{ key: 'd', field: 'owner' }] });
    expect(made).toContain('left join pipewright.person as n0 on n0.user_id = g.k0');
    expect(made).toContain(`g.name0 || coalesce(' · ' || g.place0, '')`);
    expect(made).toContain(`g.label0 || ' (' || dense_rank() over (partition by g.label0 order by g.k0) || ')'`);
  });

  it('sorts as asked, then by the splits, and gives as many rows as asked', () => {
    const made = text({
      dimensions: [{ key: 'd', field: 'stage' }],
      measures: [COUNT, { key: 's', fn: 'sum', field: 'amount' }],
      sort: [{ by: 's', descending: true }],
      limit: 7,
    });
    expect(made).toMatch(/order by g\.m1 desc nulls last, array_position\(.*, g\.k0\) asc nulls last, g\.k0 asc nulls last limit 7$/);
    expect(refused(ask({ sort: [{ by: 'x' }] }))).toEqual(['sort unknown.field x']);
  });

  it('says of each column how it is written', () => {
    const { columns } = granted(
      ask({
        dimensions: [{ key: 'd', field: 'due', bucket: 'month' }],
        measures: [COUNT, { key: 's', fn: 'sum', field: 'amount' }, { key: 'r', fn: 'ratio', of: v('baseline') }],
      }),
    );
    expect(columns.map(({ key, kind, format, currency }) => [key, kind, format, currency])).toEqual([
      ['d', 'dimension', 'month', undefined],
      ['n', 'measure', 'count', undefined],
      ['s', 'measure', 'money', 'CNY'],
      ['r', 'measure', 'percent', undefined],
    ]);
  });

  it('refuses what is out of sight like what does not exist, at its place', () => {
    const wrong = (key: string) =>
      refused(
        ask({ filter: { '>': [v(key), 1] }, dimensions: [{ key: 'd', field: key }], measures: [{ key: 'm', fn: 'sum', field: key }] }),
      );
    expect(wrong('cost')).toEqual(['filter rule.variable cost', 'dimensions.0 unknown.field cost', 'measures.0 unknown.field cost']);
    expect(wrong('nothing')).toEqual(wrong('cost').map((each) => each.replace('cost', 'nothing')));
  });

  it('never names a column out of sight, whatever is asked', () => {
    const field = fc.constantFrom('name', 'stage', 'owner', 'firm', 'firm.name', 'reason', 'department', 'probability');
    const number = fc.constantFrom('amount', 'probability');
    fc.assert(
      fc.property(fc.array(field, { maxLength: 3 }), fc.constantFrom('sum', 'avg', 'median', 'max'), number, (fields, fn, of) => {
        const dimensions = fields.map((each, i) => ({ key: `d${i}`, field: each }));
        const { statement, columns } = granted(ask({ dimensions, measures: [{ key: 'm', fn: fn as Measure['fn'], field: of }] }));
        expect(statement.sql).not.toMatch(/\bcost\b/);
        expect(columns).toHaveLength(fields.length + 1);
      }),
    );
  });
});
