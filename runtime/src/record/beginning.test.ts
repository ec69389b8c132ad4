import type { App, Entity, Field, Pipeline, RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { beginningOf, carriedOf, valuesFor } from './beginning.ts';

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

describe('what a new record has of the one that it is made for', () => {
  const label = { en: 'L', 'zh-CN': '标' };
  const reference = (key: string, target: string, more: object = {}) => ({ key, name: label, type: 'reference', target, ...more }) as Field;
  const offer = (more: object = {}): Entity => ({
    ...deal,
    key: 'offer',
    fields: [...deal.fields, reference('deal', 'deal', { within: 'firm' })].map((field) =>
      field.key === 'firm' ? ({ ...field, ...more } as Field) : field,
    ),
  });
  const appWith = (entity: Entity): App => ({ ...exampleApp(), entities: [...exampleApp().entities, entity] });
  const pump = { id: 'd1', version: 1, name: 'Pump', firm: 'f1', $names: { firm: 'Acme' } } as unknown as RecordJson;
  const carried = (entity: Entity, link: string | undefined, record: RecordJson | undefined) =>
    carriedOf(appWith(entity), entity, link, record);
  const nothing = { values: {}, names: {} };

  it('is what narrows the reference to it, with its name', () => {
    expect(carried(offer(), 'deal', pump)).toEqual({ values: { firm: 'f1' }, names: { firm: 'Acme' } });
    expect(carried(offer(), 'deal', { ...pump, $names: { firm: null } } as unknown as RecordJson)).toEqual({
      values: { firm: 'f1' },
      names: {},
    });
  });

  it.each<[string, ...Parameters<typeof carried>]>([
    ['nothing is made for', offer(), undefined, pump],
    ['the record is not known yet', offer(), 'deal', undefined],
    ['the record names none', offer(), 'deal', { ...pump, firm: null }],
    ['the person may not know what it names', offer(), 'deal', { id: 'd1', version: 1, name: 'Pump' }],
    ['nothing narrows the reference', offer(), 'firm', pump],
    ['only conversions write it', offer({ kept: true }), 'deal', pump],
  ])('is nothing where %s', (_why, ...asked) => expect(carried(...asked)).toEqual(nothing));
});
