import { updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Facts } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeness } from './completeness.ts';
import { prepare } from './prepare.ts';

const named = updateStage(exampleApp(), 'deal', 'plain', 'start', { facts: ['cost', 'firm.size'] });
const app = updateStage(named, 'deal', 'plain', 'offer', { facts: ['due', 'cost', 'reason'] });
const prepared = prepare(app, app.entities[0] as (typeof app.entities)[number]);
const plain = prepared.pipelines.find(({ pipeline }) => pipeline.key === 'plain');
const at = (stage: string, facts: Facts) => completeness(plain, stage, facts);
const none: Facts = { cost: null, due: null, reason: null, 'firm.size': null };

describe('how complete the picture of a record is', () => {
  it('counts what its stage and those before it name, each once', () => {
    expect(at('start', none)).toEqual({ score: 0, missing: ['cost', 'firm.size'] });
    expect(at('start', { ...none, cost: '0' })).toEqual({ score: 50, missing: ['firm.size'] });
    expect(at('offer', { ...none, cost: '1' })).toEqual({ score: 25, missing: ['firm.size', 'due', 'reason'] });
    expect(at('sign', { cost: '1', due: '2030-01-01', reason: 'price', 'firm.size': 'big' })).toEqual({ score: 100, missing: [] });
  });

  it('neither counts nor names what whoever asks may not know', () => {
    expect(at('start', { ...none, 'firm.size': undefined })).toEqual({ score: 0, missing: ['cost'] });
    expect(at('start', { cost: undefined, 'firm.size': undefined })).toBeUndefined();
  });

  it('is nothing where no stage names anything, or where the record stands in none', () => {
    expect(completeness(prepared.pipelines[0], 'tender', none)).toBeUndefined();
    expect([at('gone', none), completeness(undefined, 'start', none)]).toEqual([undefined, undefined]);
  });

  it('is 100 just where nothing is missing, and never falls when something becomes known', () => {
    const value = fc.option(fc.constantFrom('x', '0'), { nil: null });
    fc.assert(
      fc.property(fc.record({ cost: value, due: value, reason: value, 'firm.size': value }), (facts) => {
        const now = at('offer', facts);
        expect(now?.score === 100).toBe(now?.missing.length === 0);
        for (const name of now?.missing ?? []) expect(at('offer', { ...facts, [name]: 'y' })?.score ?? 0).toBeGreaterThan(now?.score ?? 0);
      }),
    );
  });

  it('reads what is one step away', () => expect(prepared.far).toContain('firm.size'));
});
