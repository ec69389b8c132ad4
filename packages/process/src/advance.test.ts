import { exampleApp } from '@pipewright/definition/example';
import type { Facts } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import { keepRules } from './keep.ts';
import { prepare } from './prepare.ts';

const app = exampleApp();
const prepared = prepare(app, app.entities[0] as (typeof app.entities)[number]);
const fresh: Facts = { name: 'A', amount: '500', due: '2026-01-01', today: '2026-02-02' };
const at = (stage: string, more: Facts = {}): Facts => ({ ...fresh, pipeline: 'plain', stage, status: 'open', probability: '10', ...more });
const codes = (standing: ReturnType<typeof advance>) => standing?.issues.map((issue) => `${issue.path}: ${issue.code}`);

describe('where a record comes to stand', () => {
  it('starts in the first stage of the pipeline whose rule holds, or of the last', () => {
    expect(advance(prepared, null, fresh, {})?.values).toEqual({
      pipeline: 'plain',
      stage: 'start',
      status: 'open',
      probability: '10',
      closed_on: null,
    });
    expect(advance(prepared, null, { ...fresh, 'firm.size': 'big' }, {})?.values).toMatchObject({ pipeline: 'big', stage: 'start' });
  });

  it('needs the exit criteria of every stage it leaves, also those it jumps over', () => {
    expect(codes(advance(prepared, at('start'), at('start', { amount: '5', due: null }), { stage: 'sign' }))).toEqual([
      'due: gate.required',
      'stage: gate.failed',
    ]);
    expect(codes(advance(prepared, at('offer'), at('offer', { amount: '5' }), { stage: 'sign' }))).toEqual([]);
    expect(codes(advance(prepared, null, { ...fresh, amount: '5' }, { stage: 'offer' }))).toEqual(['stage: gate.failed']);
  });

  it('goes back freely and takes the probability of the stage', () => {
    expect(advance(prepared, at('sign'), at('sign', { amount: '5' }), { stage: 'start' })).toMatchObject({
      moved: true,
      issues: [],
      values: { stage: 'start', probability: '10' },
    });
  });

  it('wins only through every remaining criterion, loses only with a reason', () => {
    expect(advance(prepared, at('start'), at('start'), { status: 'won' })).toMatchObject({
      issues: [],
      values: { status: 'won', stage: 'sign', probability: '100', closed_on: '2026-02-02' },
    });
    expect(codes(advance(prepared, at('start'), at('start', { due: null }), { status: 'won' }))).toEqual(['due: gate.required']);
    expect(codes(advance(prepared, at('start'), at('start'), { status: 'lost' }))).toEqual(['reason: lost.required']);
    expect(advance(prepared, at('start'), at('start', { reason: 'price' }), { status: 'lost' })).toMatchObject({
      issues: [],
      values: { status: 'lost', stage: 'start', probability: '0' },
    });
  });

  it('does not move what is closed, and keeps the day it was closed', () => {
    const won = at('sign', { status: 'won', closed_on: '2025-05-05' });
    expect(codes(advance(prepared, won, won, { stage: 'start' }))).toEqual(['stage: stage.closed']);
    expect(advance(prepared, won, won, {})).toMatchObject({ moved: false, values: { closed_on: '2025-05-05' } });
    expect(advance(prepared, won, won, { status: 'open' })?.values).toMatchObject({ status: 'open', closed_on: null, probability: '90' });
  });

  it('keeps a stage that is gone until somebody moves the record', () => {
    expect(advance(prepared, at('former', { probability: '33' }), at('former'), {})).toMatchObject({
      moved: false,
      values: { stage: 'former', probability: '33' },
    });
    expect(advance(prepared, at('former'), at('former'), { stage: 'offer' })).toMatchObject({ issues: [], values: { stage: 'offer' } });
  });

  it('finds the nearest stage when another pipeline applies', () => {
    expect(advance(prepared, at('sign'), at('sign', { 'firm.size': 'big' }), {})).toMatchObject({
      moved: true,
      values: { pipeline: 'big', stage: 'start' },
    });
  });

  it('refuses stages and statuses that do not exist', () => {
    expect(codes(advance(prepared, at('start'), at('start'), { stage: 'tender' }))).toEqual(['stage: stage.unknown']);
    expect(codes(advance(prepared, at('start'), at('start'), { status: 'eaten' }))).toEqual(['status: status.unknown']);
  });

  it('waives criteria for the past, with the day it was closed then', () => {
    expect(advance(prepared, null, { name: 'A' }, { stage: 'sign', status: 'won', closedOn: '2017-03-01' }, true)).toMatchObject({
      issues: [],
      values: { status: 'won', closed_on: '2017-03-01' },
    });
  });
});

describe('the rules of a write', () => {
  const found = (after: Facts, changed: string[] | null, waive = false) =>
    keepRules(prepared, after, changed && new Set(changed), waive).map((issue) => `${issue.path}: ${issue.code}`);

  it('asks for required fields on creation, and on a change for those it empties', () => {
    expect(found({ name: 'A' }, null)).toEqual(['amount: required']);
    expect(found({ name: 'A' }, ['due'])).toEqual([]);
    expect(found({ name: null, amount: null }, ['name', 'amount'])).toEqual(['name: required', 'amount: required']);
  });

  it('asks a baseline for its title alone', () => expect(found({}, null, true)).toEqual(['name: required']));

  it('judges a constraint only where the change touches it', () => {
    expect(found({ name: 'A', amount: '-1' }, null)).toEqual(['amount: constraint.failed']);
    expect(found({ name: 'A', amount: '-1' }, ['name'])).toEqual([]);
  });
});
