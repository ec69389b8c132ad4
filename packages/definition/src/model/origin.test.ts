import { expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import type { App, Entity } from './app.ts';
import { originFields, originOf } from './origin.ts';

const app: App = exampleApp();
const deal = { ...app.entities[0], origins: ['gone', 'firm'] } as Entity;

it('is what the first reference names that is filled in', () => {
  const firm = deal.fields.find(({ key }) => key === 'firm');
  expect(originFields(deal)).toEqual([firm]);
  expect(originOf(app, deal, { firm: 'f1', name: 'x' })).toEqual({ field: firm, target: app.entities[1], id: 'f1' });
  expect(originOf(app, deal, { firm: null })).toBeUndefined();
  expect(originOf(app, { ...deal, origins: undefined }, { firm: 'f1' })).toBeUndefined();
});

it('is of no known kind where what the reference names is retired or out of reach', () => {
  const without = { ...app, entities: app.entities.map((each) => (each.key === 'firm' ? { ...each, retired: true as const } : each)) };
  expect(originOf(without, deal, { firm: 'f1' })).toMatchObject({ target: undefined, id: 'f1' });
});
