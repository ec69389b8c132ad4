import { type ByRule, editEntity, type Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Facts } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruledFor } from './by-rule.ts';
import { prepare } from './prepare.ts';
import { settle } from './settle.ts';

const name = (en: string) => ({ en, 'zh-CN': en });
const option = (key: string) => ({ key, name: name(key) });
const size: ByRule = {
  rows: [
    { key: 'huge', name: name('Huge'), when: { '>=': [{ var: 'staff' }, 1000] }, value: 'l' },
    { key: 'some', name: name('Some'), when: { '>=': [{ var: 'staff' }, 10] }, value: 'm' },
  ],
  otherwise: 's',
  mayOverride: true,
  reason: true,
};
const bonus: ByRule = { rows: [{ key: 'big', name: name('Big'), when: { '==': [{ var: 'size' }, 'l'] }, value: 'l' }], otherwise: null };

function ready(rule: ByRule = size) {
  const fields = [
    { key: 'bonus', type: 'choice', name: name('Bonus'), options: [option('l')], byRule: bonus },
    { key: 'staff', type: 'integer', name: name('Staff') },
    { key: 'size', type: 'choice', name: name('Size'), options: ['s', 'm', 'l'].map(option), byRule: rule },
  ] as Field[];
  const app = editEntity(exampleApp(), 'firm', (entity) => ({ ...entity, fields: [...entity.fields, ...fields] }));
  return prepare(app, app.entities.find(({ key }) => key === 'firm') as never).ruled;
}

const rules = ready();
const written = (given: Facts, before: Facts | null = null, more: object = {}) =>
  settle(rules, { before, given, ...more }, (values) => values);
const codes = ({ issues }: ReturnType<typeof settle>) => issues.map(({ path, code }) => `${path} ${code}`);

describe('a field by rule', () => {
  it('comes after the fields that its rule reads', () => {
    expect(rules.map(({ field }) => field.key)).toEqual(['size', 'bonus']);
  });

  it('has the value of the first row that holds, else of everything else', () => {
    const staff = fc.option(fc.integer({ min: -5, max: 2000 }));
    fc.assert(
      fc.property(staff, (n) => {
        const first = n !== null && n >= 1000 ? 'l' : n !== null && n >= 10 ? 'm' : 's';
        expect(ruledFor(rules[0] as never, { staff: n }).value).toBe(first);
        expect(written({ staff: n }).values).toMatchObject({ size: first, bonus: first === 'l' ? 'l' : null });
      }),
    );
  });

  it('is the same when it is settled again', () => {
    const facts = fc.record(
      {
        staff: fc.integer({ min: 0, max: 2000 }),
        size: fc.constantFrom('s', 'm', 'l', null),
        size__reason: fc.constantFrom('why', '', null),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(facts, facts, fc.boolean(), (first, second, explained) => {
        const made = { ...first, ...written(first, null, { explained }).values };
        const after: Facts = { ...made, ...second, ...written(second, made, { explained }).values };
        const again = written({}, after, { anew: new Set(['size', 'bonus']) });
        expect(again.issues).toEqual([]);
        expect({ ...after, ...again.values }).toEqual(after.size__set === null ? { ...after, size__reason: null } : after);
      }),
    );
  });

  it('follows what it reads, and stays where something else changes', () => {
    const before = { staff: 5, size: 'l', size__set: null, size__reason: null, bonus: null };
    expect(written({ staff: 20 }, before).values).toMatchObject({ size: 'm', bonus: null });
    expect(written({ name: 'x' }, before).values).toEqual({});
    expect(written({ name: 'x' }, before, { anew: new Set(['size']) }).values).toMatchObject({ size: 's' });
  });

  it('is another by hand with a reason, stays so, and is given back by nothing or by what the rule says', () => {
    expect(codes(written({ staff: 5, size: 'l' }))).toEqual(['size__reason by_rule.reason']);
    expect(codes(written({ staff: 5, size: 'l', size__reason: ' ' }))).toEqual(['size__reason by_rule.reason']);
    const made = written({ staff: 5, size: 'l', size__reason: 'Group' });
    expect(made).toEqual({ issues: [], values: { size: 'l', size__set: 'l', size__reason: 'Group', bonus: 'l' } });
    const before = { staff: 5, ...made.values };
    expect(written({ staff: 20, size: 'l' }, before).values).toMatchObject({ size: 'l', size__set: 'l', size__reason: 'Group' });
    for (const size of [null, 's'])
      expect(written({ size }, before).values).toEqual({ size: 's', size__set: null, size__reason: null, bonus: null });
    expect(codes(written({ size__reason: null }, before))).toEqual(['size__reason by_rule.reason']);
  });

  it('is no other where what the rule says, or what is stored already, is sent', () => {
    expect(written({ staff: 5, size: 's' })).toMatchObject({ issues: [], values: { size: 's', size__set: null } });
    const before = { staff: 5, size: 's', size__set: null, size__reason: null, bonus: null };
    expect(written({ staff: 20, size: 's' }, before)).toMatchObject({ issues: [], values: { size: 'm', size__set: null } });
    expect(written({ staff: 20, size: 's', size__reason: 'Kept' }, before).values).toMatchObject({ size: 's', size__set: 's' });
  });

  it('keeps what the past says, as said by hand where the rule says something else', () => {
    expect(written({ staff: 5, size: 'l' }, null, { explained: true })).toMatchObject({
      issues: [],
      values: { size: 'l', size__set: 'l' },
    });
    expect(written({ staff: 5, size: 's' }, null, { explained: true }).values).toMatchObject({ size: 's', size__set: null });
    expect(written({ staff: 5 }, null, { explained: true }).values).toMatchObject({ size: 's', size__set: null });
  });

  it('needs no reason where the rule does not ask for one', () => {
    const { reason: _, ...free } = size;
    expect(settle(ready(free), { before: null, given: { staff: 5, size: 'l' } }, (values) => values)).toMatchObject({
      issues: [],
      values: { size: 'l', size__set: 'l', size__reason: null },
    });
  });

  it('is not worked out where what it reads is not known', () => {
    const { values } = settle(rules, { before: null, given: {} }, () => ({ staff: undefined }) as unknown as Facts);
    expect([Object.hasOwn(values, 'size'), values.size]).toEqual([true, undefined]);
  });
});
