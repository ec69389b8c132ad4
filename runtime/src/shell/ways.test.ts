import { expect, it } from 'vitest';
import { wayAt } from './ways.tsx';

const ways = ['/a/x/deal', '/a/x/deal/board', '/a/x/deals'].map((key) => ({ key, label: key, icon: null }));

it.each([
  ['/a/x/deal', '/a/x/deal'],
  ['/a/x/deal/', '/a/x/deal'],
  ['/a/x/deal/0199', '/a/x/deal'],
  ['/a/x/deal/new', '/a/x/deal'],
  ['/a/x/deal/board', '/a/x/deal/board'],
  ['/a/x/deals', '/a/x/deals'],
  ['/a/x/dealer', undefined],
  ['/a/x', undefined],
])('%s lies on %s', (path, way) => {
  expect(wayAt(path, ways)).toBe(way);
});
