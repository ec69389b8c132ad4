import type { Entity, Field, TriggerOf } from '@pipewright/definition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArrival } from './arrival.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const field = (key: string, type: Field['type'], more: object = {}) => ({ key, type, name: label(key), ...more }) as Field;
const options = [
  { key: 'big', name: { en: 'Big', 'zh-CN': '大' } },
  { key: 'old', name: label('Old'), retired: true },
];
const fields = [
  field('name', 'text', { maxLength: 5 }),
  ...[field('amount', 'money'), field('count', 'integer'), field('due', 'date'), field('at', 'datetime'), field('yes', 'boolean')],
  ...[field('size', 'choice', { options }), field('tags', 'choices', { options }), field('phone', 'phone')],
  field('firm', 'reference', { target: 'lead' }),
];
const entity = { key: 'lead', name: label('Lead'), plural: label('Leads'), title: 'name', fields } as unknown as Entity;
const all = Object.fromEntries(fields.map(({ key }) => [key, key]));
const read = (message: unknown, on: Partial<TriggerOf<'webhook'>> = {}) =>
  readArrival(entity, { kind: 'webhook', takes: all, ...on }, message, 'Asia/Shanghai');
const faultOf = (message: unknown, on = {}) => read(message, on).issues.map(({ path, code }) => `${path} ${code}`);

describe('what a message says', () => {
  it('is read as programs write it and as people do', () => {
    expect(
      read({ name: ' A ', amount: 12.5, count: 3, due: '2026-01-05', yes: true, size: 'big', tags: ['big'], phone: 13800000000 }),
    ).toEqual({
      values: { name: 'A', amount: '12.5', count: 3, due: '2026-01-05', yes: true, size: 'big', tags: ['big'], phone: '13800000000' },
      issues: [],
    });
    expect(
      read({ amount: '¥1,200.50', count: '3', due: '2026/1/5', at: '2026/1/5 9:30', yes: '是', size: '大', tags: 'Big' }).values,
    ).toEqual({
      ...{ amount: '1200.50', count: 3, due: '2026-01-05', at: '2026-01-05T01:30:00.000Z', yes: true, size: 'big', tags: ['big'] },
    });
  });

  it('names other records by their names', () => {
    expect([read({ firm: ' Acme ' }).values, read({ firm: '' }).values]).toEqual([{ firm: 'Acme' }, { firm: null }]);
  });

  it('empties what it says is empty, and leaves alone what it does not name', () => {
    expect(read({ name: '', amount: null, tags: [], other: 1 }).values).toEqual({ name: null, amount: null, tags: null });
  });

  it('stands where its name says: whole first, then inside, in lists by their place', () => {
    const takes = { name: 'a.b', count: 'list.1.n' };
    expect(read({ a: { b: 'in' }, list: [{ n: 1 }, { n: 2 }] }, { takes }).values).toEqual({ name: 'in', count: 2 });
    expect(read({ 'a.b': 'out', a: { b: 'in' } }, { takes }).values).toEqual({ name: 'out' });
  });

  it('is nothing that an object has by birth', () => {
    const takes = { name: 'constructor.name', count: 'list.length', amount: 'text.length' };
    expect(read({ list: [], text: 'abc' }, { takes }).values.name).toBeUndefined();
    expect(read({ text: 'abc' }, { takes }).values).toEqual({});
  });

  it('is refused by the name in the message where a field does not take it', () => {
    const wrong = [
      { name: 'longer' },
      { name: ['a'] },
      { name: {} },
      { amount: 'much' },
      { amount: 1e300 },
      { count: 1.5 },
      { due: 'soon' },
      { due: '2026-02-30' },
      { yes: 'perhaps' },
      { size: 'old' },
      { size: 7 },
      { tags: ['big', {}] },
      { firm: 7 },
      { firm: 'x'.repeat(501) },
    ];
    for (const message of wrong) expect([message, faultOf(message)[0]?.split(' ')[0]]).toEqual([message, Object.keys(message)[0]]);
    expect(faultOf({ form: { sum: 'much' } }, { takes: { amount: 'form.sum' } })[0]).toMatch(/^form\.sum value\./);
  });

  it('must have that by which the record is found', () => {
    expect([{}, { phone: '' }, { phone: null }].map((message) => faultOf(message, { match: 'phone' }))).toEqual([
      ['phone hook.match_missing'],
      ['phone hook.match_missing'],
      ['phone hook.match_missing'],
    ]);
    expect(faultOf({ phone: '13800000000' }, { match: 'phone' })).toEqual([]);
  });

  it('never breaks, and is only values that the fields take, whatever comes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(all)), fc.jsonValue()), (message) => {
        const { values, issues } = read(message);
        return Object.keys(values).length + issues.length === Object.keys(message).length;
      }),
    );
  });
});
