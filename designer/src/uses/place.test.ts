import { partsOf } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { placeOf } from './place.ts';

describe('the page of a part', () => {
  it.each([
    ['entities.deal.constraints.positive', 'entity/deal'],
    ['entities.deal.process.pipelines.plain.stages.start.gates.worth', 'pipeline/deal'],
    ['roles.sales.grants.deal', 'roles'],
    ['calendars.standard.days.2026-11-26', 'calendars'],
    ['reports.sum.measures.sum', undefined],
  ])('%s is %s', (path, place) => expect(placeOf(path)).toBe(place));

  it('is there for everything but reports and dashboards', () => {
    const without = partsOf(exampleApp()).filter(({ path }) => !placeOf(path));
    expect(without.every(({ path }) => /^(reports|dashboards)\./.test(path))).toBe(true);
  });
});
