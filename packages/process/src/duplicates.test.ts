import { type App, type DuplicateRule, type Entity, entityOf, STATUSES } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { duplicateKey, newDuplicateKeys } from './duplicates.ts';

const rule: DuplicateRule = { key: 'same', fields: ['name', 'firm', 'amount'], act: 'block' };
const app: App = exampleApp();
const deal = entityOf(app, 'deal') as Entity;
const withRule: Entity = { ...deal, duplicates: [rule] };
const value = { name: fc.constantFrom('ACME', ' acme ', 'ＡＣＭＥ', 'Other', '。', null), firm: fc.constantFrom('a', 'b', null) };
const record = fc.record({
  ...value,
  amount: fc.constantFrom('1', '1.00', '2.50', '2.5', null),
  status: fc.constantFrom(...STATUSES, null),
});

it('takes texts for the same however they are written, and numbers by what they are worth', () => {
  const key = (name: string, amount: string) => duplicateKey(deal, rule, { name, firm: 'a', amount, status: 'open' });
  expect(key('ＡＣＭＥ 公司', '1.00')).toBe(key('acme公司', '1'));
  expect(key('acme', '10')).not.toBe(key('acme', '1'));
  expect(key('。', '1')).toBe(null);
});

it('gives a key just to what is not closed and has all values', () => {
  fc.assert(
    fc.property(record, (values) => {
      const filled = values.name !== null && values.name !== '。' && values.firm !== null && values.amount !== null;
      const waits = values.status === null || ['open', 'paused', 'future'].includes(values.status);
      expect(duplicateKey(deal, rule, values) !== null).toBe(filled && waits);
    }),
  );
});

it('knows nothing closed where nothing moves through pipelines, whatever a field of that name says', () => {
  const { process: _, ...plain } = deal;
  expect(duplicateKey(plain, rule, { name: 'a', firm: 'b', amount: '1', status: 'won' })).toBe('["a","b","1"]');
});

it('is asked only of what comes to share something: a write that leaves the key as it was is none of its business', () => {
  fc.assert(
    fc.property(record, record, (before, after) => {
      const found = newDuplicateKeys(withRule, before, after);
      const [was, is] = [duplicateKey(deal, rule, before), duplicateKey(deal, rule, after)];
      expect(found.map(({ key }) => key)).toEqual(is !== null && is !== was ? [is] : []);
      expect(newDuplicateKeys(withRule, after, after)).toEqual([]);
      expect(newDuplicateKeys(deal, null, after)).toEqual([]);
    }),
  );
});

it('says nothing by a rule whose field is gone', () => {
  const without = { ...deal, fields: deal.fields.filter(({ key }) => key !== 'amount') };
  expect(duplicateKey(without, rule, { name: 'a', firm: 'b', amount: '1', status: 'open' })).toBe(null);
});
