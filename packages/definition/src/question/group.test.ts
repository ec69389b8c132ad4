import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import type { Field } from '../model/field.ts';
import { fieldOf, fieldsOf } from '../model/system-field.ts';
import { entityOf } from '../model/vocabulary.ts';
import { figureQuestions, figuresOf, isGrouping } from './group.ts';

const app = exampleApp();
const deal = entityOf(app, 'deal') as NonNullable<ReturnType<typeof entityOf>>;
const field = (key: string) => fieldOf(deal, key) as Field;
const measures = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `m${i}`, fn: 'sum' as const, field: 'amount' }));

describe('what makes groups', () => {
  it('is a choice, a person, a department, a record with a name, yes and no, and a day', () => {
    const keys = fieldsOf(deal)
      .filter((each) => isGrouping(app, each, () => true))
      .map(({ key }) => key);
    expect(keys).toEqual([
      ...['firm', 'due', 'reason', 'owner', 'department', 'created_at', 'created_by', 'updated_at', 'updated_by', 'baseline'],
      ...['pipeline', 'stage', 'status', 'stage_since', 'closed_on', 'status_reason', 'status_until'],
    ]);
  });

  it('is no record whose name may not be seen, and nothing of which one record has several', () => {
    expect(isGrouping(app, field('firm'), () => false)).toBe(false);
    const several = { ...field('reason'), type: 'choices' } as Field;
    expect(isGrouping(app, several, () => true)).toBe(false);
  });
});

describe('the questions for the figures of a list', () => {
  it('are one for the whole list, without groups', () => {
    expect(figureQuestions({ entity: 'deal', measures: [] })).toEqual([
      { entity: 'deal', dimensions: [], measures: [{ key: 'records', fn: 'count' }] },
    ]);
  });

  it('ask for the groups in order, one more than are shown, days by their months', () => {
    const [question, ...more] = figureQuestions({
      entity: 'deal',
      filter: true,
      measures: measures(9),
      by: field('due'),
      descending: true,
    });
    expect(more).toEqual([]);
    expect(question).toMatchObject({
      filter: true,
      dimensions: [{ key: 'group', field: 'due', bucket: 'month' }],
      sort: [{ by: 'group', descending: true }],
      limit: 201,
    });
    expect(figureQuestions({ entity: 'deal', measures: [], by: field('stage') })[0]?.dimensions).toEqual([
      { key: 'group', field: 'stage' },
    ]);
  });

  it('are several where one gives too few figures, and their answers are brought together by what tells the groups apart', () => {
    const questions = figureQuestions({ entity: 'deal', measures: measures(11), by: field('owner') });
    expect(questions.map((each) => each.measures.length)).toEqual([10, 2]);
    const row = (name: string, from: number, to: number, id: string) => [
      name,
      ...Array.from({ length: to - from }, (_, i) => from + i),
      id,
    ];
    // Two of one name, who are told apart by their ids; the second answer has them the other way round, and knows nothing of a third.
    const first = { rows: [row('Li', 0, 10, 'p1'), row('Li', 100, 110, 'p2'), row('Wu', 200, 210, 'p3')] };
    const second = { rows: [row('Li', 110, 112, 'p2'), row('Li', 10, 12, 'p1')] };
    expect(figuresOf(questions, [first, undefined])).toBeUndefined();
    const found = figuresOf(questions, [first, second]);
    expect(found?.map(({ row, of }) => [row[0], of.get('records'), of.get('m8'), of.get('m9'), of.get('m10')])).toEqual([
      ['Li', 0, 9, 10, 11],
      ['Li', 100, 109, 110, 111],
      ['Wu', 200, 209, null, null],
    ]);
    expect(new Set(found?.map(({ key }) => key)).size).toBe(3);
  });
});
