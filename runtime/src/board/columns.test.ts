import type { BoardColumn, Entity, RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { moreRequest, moved, withMore } from './columns.ts';

const card = (id: string, stage = 'start'): RecordJson => ({ id, version: 1, stage });
const column = (stage: string, ids: readonly string[]): BoardColumn => ({
  stage,
  count: ids.length,
  sum: '10',
  records: ids.map((id) => card(id, stage)),
  next: null,
});
const columns = [column('start', ['a', 'b']), column('offer', ['c']), column('sign', [])];
const ids = (of: readonly BoardColumn[]) => of.map(({ records, count }) => [records.map(({ id }) => id).join(''), count]);

describe('the columns of a board', () => {
  it('have a card that was carried on top of its new column, and the counts follow', () => {
    const after = moved(columns, card('b'), 'offer');
    expect(ids(after)).toEqual([
      ['a', 1],
      ['bc', 2],
      ['', 0],
    ]);
    expect(after[1]?.records[0]).toMatchObject({ id: 'b', stage: 'offer' });
    expect(after.map(({ sum }) => sum)).toEqual(['10', '10', '10']);
    expect(after[2]).toBe(columns[2]);
    expect(ids(columns)[0]).toEqual(['ab', 2]);
  });

  it('lose a card that goes to a stage of another board', () => {
    expect(ids(moved(columns, card('b'), 'elsewhere'))[0]).toEqual(['a', 1]);
  });

  it('have more at the end of the one that was asked for', () => {
    const after = withMore(columns, 'offer', { records: [card('d', 'offer')], next: 'after d' });
    expect(ids(after)[1]).toEqual(['cd', 1]);
    expect(after.map(({ next }) => next)).toEqual([null, 'after d', null]);
  });

  it('ask for more in the same pipeline and stage, as far as the board is narrowed', () => {
    const [deal] = exampleApp().entities as [Entity];
    const { app, entity, query } = moreRequest(
      'x',
      { ...deal, subtitle: 'firm' },
      'plain',
      { ...column('offer', ['c']), next: 'after c' },
      {
        filter: { '>': [{ var: 'amount' }, 5] },
        search: 'pu',
      },
    );
    expect([app, entity]).toEqual(['x', 'deal']);
    expect(query).toMatchObject({ search: 'pu', after: 'after c', expand: 'owner,firm' });
    expect(JSON.parse(query.filter).and.slice(2)).toEqual([{ '==': [{ var: 'stage' }, 'offer'] }, { '>': [{ var: 'amount' }, 5] }]);
  });
});
