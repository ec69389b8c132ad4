import { editEntity, entityOf } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { expect, it } from 'vitest';
import { duplicateIndexes } from './duplicate-index.ts';
import { indexSet } from './index-set.ts';

const withRule = (...fields: string[]) =>
  editEntity(exampleApp(), 'deal', (deal) => ({
    ...deal,
    duplicates: [{ key: 'same', fields, act: 'warn' }],
  }));
const indexes = (...fields: string[]) => {
  const deal = entityOf(withRule(...fields), 'deal');
  return deal ? duplicateIndexes(deal) : [];
};

it('is none where a reference leads to few, else of what is compared as it is, else of a text', () => {
  expect(indexes('firm', 'reason')).toEqual([]);
  expect(indexes('name', 'reason', 'due')).toEqual([{ columns: ['reason', 'due', 'id'], kind: 'btree' }]);
  expect(indexes('name')).toEqual([{ columns: ['name'], kind: 'folded' }]);
  expect(indexes('gone')).toEqual([]);
});

it('is among those of the entity', () => {
  const app = withRule('reason', 'due');
  const deal = entityOf(app, 'deal');
  expect(deal && Object.values(indexSet(app, deal).indexes)).toContainEqual({ columns: ['reason', 'due', 'id'], kind: 'btree' });
});
