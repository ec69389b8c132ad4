import type { Entity, Pipeline } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { beginningOf, valuesFor } from './beginning.ts';

const deal = exampleApp().entities[0] as Entity;

describe('where a new record begins', () => {
  it('is the stage that the address names, in its pipeline', () => {
    const found = beginningOf(deal, { pipeline: 'plain', stage: 'offer' });
    expect([found?.pipeline.key, found?.stage.key]).toEqual(['plain', 'offer']);
  });

  it.each([{ pipeline: 'big', stage: 'offer' }, { stage: 'offer' }, { pipeline: 'plain' }, { pipeline: 'gone', stage: 'start' }])(
    'is left open for %o',
    (at) => expect(beginningOf(deal, at)).toBeUndefined(),
  );

  it.each<[Pipeline['when'], object]>([
    [{ '==': [{ var: 'reason' }, 'price'] }, { reason: 'price' }],
    [{ '==': [{ var: 'firm.size' }, 'big'] }, {}],
    [{ '==': [{ var: 'stage' }, 'offer'] }, {}],
    [{ '!=': [{ var: 'reason' }, 'price'] }, {}],
    [{ '==': ['price', { var: 'reason' }] }, {}],
    [{ and: [{ '==': [{ var: 'reason' }, 'price'] }] }, {}],
    [null, {}],
    [true, {}],
  ])('with the rule %o it has the values %o', (when, values) => expect(valuesFor(deal, { when })).toEqual(values));
});
