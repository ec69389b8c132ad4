import { type App, editEntity, type Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Facts, Rule } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormState, formFacts, formFaults } from './form.ts';
import { prepare } from './prepare.ts';
import { mayBeShown } from './shown.ts';

const v = (name: string): Rule => ({ var: name });
const text = (key: string, showIf: Rule): Field => ({ key, type: 'text', name: { en: key, 'zh-CN': key }, required: true, showIf });
const rule = (key: string, holds: Rule) => ({ key, rule: holds, message: { en: key, 'zh-CN': key } });
const app: App = editEntity(exampleApp(), 'deal', (entity) => ({
  ...entity,
  fields: [
    ...entity.fields,
    text('far_note', { '==': [v('firm.size'), 'big'] }),
    text('team_note', { '==': [v('user.department'), null] }),
    text('stage_note', { '==': [v('stage'), 'start'] }),
  ],
  constraints: [
    ...entity.constraints,
    rule('small', { '!=': [v('firm.size'), 'small'] }),
    rule('mine', { '==': [v('department'), v('user.department')] }),
    rule('today', { or: [{ '==': [v('due'), null] }, { '>=': [v('due'), v('today')] }] }),
  ],
}));
const deal = app.entities[0];
if (!deal) throw new Error('The example has a deal');
const prepared = prepare(app, deal);
const FIRM = '00000000-0000-7000-8000-000000000001';

const surroundings: Facts = {
  'user.id': 'me',
  'user.department': 'd',
  'user.departments': ['d'],
  today: '2026-05-05',
  now: '2026-05-05T01:00:00Z',
};
const state = (values: Facts, more: Partial<FormState> = {}): FormState => ({
  values,
  before: null,
  surroundings,
  factsOf: () => undefined,
  ...more,
});
const codes = (form: FormState) => formFaults(prepared, form, 'en').map((fault) => fault.message);
const good: Facts = { name: 'A', amount: '5', stage_note: 'x' };
const big: FormState['factsOf'] = () => ({ size: 'big' });
const field = (key: string) => ({ key });

describe('what a form can say', () => {
  it('leaves a constraint to the server while a fact it reads is unknown', () => {
    expect(codes(state({ ...good, firm: FIRM }))).toEqual([]);
    expect(codes(state({ ...good, firm: FIRM }, { factsOf: () => ({ size: 'small' }) }))).toEqual(['small']);
    expect(codes(state({ ...good, firm: FIRM }, { factsOf: () => ({}) }))).toEqual([]);
  });

  it('knows that nothing stands behind an empty reference', () => {
    expect(formFacts(prepared, state({ ...good, firm: null }))['firm.size']).toBeNull();
    expect(formFacts(prepared, state(good))['firm.size']).toBeNull();
    expect(Object.hasOwn(formFacts(prepared, state({ ...good, firm: FIRM })), 'firm.size')).toBe(true);
    expect(formFacts(prepared, state({ ...good, firm: FIRM }))['firm.size']).toBeUndefined();
  });

  it('shows a field whose condition it cannot judge, and leaves to the server whether it is needed', () => {
    const open = state({ ...good, firm: FIRM });
    expect(mayBeShown(prepared, field('far_note'), formFacts(prepared, open))).toBe(true);
    expect(codes(open)).toEqual([]);
    expect(codes(state({ ...good, firm: FIRM }, { factsOf: big }))).toEqual(['“far_note” is missing.']);
    const nobody = state(good, { surroundings: { today: '2026-05-05', now: '2026-05-05T01:00:00Z' } });
    expect(mayBeShown(prepared, field('team_note'), formFacts(prepared, nobody))).toBe(true);
    expect(codes(nobody)).toEqual([]);
    expect(mayBeShown(prepared, field('team_note'), formFacts(prepared, state(good)))).toBe(false);
  });

  it('gives a new record to its maker, of whom alone it knows the department', () => {
    expect(formFacts(prepared, state(good))).toMatchObject({ owner: 'me', department: 'd', status: 'open' });
    const other = formFacts(prepared, state({ ...good, owner: 'you' }));
    expect([other.owner, other.department]).toEqual(['you', undefined]);
    expect(codes(state({ ...good, owner: 'you' }))).toEqual([]);
    const given = state({ owner: 'you' }, { before: { ...good, owner: 'me', department: 'd', stage: 'start' } });
    expect(formFacts(prepared, given).department).toBeUndefined();
  });

  it('knows the first stage of a new record only where it can choose the pipeline', () => {
    expect(formFacts(prepared, state(good))).toMatchObject({ pipeline: 'plain', stage: 'start', probability: '10' });
    expect(formFacts(prepared, state({ ...good, firm: FIRM }, { factsOf: big })).pipeline).toBe('big');
    expect(formFacts(prepared, state({ ...good, firm: FIRM })).pipeline).toBeUndefined();
    const { stage_note: _, ...bare } = good;
    expect(codes(state(bare))).toEqual(['“stage_note” is missing.']);
    expect(codes(state({ ...bare, firm: FIRM }))).toEqual([]);
  });

  it('judges on a change what is changed, and never the shape of what was stored', () => {
    const before: Facts = { ...good, amount: '-5', reason: 'gone', owner: 'me', department: 'd', stage: 'start', status: 'open' };
    expect(codes(state({ ...before, name: ' A ' }, { before }))).toEqual([]);
    expect(codes(state({ ...before, name: 'B' }, { before }))).toEqual([]);
    expect(codes(state({ ...before, reason: 'other' }, { before }))).toEqual(['“Reason” does not have one of the offered options.']);
    expect(codes(state({ ...before, amount: '-6' }, { before }))).toEqual(['Must not be negative']);
  });

  it('never says more for knowing less', () => {
    const value = (...values: (string | null)[]) => fc.constantFrom(...values);
    const values = fc.record({
      name: value('A', ' ', null),
      amount: value('5', '-1', 'x', null),
      firm: value(FIRM, null),
      due: value('2026-05-04', '2026-05-05', null),
      owner: value('me', 'you', null),
      far_note: value('x', null),
      team_note: value('x', null),
      stage_note: value('x', null),
    });
    const told = fc.subarray(Object.keys(surroundings)).map((names) => Object.fromEntries(names.map((name) => [name, surroundings[name]])));
    fc.assert(
      fc.property(values, told, value('big', 'small', null), fc.boolean(), (given, less, size, change) => {
        const before = change ? { ...good, owner: 'me', department: 'd', stage: 'start', pipeline: 'plain', status: 'open' } : null;
        const all = new Set(codes(state(given, { before, factsOf: () => ({ size }) })));
        for (const each of codes(state(given, { before, surroundings: less }))) expect(all).toContain(each);
      }),
      { numRuns: 1_000 },
    );
  });
});
