import { fieldsOf, type Mapping } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { textsOf } from './mapping.ts';
import { rowReader } from './read-row.ts';

const [deal] = exampleApp().entities;
const mapping: Mapping = {
  targets: {
    name: { column: 'Name' },
    amount: { column: 'Amount' },
    due: { column: 'Due' },
    firm: { column: 'Firm', values: { ACME: 'Acme Ltd' } },
    reason: { column: 'Why' },
    stage: { column: 'Stage' },
    status: { column: 'State', values: { Gewonnen: 'won' } },
    closed_on: { column: 'Closed' },
  },
};
const lookups = new Map([
  [
    'firm',
    new Map([
      ['Acme Ltd', ['f1']],
      ['Twin', ['f2', 'f3']],
    ]),
  ],
]);
const entity = deal as NonNullable<typeof deal>;
const reading = { entity, fields: fieldsOf(entity), timeZone: 'Asia/Shanghai', past: true };
const read = (cells: Record<string, string>, from: Mapping = mapping, other: Partial<typeof reading> = {}) => {
  const texts = textsOf(from, Object.keys(cells));
  return rowReader({ ...reading, ...other, texts }, lookups)(Object.values(cells));
};

describe('a row of a file', () => {
  it('becomes a change: numbers as people write them, dates, options and stages by name, references by title', () => {
    const row = read({
      Name: ' Cafe\u0301 ',
      Amount: '¥1,234.50',
      Due: '2026/3/5',
      Firm: 'ACME',
      Why: 'Price',
      Stage: 'OFFER',
      State: 'Gewonnen',
      Closed: '2026年3月9日',
    });
    expect(row.issues).toEqual([]);
    expect(row.change).toEqual({
      kind: 'create',
      values: { name: 'Café', amount: '1234.50', due: '2026-03-05', firm: 'f1', reason: 'price' },
      stage: 'offer',
      status: 'won',
      closedOn: '2026-03-09',
    });
  });

  it('says what it cannot find, and leaves empty cells out', () => {
    expect(read({ Firm: 'Nobody' }).issues).toMatchObject([{ path: 'firm', code: 'value.unmatched', params: { value: 'Nobody' } }]);
    expect(read({ Firm: 'Twin' }).issues).toMatchObject([{ code: 'value.ambiguous' }]);
    expect(read({ Name: '', Amount: ' ' })).toEqual({ change: { kind: 'create', values: {} }, issues: [] });
  });

  it('begins days in the zone of the app, and knows nothing of a field out of sight', () => {
    const since = read({ Since: '2026-03-05' }, { targets: { valid_at: { column: 'Since' } } });
    expect(since.change).toEqual({ kind: 'create', values: {}, validAt: '2026-03-04T16:00:00.000Z' });
    const blind = { fields: reading.fields.filter((field) => field.key !== 'firm') };
    for (const target of ['firm', 'nonsense'])
      expect(read({ Firm: 'Nobody' }, { targets: { [target]: { column: 'Firm' } } }, blind).issues).toEqual([
        { path: target, code: 'unknown.field', params: { name: target } },
      ]);
  });

  it('says when something happened only where the past is brought in', () => {
    const targets = { closed_on: { column: 'Closed' }, valid_at: { column: 'Since' }, status_until: { column: 'Until' } };
    const cells = { Closed: '2017-03-01', Since: '2016-10-20', Until: '2999-01-01' };
    expect(read(cells, { targets }).change).toMatchObject({
      closedOn: '2017-03-01',
      validAt: '2016-10-19T16:00:00.000Z',
      until: '2999-01-01',
    });
    const now = read(cells, { targets }, { past: false });
    expect(now.issues.map(({ path, code }) => [path, code])).toEqual([
      ['closed_on', 'import.past'],
      ['valid_at', 'import.past'],
    ]);
    expect(now.change).toEqual({ kind: 'create', values: {}, until: '2999-01-01' });
    expect(read({ ...cells, Closed: 'soon' }, { targets }).issues).toEqual([
      { path: 'closed_on', code: 'value.format', params: { field: { en: 'Closed on', 'zh-CN': '结束日期' } } },
    ]);
  });
});
