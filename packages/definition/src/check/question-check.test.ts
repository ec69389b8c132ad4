import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import { checkQuestion, fieldAt, type Question } from '../index.ts';

const app = exampleApp();
const [deal] = app.entities;
if (!deal) throw new Error('The example has deals');

describe('a question put to an app', () => {
  const ask = (more: Partial<Question>) =>
    checkQuestion(app, { entity: 'deal', dimensions: [], measures: [{ key: 'n', fn: 'count' }], ...more }, 'q').map(
      ({ path, code }) => `${path} ${code}`,
    );

  it.each<[Partial<Question>, string[]]>([
    [{}, []],
    [{ entity: 'nothing' }, ['q.entity unknown.entity']],
    [{ dimensions: [{ key: 'd', field: 'firm.size' }] }, []],
    [{ dimensions: [{ key: 'd', field: 'firm.nothing' }] }, ['q.dimensions.0 unknown.field']],
    [{ dimensions: [{ key: 'd', field: 'name.size' }] }, ['q.dimensions.0 unknown.field']],
    [{ dimensions: [{ key: 'd', field: 'due', bucket: 'month' }] }, []],
    [{ dimensions: [{ key: 'd', field: 'amount', bucket: 'month' }] }, ['q.dimensions.0 report.dimension']],
    [{ dimensions: [{ key: 'd', field: 'owner', level: 1 }] }, []],
    [{ dimensions: [{ key: 'd', field: 'due', level: 1 }] }, ['q.dimensions.0 report.dimension']],
    [{ dimensions: [{ key: 'n', field: 'due' }] }, ['q key.twice']],
    [{ measures: [{ key: 'm', fn: 'sum', field: 'name' }] }, ['q.measures.0 report.measure']],
    [{ measures: [{ key: 'm', fn: 'sum' }] }, ['q.measures.0 report.measure']],
    [{ measures: [{ key: 'm', fn: 'ratio', of: true }] }, ['q.measures.0 report.ratio']],
    [{ measures: [{ key: 'm', fn: 'avg_days', from: 'due', to: 'amount' }] }, ['q.measures.0 report.measure']],
    [{ measures: [{ key: 'm', fn: 'count', filter: { '>': [{ var: 'nothing' }, 1] } }] }, ['q.measures.0.filter rule.variable']],
    [{ filter: { '>': [{ var: 'name' }, 1] } }, ['q.filter rule.literal_type']],
    [{ sort: [{ by: 'n' }] }, []],
    [{ sort: [{ by: 'due' }] }, ['q.sort unknown.field']],
  ])('%j', (more, issues) => expect(ask(more)).toEqual(issues));

  it('finds a field here or one reference away, and no further', () => {
    expect(fieldAt(app, deal, 'firm.size')?.type).toBe('choice');
    expect([fieldAt(app, deal, 'firm.size.more'), fieldAt(app, deal, ''), fieldAt(app, deal, '.size')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
