import { describe, expect, it } from 'vitest';
import { validate } from '../check/validate.ts';
import { exampleApp } from '../example.ts';
import type { Pipeline, Stage } from '../model/pipeline.ts';
import { entityOf } from '../model/vocabulary.ts';
import { fitPipeline } from './fit-pipeline.ts';
import { addPipeline } from './pipeline.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const stage = (more: Partial<Stage>): Stage => ({
  ...{ key: 'first', name: label('First'), probability: 10, color: 'blue', required: [], gates: [] },
  ...more,
});
const pipeline = (more: Partial<Stage>, over: Partial<Pipeline> = {}): Pipeline => ({
  ...{ key: 'made', name: label('Made'), when: null, stages: [stage(more)] },
  ...over,
});
const app = exampleApp();
const deal = entityOf(app, 'deal');
const fit = (more: Partial<Stage>, over: Partial<Pipeline> = {}) => {
  if (!deal) throw new Error('No deals');
  const fitted = fitPipeline(app, deal, pipeline(more, over));
  // Whatever it was, the app with it can be published.
  const next = addPipeline(app, 'deal', { ...fitted.pipeline, when: { '==': [{ var: 'name' }, 'x'] } });
  expect(validate(next)).toEqual([]);
  return fitted;
};

describe('a pipeline that was made for another app', () => {
  it('is as it was where everything it speaks of is there', () => {
    const all = pipeline({
      required: ['due'],
      facts: ['firm.size'],
      gates: [{ key: 'a', rule: { '>': [{ var: 'amount' }, 1] }, message: label('A') }],
    });
    expect(fit(all.stages[0] ?? {})).toEqual({ pipeline: all, left: [] });
  });

  it('goes without the fields that are missing, and says which', () => {
    const { pipeline: made, left } = fit({
      required: ['due', 'budget'],
      entryRequired: ['sponsor'],
      facts: ['firm.age', 'amount', 'today'],
    });
    expect(made.stages[0]).toEqual(stage({ required: ['due'], facts: ['amount'] }));
    expect(left.map((each) => 'field' in each && each.field)).toEqual(['firm.age', 'today', 'sponsor', 'budget']);
    expect(left[0]?.stage).toEqual(label('First'));
  });

  it('goes without conditions on missing fields, on fields of another kind, and on options that are not there', () => {
    const gate = (key: string, rule: Pipeline['when']) => ({ key, rule: rule as boolean, message: label(key) });
    const { pipeline: made, left } = fit({
      gates: [
        gate('missing', { '==': [{ var: 'budget' }, true] }),
        gate('kind', { '==': [{ var: 'amount' }, 'much'] }),
        gate('option', { '==': [{ var: 'reason' }, 'weather'] }),
        gate('good', { '==': [{ var: 'reason' }, 'price'] }),
      ],
      entryGates: [gate('also', { '!=': [{ var: 'sponsor' }, null] })],
    });
    expect(made.stages[0]?.gates.map(({ key }) => key)).toEqual(['good']);
    expect(made.stages[0]).not.toHaveProperty('entryGates');
    expect(left.map((each) => 'said' in each && each.said.en)).toEqual(['also', 'missing', 'kind', 'option']);
  });

  it('goes without tasks where nothing keeps tasks, without deliverables and values that have no place', () => {
    const { pipeline: made, left } = fit(
      { tasks: [{ key: 'call', name: label('Call') }], deliverables: [{ key: 'bid', name: label('Bid'), entity: 'paper', link: 'deal' }] },
      { wonValues: { settlement: 'monthly', reason: 'price' } },
    );
    expect(made).toEqual(pipeline({}, { wonValues: { reason: 'price' } }));
    expect(left).toEqual([
      { field: 'settlement' },
      { stage: label('First'), said: label('Call') },
      { stage: label('First'), said: label('Bid') },
    ]);
  });

  it('keeps its own condition only where that can hold', () => {
    expect(fit({}, { when: { '==': [{ var: 'firm.size' }, 'big'] } }).pipeline.when).toEqual({ '==': [{ var: 'firm.size' }, 'big'] });
    expect(fit({}, { when: { '==': [{ var: 'customer.customer_class' }, 'key'] } }).pipeline.when).toBe(null);
  });
});
