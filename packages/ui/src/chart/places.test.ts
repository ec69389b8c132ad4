import type { App, Question, Report, ReportResult } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { completed, placeNames, placesOf } from './places.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const app = exampleApp();
const report = (more: Partial<Report>): Report => ({
  ...{ key: 'r', name: label('R'), entity: 'deal', chart: 'bar', dimensions: [], measures: [{ key: 'm', fn: 'count' }] },
  ...more,
});
const dealOf = (from: App) => from.entities[0] as App['entities'][number];
const places = (dimension: object, given: readonly unknown[], more: Partial<Question> = {}) =>
  placesOf(
    app,
    dealOf(app),
    report({ dimensions: [{ key: 'd', field: 'due', ...dimension }], ...more }),
    given.map((each) => [each as string]),
    0,
  );

describe('the places of a picture', () => {
  it('are all months from the first to the last, and what has none stands last', () => {
    expect(places({ bucket: 'month' }, ['2025-12', '2026-03', null])).toEqual(['2025-12', '2026-01', '2026-02', '2026-03', null]);
    expect(places({ bucket: 'quarter' }, ['2026-Q3', '2026-Q1'])).toEqual(['2026-Q1', '2026-Q2', '2026-Q3']);
    expect(places({ bucket: 'year' }, ['2020', '2022'], { sort: [{ by: 'd', descending: true }] })).toEqual(['2022', '2021', '2020']);
    // A figure decides the order, or there would be more places than anybody could read.
    expect(places({ bucket: 'month' }, ['2026-03', '2025-12'], { sort: [{ by: 'm' }] })).toEqual(['2026-03', '2025-12']);
    expect(places({ bucket: 'day' }, ['1900-01-01', '2026-01-01'])).toEqual(['1900-01-01', '2026-01-01']);
  });

  it('are all stages in the order of their pipeline, those without a record and those that were removed too', () => {
    expect(places({ field: 'stage' }, ['offer'])).toEqual(['start', 'offer', 'sign', 'tender']);
    expect(places({ field: 'stage' }, ['former', 'tender', null])).toEqual(['start', 'offer', 'sign', 'tender', 'former', null]);
    const big = { and: [{ '==': [{ var: 'status' }, 'open'] }, { '==': [{ var: 'pipeline' }, 'big'] }] };
    expect(places({ field: 'stage' }, ['tender'], { filter: big })).toEqual(['start', 'tender']);
  });

  it('are options as the admin put them, and only those that were answered', () => {
    expect(places({ field: 'status' }, ['void', 'open', null])).toEqual(['open', 'void', null]);
    expect(places({ field: 'firm' }, ['B', 'A'])).toEqual(['B', 'A']);
  });

  it('have rows of zeros where counts and sums found nothing, and nothing where an average did', () => {
    const measures = (['count', 'sum', 'avg', 'ratio'] as const).map((fn, i) => ({ key: `m${i}`, fn }));
    const asked = report({ dimensions: [{ key: 'd', field: 'due', bucket: 'month' }], measures });
    const result = {
      columns: Array.from({ length: 5 }),
      rows: [
        ['2026-01', 1, '5', '5', '9'],
        ['2026-03', 2, '8', '4', '9'],
      ],
    };
    expect(completed(app, dealOf(app), asked, result as unknown as ReportResult)).toEqual([
      ['2026-01', 1, '5', '5', '9'],
      ['2026-02', 0, '0', null, null],
      ['2026-03', 2, '8', '4', '9'],
    ]);
    expect(completed(app, dealOf(app), asked, { ...result, rows: [] } as unknown as ReportResult)).toEqual([]);
  });
});

describe('the name of a stage', () => {
  const twins = exampleApp();
  const tender = dealOf(twins).process?.pipelines[0]?.stages[1];
  if (tender) tender.name = label('offer', '报价');
  const names = (keys: readonly (string | null)[], language: 'en' | 'zh-CN' = 'en') =>
    placeNames(twins, dealOf(twins), report({ dimensions: [{ key: 'd', field: 'stage' }] }), 0, keys, language, 'None');

  it('has its pipeline with it where another one beside it is called the same, and only there', () => {
    expect(names(['start', 'offer', 'tender', null])).toEqual(['start', 'offer · Plain', 'offer · Big', 'None']);
    expect(names(['offer', 'start'])).toEqual(['offer', 'start']);
    expect(names(['offer', 'tender'], 'zh-CN')).toEqual(['offer', '报价']);
  });
});
