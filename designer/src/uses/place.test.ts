import { partsOf } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { placeOf } from './place.ts';

describe('the page of a part', () => {
  it.each([
    ['entities.deal.constraints.positive', 'entity/deal'],
    ['entities.deal.process.pipelines.plain.stages.start.gates.worth', 'pipeline/deal'],
    ['roles.sales.grants.deal', 'roles'],
    ['reports.sum.measures.sum', undefined],
  ])('%s is %s', (path, place) => expect(placeOf(path)).toBe(place));

  it('is there for everything but reports, dashboards and calendars', () => {
    const without = partsOf(exampleApp()).filter(({ path }) => !placeOf(path));
    expect(without.every(({ path }) => /^(reports|dashboards|calendars)\./.test(path))).toBe(true);
  });
});
