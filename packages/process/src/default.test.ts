import { type Entity, editEntity, type Field, updateField } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Facts, Rule } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultsFor } from './default.ts';
import { formFaults, formGround } from './form.ts';
import { prepare } from './prepare.ts';
import { isShown } from './shown.ts';

const about: Facts = {
  ...{ 'user.id': 'u1', 'user.department': 'd1', 'user.departments': [] },
  ...{ today: '2026-01-31', now: '2026-01-31T04:00:00.000Z' },
};
const nothingFar = () => undefined;

/** The deals of the example with defaults, and conditions that show fields. */
function deals(defaults: Readonly<Record<string, Rule>>, shown: Readonly<Record<string, Rule | undefined>> = {}) {
  const keys = [...Object.keys(defaults), ...Object.keys(shown)];
  const app = keys.reduce(
    (sum, key) =>
      updateField(sum, 'deal', key, {
        ...(key in defaults ? { default: defaults[key] } : {}),
        ...(key in shown ? { showIf: shown[key] } : {}),
      }),
    exampleApp(),
  );
  return prepare(app, app.entities[0] as Entity);
}
const begin = (prepared: ReturnType<typeof prepare>, given: Facts, who = about) =>
  defaultsFor(prepared, given, who, (values) => ({ ...values, ...who, status: 'open' }));

describe('what a new record begins with', () => {
  it('is the default of each field of which nothing is said; that one is empty says something', () => {
    const prepared = deals({ amount: '100', due: { addDays: [{ var: 'today' }, 1] } });
    expect(begin(prepared, {})).toEqual({ amount: '100', due: '2026-02-01' });
    expect(begin(prepared, { amount: undefined })).toEqual({ amount: '100', due: '2026-02-01' });
    expect(begin(prepared, { amount: null, due: '2026-05-05' })).toEqual({});
  });

  it('is left to whoever knows what a default reads', () => {
    const prepared = deals({ due: { var: 'today' }, amount: '1' });
    expect(begin(prepared, {}, {})).toEqual({ amount: '1' });
  });

  it('is nothing of a field that its condition hides, by what is given or by other defaults', () => {
    expect(begin(deals({ reason: 'price' }), {})).toEqual({});
    const shown = { reason: { '>': [{ var: 'amount' }, 50] } };
    expect(begin(deals({ reason: 'price' }, shown), { amount: '10' })).toEqual({});
    expect(begin(deals({ reason: 'price' }, shown), { amount: '100' })).toEqual({ reason: 'price' });
    expect(begin(deals({ reason: 'price', amount: '100' }, shown), {})).toEqual({ reason: 'price', amount: '100' });
    expect(begin(deals({ reason: 'price', amount: '100' }, shown), { amount: null })).toEqual({});
  });

  it('never holds a field that is hidden in the end, however conditions lean on each other', () => {
    const fields: readonly Field['key'][] = ['amount', 'cost', 'due', 'reason'];
    const values: Readonly<Record<string, Rule>> = { amount: '100', cost: '5', due: { var: 'today' }, reason: 'price' };
    const condition = fc
      .tuple(fc.constantFrom('==', '!='), fc.constantFrom(...fields))
      .map(([sign, key]) => ({ [sign]: [{ var: key }, null] }) as Rule);
    const some = fc.dictionary(fc.constantFrom(...fields), condition, { maxKeys: 4 });
    fc.assert(
      fc.property(some, fc.subarray([...fields]), (conditions, emptied) => {
        const prepared = deals(values, { reason: undefined, ...conditions });
        const given = Object.fromEntries(emptied.map((key) => [key, null]));
        const begun = begin(prepared, given);
        const facts = { ...about, ...Object.fromEntries(fields.map((key) => [key, null])), ...begun, ...given };
        for (const key of Object.keys(begun)) {
          expect(isShown(prepared, { key }, facts)).toBe(true);
          expect(emptied).not.toContain(key);
        }
        for (const key of fields) if (!(key in conditions) && !emptied.includes(key)) expect(begun).toHaveProperty(key);
      }),
    );
  });
});

describe('the form of a new record', () => {
  const form = (values: Facts, before: Facts | null = null) => ({ values, before, surroundings: about, factsOf: nothingFar });

  it('judges by its defaults what the server would', () => {
    const prepared = deals({ amount: '100' });
    expect(formGround(prepared, form({})).defaults).toEqual({ amount: '100' });
    expect(formFaults(prepared, form({ name: 'A' }), 'en')).toEqual([]);
    expect(formFaults(prepared, form({ name: 'A', amount: null }), 'en').map(({ path }) => path)).toEqual(['amount']);
  });

  it('goes by the day on which it was begun, and a record that is there has no defaults', () => {
    const prepared = deals({ due: { var: 'today' } });
    const late = { ...form({}), surroundings: { ...about, today: '2026-02-01' }, began: about };
    expect(formGround(prepared, late).defaults).toEqual({ due: '2026-01-31' });
    expect(formGround(prepared, form({}, { id: '1', name: 'A', due: null })).defaults).toEqual({});
  });

  it('of a draft passes over a default that is wrong', () => {
    const app = editEntity(exampleApp(), 'deal', (entity) => ({
      ...entity,
      fields: entity.fields.map((each) => ({ ...each, ...(each.key === 'amount' ? { default: 'much' } : {}) }) as Field),
    }));
    expect(prepare(app, app.entities[0] as Entity).defaults.size).toBe(0);
  });
});
