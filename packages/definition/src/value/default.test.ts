import type { Facts, Rule } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faults } from '../messages/sentence.ts';
import type { Field } from '../model/field.ts';
import { FIELD_TYPES, type FieldType, takes } from '../model/field-settings.ts';
import { readDefault } from './default.ts';
import { normalise } from './normalise.ts';
import { shapeIssue } from './shape-issue.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const OPTIONS = [
  { key: 'east', name: label('East', '华东') },
  { key: 'north', name: label('North', '华北') },
  { key: 'west', name: label('West', '西部'), retired: true as const },
];
const make = (type: FieldType, more: object = {}): Field =>
  ({ key: 'x', type, name: label('Field', '字段'), ...(takes({ type }, 'options') ? { options: OPTIONS } : {}), ...more }) as Field;
const HERE = '0199d2a5-0000-7000-8000-000000000001';
const me: Facts = {
  ...{ 'user.id': 'u1', 'user.department': HERE, 'user.departments': [HERE] },
  ...{ today: '2026-01-31', now: '2026-01-31T04:00:00.000Z' },
};
const v = (name: string): Rule => ({ var: name });

/** What a field begins with, or the codes of what speaks against it. */
function begins(type: FieldType, rule: Rule, more: object = {}, facts = me): unknown {
  const read = readDefault(make(type, { default: rule, ...more }));
  if (!read) return undefined;
  return 'issues' in read ? read.issues.map(({ code }) => code) : read.value.value(facts);
}

describe('a default', () => {
  it.each<[FieldType, Rule, unknown, object?]>([
    ['text', ' Café ', 'Café'],
    ['integer', 5, 5],
    ['money', 5, '5'],
    ['money', '1200.50', '1200.50'],
    ['percent', '12.5', '12.5'],
    ['boolean', false, false],
    ['choice', 'east', 'east'],
    ['choices', ['north', 'east'], ['north', 'east']],
    ['date', '2026-02-01', '2026-02-01'],
    ['date', v('today'), '2026-01-31'],
    ['date', { addDays: [v('today'), 30] }, '2026-03-02'],
    ['date', { addMonths: [v('today'), 1] }, '2026-02-28'],
    ['datetime', v('now'), '2026-01-31T04:00:00.000Z'],
    ['integer', { daysBetween: ['2026-01-01', v('today')] }, 30],
    ['text', { cat: ['Q ', v('today')] }, 'Q 2026-01-31'],
    ['person', v('user.id'), 'u1'],
    ['department', v('user.department'), HERE],
    ['choice', { if: [{ in: [HERE, v('user.departments')] }, 'east', 'north'] }, 'east'],
    ['choice', { if: [{ in: ['d2', v('user.departments')] }, 'east'] }, null],
  ])('of %s that is %j begins with %j', (type, rule, value) => expect(begins(type, rule)).toEqual(value));

  it('is nothing where the facts come to a value that the field does not take', () => {
    const rule: Rule = { daysBetween: ['2024-02-01', v('today')] };
    expect(begins('integer', rule, { max: 100 }, { ...me, today: '2024-03-01' })).toBe(29);
    expect(begins('integer', rule, { max: 100 }, { ...me, today: '2025-03-01' })).toBeNull();
    expect(begins('department', v('user.department'), {}, { ...me, 'user.department': null })).toBeNull();
  });

  it.each<[FieldType, Rule, string, object?]>([
    ['text', 5, 'field.default_fit'],
    ['text', '  ', 'field.default_fit'],
    ['text', null, 'field.default_fit'],
    ['text', 'long', 'field.default_fit', { maxLength: 3 }],
    ['integer', 1.5, 'field.default_fit'],
    ['integer', 11, 'field.default_fit', { max: 10 }],
    ['integer', 1, 'field.default_unique', { unique: true }],
    ['money', '1.234', 'field.default_fit'],
    ['date', 'soon', 'field.default_fit'],
    ['choice', 'nowhere', 'field.default_option'],
    ['choice', 'west', 'field.default_retired'],
    ['choices', ['east', 'west'], 'field.default_retired'],
    ['choices', ['east', 'east'], 'field.default_fit'],
    ['choices', [], 'field.default_fit'],
    ['choice', { if: [{ '==': [v('user.department'), 'd1'] }, 'east', 'west'] }, 'field.default_retired'],
    ['choice', { cat: ['ea', 'st', v('today')] }, 'field.default_option'],
    ['email', { cat: ['a', v('today')] }, 'field.default_fit'],
    ['person', 'u1', 'field.default_maker'],
    ['person', { cat: ['u', '1'] }, 'field.default_maker'],
    ['person', v('user.department'), 'field.default_maker'],
    ['department', v('user.id'), 'field.default_maker'],
    ['text', v('user.id'), 'field.default_facts'],
    ['text', { cat: ['by ', v('user.id')] }, 'field.default_facts'],
    ['date', v('due'), 'field.default_facts'],
    ['date', v('now'), 'rule.type'],
    ['choices', v('user.departments'), 'rule.type'],
    ['date', { nextDay: [v('today')] }, 'rule.operator'],
    ['text', { a: 1, b: 2 }, 'field.default_fit'],
    ['text', {}, 'field.default_fit'],
  ])('of %s is not %j: %s', (type, rule, code, more) => expect(begins(type, rule, more)).toEqual([code]));

  it('that is a retired option is told by its name, with the way out', () => {
    const read = readDefault(make('choice', { default: 'west' }), 'at') as { issues: [] };
    expect(faults(read.issues, 'en')).toEqual([
      {
        ...{ path: 'at', code: 'field.default_retired' },
        message:
          'The default value of the field “Field” is the option “West”, which is retired. Choose another default value, remove it, or restore the option.',
      },
    ]);
    expect(faults(read.issues, 'zh-CN')[0]?.message).toBe('字段“字段”的默认值“西部”已停用，请选择其他默认值、移除默认值，或恢复该选项。');
  });

  it('that passes its check never gives a value that its field would refuse, whatever day it is and whoever asks', () => {
    const leaf = fc.oneof(
      fc.constantFrom<Rule>('east', 'west', '2026-02-01', '2026-02-01T00:00:00Z', 'a@b.cn', '12.5', 'https://x.cn', '', null, true, false),
      fc.constantFrom<Rule>(v('today'), v('now'), v('user.id'), v('user.department'), v('user.departments'), v('due')),
      fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string()),
      fc.array(fc.constantFrom('east', 'north', 'west')),
    );
    const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
      rule: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.record({ addDays: fc.tuple(tie('rule'), fc.integer({ min: -1e5, max: 1e5 })) }),
        fc.record({ daysBetween: fc.tuple(tie('rule'), tie('rule')) }),
        fc.record({ '*': fc.tuple(tie('rule'), tie('rule')) }),
        fc.record({ cat: fc.tuple(tie('rule'), tie('rule')) }),
        fc.record({ if: fc.tuple(fc.constant<Rule>({ '==': [v('user.department'), 'd1'] }), tie('rule'), tie('rule')) }),
      ) as fc.Arbitrary<Rule>,
    }));
    const more = fc.record(
      { maxLength: fc.integer({ min: 1, max: 9 }), min: fc.integer(), max: fc.integer(), scale: fc.integer({ min: 0, max: 8 }) },
      { requiredKeys: [] },
    );
    const facts = fc.record({
      today: fc.constantFrom('0001-01-01', '2026-01-31', '9999-12-31'),
      department: fc.constantFrom(null, 'd1', HERE),
    });
    let passed = 0;
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_TYPES), rule, more, facts, (type, wanted, limits, { today, department }) => {
        const field = make(type, { ...limits, default: wanted });
        const read = readDefault(field);
        if (!read || 'issues' in read) return;
        passed += 1;
        const value = read.value.value({ ...me, today, 'user.department': department });
        expect(shapeIssue(field, value)).toBeUndefined();
        expect(normalise(field, value)).toEqual(value);
      }),
      { numRuns: 12_000 },
    );
    expect(passed).toBeGreaterThan(50);
  });
});
