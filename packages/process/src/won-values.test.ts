import type { App, Entity } from '@pipewright/definition';
import { validate } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { expect, it } from 'vitest';
import { prepare } from './prepare.ts';
import { wonValuesFor } from './won-values.ts';

const about = { today: '2026-01-05', now: '2026-01-05T08:00:00.000Z' };
const withValues = (values: object): App => {
  const app = exampleApp();
  const entities = app.entities.map((entity) =>
    entity.key === 'deal' && entity.process
      ? { ...entity, process: { ...entity.process, pipelines: entity.process.pipelines.map((each) => ({ ...each, wonValues: values })) } }
      : entity,
  );
  return { ...app, entities } as App;
};
const app = withValues({ reason: 'price', cost: '5', due: { addDays: [{ var: 'today' }, 30] } });
const deal = app.entities[0] as Entity;
const prepared = prepare(app, deal);
const pipeline = deal.process?.pipelines[1]?.key ?? '';
const won = (before: object | null, given: object = {}) =>
  wonValuesFor(prepared, { before: before && { pipeline, ...before }, given: given as never }, about, (values) => ({
    ...values,
    ...about,
  }));

it('are for what is empty, not hidden when it is won, and of which nothing is said', () => {
  expect(won({})).toEqual({ cost: '5', due: '2026-02-04' });
  expect(won({ cost: '7' })).toEqual({ due: '2026-02-04' });
  expect(won({}, { due: '2026-03-01', cost: null })).toEqual({});
  expect(won(null)).toEqual({ cost: '5', due: '2026-02-04' });
});

it('are those of the pipeline in which it is won', () => {
  expect(wonValuesFor(prepared, { before: { pipeline: 'gone' }, given: {} }, about, (values) => values)).toEqual({});
});

it('are held to what their fields take', () => {
  const codes = (values: object) => validate(withValues(values)).map(({ code, path }) => [code, path]);
  expect(codes({ reason: 'price' })).toEqual([]);
  const at = 'entities.0.process.pipelines.0.wonValues';
  expect(codes({ reason: 'nothing' })[0]).toEqual([expect.stringMatching(/^(value|field)\./), `${at}.reason`]);
  expect(codes({ ghost: 1 })[0]).toEqual(['unknown.field', `${at}.ghost`]);
  expect(codes({ due: { var: 'amount' } })[0]?.[1]).toBe(`${at}.due`);
});
