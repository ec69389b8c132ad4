import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validate } from '../check/validate.ts';
import { exampleApp } from '../example.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { addEntity, retireField } from './entity.ts';
import { addPipeline, movePipeline, removePipeline, setStatusRule, updateStage } from './pipeline.ts';
import { addRole, setRight } from './role.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const pipeline = (key: string, when: Pipeline['when'] = { '==': [{ var: 'name' }, key] }): Pipeline => ({
  key,
  name: label(key),
  when,
  stages: [{ key: 'start', name: label('Start'), probability: 10, color: 'blue', required: [], gates: [] }],
});
const visit = addPipeline(addEntity(exampleApp(), 'visit', label('Visit')), 'visit', pipeline('first'));
const processOf = (app: typeof visit) => app.entities.find(({ key }) => key === 'visit')?.process;
const keys = (app: typeof visit) => processOf(app)?.pipelines.map(({ key }) => key);

describe('the first pipeline of an entity', () => {
  it('takes everything, and its process comes with reasons that can be published', () => {
    expect(validate(visit)).toEqual([]);
    expect(processOf(visit)?.pipelines[0]?.when).toBe(null);
    expect(
      Object.entries(processOf(visit)?.statuses ?? {}).map(([key, { reasons, until }]) => [key, reasons.length, until ?? false]),
    ).toEqual([
      ['paused', 2, true],
      ['future', 2, true],
      ['void', 2, false],
      ['reopen', 2, false],
    ]);
  });
});

describe('the order of pipelines', () => {
  const three = ['a', 'b'].reduce((app, key) => addPipeline(app, 'visit', pipeline(key)), visit);

  it('puts new ones before the default one, and moves them among themselves', () => {
    expect(keys(three)).toEqual(['a', 'b', 'first']);
    expect(keys(movePipeline(three, 'visit', 1, 0))).toEqual(['b', 'a', 'first']);
  });

  it('keeps a default one at the end, whatever is moved or removed', () => {
    const step = fc.oneof(
      fc.record({ from: fc.integer({ min: -1, max: 4 }), to: fc.integer({ min: -1, max: 4 }) }),
      fc.constantFrom('a', 'b', 'first', 'nobody'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const end = steps.reduce(
          (app, each) => (typeof each === 'string' ? removePipeline(app, 'visit', each) : movePipeline(app, 'visit', each.from, each.to)),
          three,
        );
        expect(keys(end)?.at(-1)).toBe('first');
        expect(validate(end)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('reasons, rights and criteria', () => {
  it('a change of status that asks for nothing has no rule', () => {
    const quiet = setStatusRule(visit, 'visit', 'paused', { reasons: [] });
    expect(processOf(quiet)?.statuses).not.toHaveProperty('paused');
    expect(processOf(setStatusRule(quiet, 'visit', 'paused', { reasons: [], until: true }))?.statuses?.paused).toEqual({
      reasons: [],
      until: true,
    });
  });

  it('rights over statuses stand in one order, and none leaves nothing behind', () => {
    const app = addRole(visit, 'tested', label('Tested'));
    const may = (after: typeof app) => after.roles.find(({ key }) => key === 'tested')?.grants.visit?.may;
    const some = setRight(setRight(app, 'tested', 'visit', 'void', true), 'tested', 'visit', 'pause', true);
    expect(may(some)).toEqual(['pause', 'void']);
    const none = setRight(setRight(some, 'tested', 'visit', 'void', false), 'tested', 'visit', 'pause', false);
    expect(none.roles.find(({ key }) => key === 'tested')?.grants.visit).not.toHaveProperty('may');
    expect(validate(none)).toEqual([]);
  });

  it('a retired field is no longer asked for before entering a stage', () => {
    const [deal] = exampleApp().entities;
    const last = deal?.process?.pipelines.at(-1);
    const [stage] = last?.stages ?? [];
    const asking = updateStage(exampleApp(), deal?.key ?? '', last?.key ?? '', stage?.key ?? '', { entryRequired: ['due', 'reason'] });
    const after = retireField(asking, deal?.key ?? '', 'due');
    expect(after.entities[0]?.process?.pipelines.at(-1)?.stages[0]?.entryRequired).toEqual(['reason']);
  });
});
