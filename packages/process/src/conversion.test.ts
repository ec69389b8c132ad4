import type { App, Conversion, Entity, Field } from '@pipewright/definition';
import type { Facts, Value } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversionIssues, conversionRefusal, conversionSets, conversionValues, isConverted } from './conversion.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const field = (key: string, type: Field['type'], more: object = {}) => ({ key, type, name: label(key), ...more }) as Field;
const parts = { form: [], views: [], constraints: [], title: 'name' };
const conversion: Conversion = {
  ...{ when: { '==': [{ var: 'state' }, 'good'] }, message: label('Not yet'), sets: { state: 'done', live: false } },
  targets: [
    { key: 'firm', entity: 'firm', values: { name: { var: 'name' }, size: { '*': [{ var: 'count' }, 2] }, kind: 'new' }, keep: 'firm' },
    { key: 'deal', entity: 'deal', values: { name: { cat: [{ var: 'name' }, ' deal'] }, owner: { var: 'owner' } }, keep: 'deal' },
  ],
};
const entity = {
  ...parts,
  ...{ key: 'lead', name: label('Lead'), plural: label('Leads'), conversion },
  fields: [
    ...[field('name', 'text'), field('count', 'integer'), field('live', 'boolean')],
    field('state', 'choice', { options: ['new', 'good', 'done'].map((key) => ({ key, name: label(key) })) }),
    ...[field('firm', 'reference', { target: 'firm', kept: true }), field('deal', 'reference', { target: 'deal', kept: true })],
  ],
} as unknown as Entity;
const made = (key: string, fields: Field[]) => ({ ...parts, key, name: label(key), plural: label(key), fields }) as unknown as Entity;
const kinds = { options: [{ key: 'new', name: label('new') }] };
const app = {
  entities: [
    entity,
    made('firm', [field('name', 'text'), field('size', 'integer'), field('kind', 'choice', kinds)]),
    made('deal', [field('name', 'text')]),
  ],
} as unknown as App;

const text = fc.oneof(
  fc.constant(null),
  fc.string({ minLength: 1, maxLength: 8 }).map((each) => `a${each}a`),
);
const facts: fc.Arbitrary<Facts> = fc.record({
  ...{ name: text, owner: text, count: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 1000 })) },
  ...{ state: fc.constantFrom('new', 'good', 'done', null), live: fc.constantFrom(true, false, null) },
  ...{ firm: fc.constantFrom(null, 'f'), deal: fc.constantFrom(null, 'd') },
});

describe('what a conversion makes of a record', () => {
  it('has for each target the values of its expressions in the form of its fields, and nothing for what is empty', () => {
    fc.assert(
      fc.property(facts, (record) => {
        const some = (entries: [string, Value | undefined][]) =>
          Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined && value !== ''));
        const { name, count, owner } = record;
        const twice = typeof count === 'number' ? count * 2 : null;
        expect(conversionValues(app, entity, conversion, record)).toEqual({
          firm: some([
            [
              'name',
              String(name ?? '')
                .normalize('NFC')
                .trim(),
            ],
            ['size', twice],
            ['kind', 'new'],
          ]),
          deal: some([
            ['name', `${name ?? ''} deal`.normalize('NFC').trim()],
            ['owner', owner],
          ]),
        });
      }),
    );
  });
});

describe('converting', () => {
  it('is refused of what was converted, then of what its rule does not hold for, and of nothing else', () => {
    fc.assert(
      fc.property(facts, (record) => {
        const was = record.firm !== null || record.deal !== null;
        expect(isConverted(conversion, record)).toBe(was);
        const expected = was ? ['', 'conversion.done'] : record.state === 'good' ? undefined : ['state', 'constraint.failed'];
        const found = conversionRefusal(app, entity, conversion, record);
        expect(found && [found.path, found.code]).toEqual(expected);
      }),
    );
  });
});

describe('a change that no conversion makes', () => {
  const changes = fc.record(
    { state: fc.constantFrom('new', 'good', 'done', null), live: fc.constantFrom(true, false, null), name: text },
    { requiredKeys: [] },
  );
  const looksConverted = (record: Facts) => conversionSets(entity, conversion).every(([key, value]) => record[key] === value);

  it('never makes a record look converted, and never lets one that is look otherwise', () => {
    fc.assert(
      fc.property(facts, changes, (before, given) => {
        const refused = conversionIssues(entity, before, given).length > 0;
        const after = { ...before, ...given };
        const touches = ['state', 'live'].some((key) => Object.hasOwn(given, key) && given[key as keyof typeof given] !== before[key]);
        if (isConverted(conversion, before)) expect(refused).toBe(touches);
        else expect(refused).toBe(touches && looksConverted(after));
      }),
    );
  });

  it('of a new record counts as any other', () => {
    expect(conversionIssues(entity, null, { state: 'done', live: false }).map(({ path, code }) => [path, code])).toEqual([
      ['state', 'conversion.only'],
    ]);
    expect(conversionIssues(entity, null, { state: 'done' })).toEqual([]);
    expect(conversionIssues({ ...entity, conversion: undefined }, null, { state: 'done', live: false })).toEqual([]);
  });
});
