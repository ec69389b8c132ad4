import { describe, expect, it } from 'vitest';
import { validate } from '../check/validate.ts';
import { exampleApp } from '../example.ts';
import type { App, Entity } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { entityOf } from '../model/vocabulary.ts';
import { choosePipelines, classFieldOf, classFields, classPipelines, pipelineByClass } from './class-pipelines.ts';
import { editEntity } from './entity.ts';
import { addPipeline } from './pipeline.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const line = (key: string, when: Pipeline['when']): Pipeline => ({
  ...{ key, name: label(key), when },
  stages: [{ key: 'start', name: label('Start'), probability: 10, color: 'blue', required: ['budget'], gates: [] }],
});
const SIZES = [
  ...['small', 'middle', 'big'].map((key) => ({ key, name: label(key) })),
  { key: 'giant', name: label('giant'), retired: true },
];
/** Firms are small, middle or big, or had been giants; big ones have a pipeline, and so have deals that are lost for the price. */
const app: App = addPipeline(
  editEntity(
    exampleApp(),
    'firm',
    (firm): Entity => ({
      ...firm,
      fields: firm.fields.map((field) => (field.key === 'size' ? ({ ...field, options: SIZES } as Field) : field)),
    }),
  ),
  'deal',
  { ...line('price', { '==': [{ var: 'reason' }, 'price'] }), stages: [{ ...line('x', null).stages[0]!, required: [] }] },
);
const deal = (of: App) => {
  const entity = entityOf(of, 'deal');
  if (!entity) throw new Error('No deals');
  return entity;
};
const rules = (of: App) => deal(of).process?.pipelines.map(({ key, when }) => [key, when]);
const size = { var: 'firm.size' };

describe('the classes of an app', () => {
  it('are those by which its pipelines are chosen', () => {
    expect(classFields(app, deal(app)).map(({ key }) => key)).toEqual(['reason', 'firm.size']);
    const field = classFieldOf(app, deal(app));
    expect(field?.key).toBe('firm.size');
    expect(field && pipelineByClass(deal(app), field)).toEqual({ small: 'plain', middle: 'plain', big: 'big' });
    expect(classPipelines(deal(app), 'firm.size').map(({ key }) => key)).toEqual(['big', 'plain']);
  });
});

describe('a pipeline for each class', () => {
  it('changes nothing where each keeps its own', () => {
    expect(choosePipelines(app, 'deal', 'firm.size', {})).toEqual({ app, left: [], gone: [] });
    expect(choosePipelines(app, 'deal', 'firm.size', { big: 'big', small: 'plain' }).app).toEqual(app);
    expect(choosePipelines(app, 'deal', 'nothing', { big: 'plain' }).app).toBe(app);
  });

  it('is written as the rule that chooses it', () => {
    const { app: next, gone } = choosePipelines(app, 'deal', 'firm.size', { small: 'big', middle: 'big' });
    expect(rules(next)).toEqual([
      ['big', { in: [size, ['small', 'middle', 'big']] }],
      ['price', { '==': [{ var: 'reason' }, 'price'] }],
      ['plain', null],
    ]);
    expect(gone).toEqual([]);
    expect(validate(next)).toEqual([]);
    const field = classFieldOf(next, deal(next));
    expect(field && pipelineByClass(deal(next), field)).toEqual({ small: 'big', middle: 'big', big: 'big' });
    // What was chosen can be chosen otherwise again.
    expect(choosePipelines(next, 'deal', 'firm.size', { small: 'plain', middle: 'plain' }).app).toEqual(app);
  });

  it('takes away what no class needs, but neither the one for the rest nor one that another rule chooses', () => {
    const { app: next, gone } = choosePipelines(app, 'deal', 'firm.size', { big: 'plain' });
    expect(rules(next)?.map(([key]) => key)).toEqual(['price', 'plain']);
    expect(gone).toEqual([label('Big')]);
    expect(choosePipelines(app, 'deal', 'firm.size', { small: 'price' }).app).toEqual(app);
  });

  it('may be one that is offered, under a key of its own and as far as it has a place', () => {
    const { app: next, left } = choosePipelines(
      app,
      'deal',
      'firm.size',
      { small: 'new', middle: 'new' },
      { new: line('big', null) },
      new Set(['big_2']),
    );
    expect(rules(next)).toEqual([
      ['big', { '==': [size, 'big'] }],
      ['price', { '==': [{ var: 'reason' }, 'price'] }],
      ['big_3', { in: [size, ['small', 'middle']] }],
      ['plain', null],
    ]);
    expect(left).toEqual([{ stage: label('Start'), field: 'budget' }]);
    expect(validate(next)).toEqual([]);
  });
});
