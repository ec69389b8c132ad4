import { type Entity, updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { criteriaNames } from './in-the-way.ts';
import { prepare } from './prepare.ts';
import { standardDaysAt } from './standard.ts';

const app = updateStage(exampleApp(), 'deal', 'plain', 'start', {
  standardDays: 10,
  standardDaysBy: [
    { key: 'big', when: { '==': [{ var: 'firm.size' }, 'big'] }, days: 30 },
    { key: 'dear', when: { '>': [{ var: 'amount' }, 100] }, days: 20 },
  ],
});
const [deal] = app.entities;
const prepared = prepare(app, deal as Entity);
const days = (facts: Parameters<typeof standardDaysAt>[3], stage = 'start') => standardDaysAt(prepared, 'plain', stage, facts);

describe('the standard days of a stage', () => {
  it('are those of the first rule that holds, else the usual ones', () => {
    expect(days({ amount: '500', 'firm.size': 'big' })).toBe(30);
    expect(days({ amount: '500', 'firm.size': 'small' })).toBe(20);
    expect(days({ amount: '5', 'firm.size': null })).toBe(10);
    expect([days({}, 'offer'), days({}, 'nowhere'), standardDaysAt(prepared, 'other', 'start', {})]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are not told where a fact that decides is not at hand', () => {
    expect(days({ amount: '500' })).toBeUndefined();
    expect(days({ amount: undefined, 'firm.size': 'small' })).toBeUndefined();
    expect(days({ amount: undefined, 'firm.size': 'big' })).toBe(30);
  });

  it('have what they go by brought along with every record', () => {
    expect(criteriaNames(prepared, 'plain')).toEqual(expect.arrayContaining(['firm.size', 'amount']));
    expect(prepared.far).toContain('firm.size');
  });
});
