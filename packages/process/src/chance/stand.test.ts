import { editEntity } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Facts } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { advance, type Wish } from '../advance.ts';
import { type PreparedEntity, prepare } from '../prepare.ts';
import { withChance } from './stand.ts';

const preparedWith = (more: object): PreparedEntity => {
  const app = editEntity(exampleApp(), 'deal', (deal) => ({ ...deal, process: deal.process && { ...deal.process, ...more } }));
  return prepare(app, app.entities[0] as (typeof app.entities)[number]);
};
const prepared = preparedWith({ chance: { segments: [] }, wonRequires: [], lostRequires: [] });
const fresh: Facts = { name: 'A', amount: '500', cost: '1', due: '2026-01-01', reason: 'price', today: '2026-02-02' };
const open: Facts = { ...fresh, pipeline: 'plain', stage: 'start', status: 'open', probability: '42', probability_computed: '42' };
const stands = (before: Facts | null, given: Facts, wish: Wish = {}, told: number | null = 61) => {
  const after = { ...fresh, ...before, ...given };
  const standing = advance(prepared, before, after, wish, { may: () => true, sees: () => true });
  if (!standing) throw new Error('There is no process');
  const { values, issues } = withChance(prepared, before, given, after, standing, () => told) as unknown as {
    values: Facts;
    issues: { path: string; code: string }[];
  };
  const { probability, probability_computed: computed, probability_set: set, probability_reason: reason } = values;
  return { values: [probability, computed, set, reason], issues: issues.map(({ path, code }) => `${path}: ${code}`) };
};

describe('the three values of a probability', () => {
  it('are those of the stage, what was worked out, and what a person says; the last one there is stands', () => {
    expect(stands(null, fresh, {}, null).values).toEqual(['10', null, null, null]);
    expect(stands(null, fresh).values).toEqual(['61', '61', null, null]);
    expect(stands(open, { probability_set: '80', probability_reason: 'sure' }).values).toEqual(['80', '42', '80', 'sure']);
    const said = { ...open, probability: '80', probability_set: '80', probability_reason: 'sure' };
    expect(stands(said, { name: 'B' }).values).toEqual(['80', '42', '80', 'sure']);
    expect(stands(said, { probability_set: null }).values).toEqual(['42', '42', null, null]);
  });

  it('ask for a reason each time one is said, and for a percentage', () => {
    const said = { ...open, probability: '80', probability_set: '80', probability_reason: 'sure' };
    expect(stands(open, { probability_set: '80' }).issues).toEqual(['probability_reason: chance.reason']);
    expect(stands(open, { probability_set: '80', probability_reason: ' ' }).issues).toEqual(['probability_reason: chance.reason']);
    expect(stands(said, { probability_set: '70' }).issues).toEqual(['probability_reason: chance.reason']);
    expect(stands(said, { probability_set: '80' }).issues).toEqual([]);
    expect(stands(said, { probability_reason: null }).issues).toEqual(['probability_reason: chance.reason']);
    for (const set of ['-1', '101'])
      expect(stands(open, { probability_set: set, probability_reason: 'x' }).issues).toEqual(['probability_set: chance.range']);
  });

  it('are worked out anew in another stage, where what was said is over unless it is said with the move', () => {
    const said = { ...open, probability: '80', probability_set: '80', probability_reason: 'sure' };
    expect(stands(said, {}, { stage: 'sign' }).values).toEqual(['61', '61', null, null]);
    expect(stands(said, { probability_set: '90', probability_reason: 'signed soon' }, { stage: 'sign' }).values).toEqual([
      '90',
      '61',
      '90',
      'signed soon',
    ]);
    expect(stands(said, {}, { status: 'paused' }).values).toEqual(['80', '42', '80', 'sure']);
  });

  it('are none of a record that is closed but its end, and begin anew where it is opened again', () => {
    const said = { ...open, probability: '80', probability_set: '80', probability_reason: 'sure' };
    expect(stands(said, {}, { status: 'lost' }).values).toEqual(['0', null, null, null]);
    expect(stands(open, { probability_set: '5', probability_reason: 'x' }, { status: 'lost' }).issues).toContain(
      'probability_set: chance.closed',
    );
    const lost = { ...open, status: 'lost', probability: '0', probability_computed: null };
    expect(stands(lost, {}, { status: 'open' }).values).toEqual(['61', '61', null, null]);
  });

  it('are left alone where chances are not told', () => {
    const other = preparedWith({});
    const standing = advance(other, null, fresh, {}, { may: () => true, sees: () => true });
    expect(standing && withChance(other, null, fresh, fresh, standing, () => 61)).toBe(standing);
  });
});
