import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import {
  type App,
  addEntity,
  addField,
  addRole,
  addStage,
  entityOf,
  moveStage,
  readApp,
  removeStage,
  reorder,
  restoreField,
  retireField,
  uses,
  validate,
} from '../index.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = exampleApp();
const deal = (of: App) => entityOf(of, 'deal') as NonNullable<ReturnType<typeof entityOf>>;
const form = (of: App) => deal(of).form.map(({ key, fields }) => [key, ...fields]);

describe('retiring a field', () => {
  it('lets go of it where it is listed, and says where a person must', () => {
    const used = {
      ...app,
      entities: app.entities.map((each) => (each.key === 'deal' ? { ...each, views: [{ ...each.views[0], columns: ['due'] }] } : each)),
    } as App;
    const after = retireField(used, 'deal', 'due');
    expect(form(after)).toEqual([['main', 'name', 'firm', 'amount', 'cost', 'reason']]);
    // A list is never without a column.
    expect(deal(after).views[0]?.columns).toEqual(['name']);
    expect(deal(after).process?.pipelines[1]?.stages[0]?.required).toEqual([]);
    expect(uses(after, 'entities.deal.fields.due').map(({ part, property }) => [part, property])).toEqual([['process', 'closeDate']]);
  });

  it('can be undone, to the end of the form', () => {
    const back = restoreField(retireField(app, 'deal', 'firm'), 'deal', 'firm');
    expect(form(back)).toEqual([['main', 'name', 'amount', 'cost', 'due', 'reason', 'firm']]);
    expect(deal(back).fields).toEqual(deal(app).fields);
    expect(form(restoreField(back, 'deal', 'firm'))).toEqual(form(back));
  });

  it('leaves a document that can be published where nothing names the field any more', () => {
    for (const { key } of deal(app).fields) {
      const after = retireField(app, 'deal', key);
      const named = uses(after, `entities.deal.fields.${key}`).filter(({ part }) => part !== 'grant');
      if (named.length === 0) expect(validate(after)).toEqual([]);
      else expect(validate(after).length).toBeGreaterThan(0);
    }
  });
});

describe('making parts', () => {
  it('gives documents that can be published at once', () => {
    const made = addRole(
      addField(addEntity(app, 'visit', label('Visit')), 'visit', { key: 'on', type: 'date', name: label('On') }),
      'guest',
      label('Guest'),
    );
    expect(readApp(made)).toHaveProperty('value');
    expect(entityOf(made, 'visit')).toMatchObject({
      form: [{ fields: ['name', 'on'] }],
      views: [{ columns: ['name', 'owner', 'updated_at', 'on'] }],
    });
    expect(made.roles.map(({ key, grants }) => [key, grants.visit?.read])).toEqual([
      ['admin', undefined],
      ['sales', 'all'],
      ['guest', undefined],
    ]);
  });

  it('adds and removes stages, and never the last one', () => {
    const stage = { key: 'late', name: label('Late'), probability: 95, color: 'red' as const, required: [], gates: [] };
    const stages = (of: App) => deal(of).process?.pipelines[0]?.stages.map(({ key }) => key);
    const more = addStage(app, 'deal', 'big', stage);
    expect(stages(more)).toEqual(['start', 'tender', 'late']);
    expect(stages(moveStage(more, 'deal', 'big', 2, 0))).toEqual(['late', 'start', 'tender']);
    const one = removeStage(removeStage(more, 'deal', 'big', 'late'), 'deal', 'big', 'tender');
    expect(stages(one)).toEqual(['start']);
    expect(stages(removeStage(one, 'deal', 'big', 'start'))).toEqual(['start']);
  });
});

describe('moving within a list', () => {
  it('keeps all that is in it, and puts the one where it was asked for', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 9 }), fc.nat(8), fc.nat(8), (list, a, b) => {
        const [from, to] = [a % list.length, b % list.length];
        const moved = reorder(list, from, to);
        expect(moved[to]).toBe(list[from]);
        expect(moved.toSorted((x, y) => x - y)).toEqual(list.toSorted((x, y) => x - y));
        expect(reorder(moved, to, from)).toEqual(list);
      }),
    );
    expect(reorder([1, 2], 5, 0)).toEqual([1, 2]);
  });
});
