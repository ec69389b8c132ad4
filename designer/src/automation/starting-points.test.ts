import { type Entity, entityOf, validate } from '@pipewright/definition';
import { exampleWith } from '@pipewright/definition/example-automations';
import { describe, expect, it } from 'vitest';
import { entitiesFor, STARTING_POINTS, startingPoint } from './starting-points.ts';

const app = exampleWith([]);
const entity = (key: string) => entityOf(app, key) as Entity;

describe('the ways to begin an automation', () => {
  it.each(STARTING_POINTS)('%s can be published as it is, where the entity has what it needs', (point) => {
    const made = startingPoint(app, entity('deal'), point, 'made');
    expect(validate({ ...app, automations: made ? [made] : [] })).toEqual([]);
    expect(made?.key).toBe('made');
  });

  it('of a ladder warn whom they should, in rising times', () => {
    const on = startingPoint(app, entity('deal'), 'reclaim', 'x')?.on;
    expect(on).toMatchObject({
      levels: [{ key: 'level_1' }, { key: 'level_2', waits: 3 }],
      bands: [{ after: { level_1: 20, level_2: 30 } }],
    });
  });

  it('are not offered where there are no stages or no date', () => {
    const offered = STARTING_POINTS.filter((point) => startingPoint(app, entity('firm'), point, 'x'));
    expect(offered).toEqual(['blank']);
    expect(entitiesFor(app, 'ladder').map(({ key }) => key)).toEqual(['deal']);
    expect(entitiesFor(app, 'blank').map(({ key }) => key)).toEqual(['deal', 'firm', 'visit']);
  });
});
