import { entityOf, type Field, fieldOf, figureQuestions } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { foldedBy, groupsDescending, groupsOf, isUnfolded, toggled } from './groups.ts';

const app = exampleApp();
const deal = entityOf(app, 'deal') as NonNullable<ReturnType<typeof entityOf>>;
const ask = {
  app: 'x',
  entity: 'deal',
  filter: { '>': [{ var: 'amount' }, 5] },
  search: 'pu',
  sort: '-amount',
  fields: ['name'],
  expand: [],
};
const sum = new Map([['amount', { fn: 'sum' as const, value: undefined }]]);

function groupsBy(key: string, row: readonly (string | number | null)[], id = false) {
  const [question] = figureQuestions({ entity: 'deal', filter: ask.filter, measures: [], by: fieldOf(deal, key) as Field });
  const column = (kind: 'dimension' | 'measure' | 'id') => ({ key: 'group', kind, name: { en: '', 'zh-CN': '' }, format: '' });
  const columns = [column('dimension'), column('measure'), column('measure'), ...(id ? [column('id')] : [])];
  const of = new Map([
    ['records', row[1] ?? null],
    ['m0', row[2] ?? null],
  ]);
  if (!question) throw new Error('No question');
  const [group] = groupsOf(app, ask, question, { columns }, [{ key: 'k', row, of }], { totals: sum, isOpen: () => true });
  return group;
}

describe('a group of a list', () => {
  it('has its figures, and is asked for as the list is, with its value as one more condition', () => {
    expect(groupsBy('stage', ['offer', 2, '70'])).toEqual({
      ...{ key: 'k', value: 'offer', name: undefined, count: 2, open: true },
      figures: new Map([['amount', { fn: 'sum', value: '70' }]]),
      ask: { ...ask, filter: { and: [ask.filter, { and: [{ '==': [{ var: 'stage' }, 'offer'] }] }] } },
    });
  });

  it.each([
    ['owner', ['Li Na', 2, null, 'p1'], { '==': [{ var: 'owner' }, 'p1'] }],
    ['owner', [null, 2, null, null], { '==': [{ var: 'owner' }, null] }],
    ['stage', [null, 1, null], { '==': [{ var: 'stage' }, null] }],
    // What is out of sight stands where nothing is named.
    ['firm', [null, 1, null, null], { '==': [{ var: 'firm.name' }, null] }],
    ['due', ['2026-02', 1, null], { '<=': ['2026-02-01', { var: 'due' }, '2026-02-28'] }],
    ['due', [null, 1, null], { '==': [{ var: 'due' }, null] }],
  ] as const)('by %s: %j', (key, row, rule) => {
    expect(groupsBy(key, row, row.length === 4)?.ask.filter).toEqual({ and: [ask.filter, { and: [rule] }] });
  });

  it('by an instant is of the months of the clock of the app', () => {
    expect(groupsBy('created_at', ['2026-02', 1, null])?.ask.filter).toEqual({
      and: [
        ask.filter,
        {
          and: [
            { '>=': [{ var: 'created_at' }, '2026-01-31T16:00:00.000Z'] },
            { '<': [{ var: 'created_at' }, '2026-02-28T16:00:00.000Z'] },
          ],
        },
      ],
    });
  });

  it('of somebody is named by the name, and told by the id', () => {
    const group = groupsBy('owner', ['Li Na', 2, null, 'p1'], true);
    expect([group?.value, group?.name]).toEqual(['p1', 'Li Na']);
  });
});

describe('groups', () => {
  it('come the other way round where the list is sorted downwards by what makes them', () => {
    expect(
      ['-stage', '-stage,name', 'stage', '-name', 'name,-stage', undefined].map((sort) => groupsDescending(sort, { key: 'stage' })),
    ).toEqual([...[true, true, false, false, false, false]]);
  });

  it('are unfolded until somebody folds them, one by one or all', () => {
    const none = foldedBy({}, 'stage');
    expect(isUnfolded(none, 'a')).toBe(true);
    const one = toggled(none, 'a');
    expect([isUnfolded(one, 'a'), isUnfolded(one, 'b')]).toEqual([false, true]);
    expect(isUnfolded(toggled(one, 'a'), 'a')).toBe(true);
    const all = { ...none, all: true };
    expect([isUnfolded(all, 'a'), isUnfolded(toggled(all, 'a'), 'a')]).toEqual([false, true]);
    // Those by another field are others.
    expect(isUnfolded(foldedBy({ folded: one }, 'owner'), 'a')).toBe(true);
  });
});
