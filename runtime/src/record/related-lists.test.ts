import type { App, Field, RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { relatedColumns, relatedLists } from './related-lists.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const reference = (key: string, target: string): Field => ({ key, type: 'reference', name: label(key), target });
/** Deals and people of firms; deals name a person too. */
function world(change: (app: App) => void = () => undefined) {
  const app = exampleApp();
  const firm = app.entities.find(({ key }) => key === 'firm');
  if (!firm) throw new Error('The example has firms');
  const person = { ...firm, key: 'person', name: label('Person'), plural: label('People') };
  app.entities.push({ ...person, fields: [...firm.fields, reference('works_at', 'firm')] });
  app.entities[0]?.fields.push(reference('buyer', 'person'));
  change(app);
  return app;
}
const listsOf = (app: App, entity: string, record: Partial<RecordJson>) => {
  const found = app.entities.find(({ key }) => key === entity);
  if (!found) throw new Error(entity);
  return relatedLists(app, found, { id: 'me', version: 1, ...record });
};
const told = (lists: ReturnType<typeof relatedLists>) =>
  lists.map(({ other, field, through, filter }) => [other.key, field.key, through?.key ?? null, filter]);

describe('what has to do with a record', () => {
  it('is what refers to it', () => {
    expect(told(listsOf(world(), 'firm', {}))).toEqual([
      ['deal', 'firm', null, { '==': [{ var: 'firm' }, 'me'] }],
      ['person', 'works_at', null, { '==': [{ var: 'works_at' }, 'me'] }],
    ]);
  });

  it('is what refers to what it refers to, without itself, each kind by the first way to it', () => {
    expect(told(listsOf(world(), 'deal', { firm: 'f', buyer: 'b' }))).toEqual([
      ['deal', 'firm', 'firm', { and: [{ '==': [{ var: 'firm' }, 'f'] }, { '!=': [{ var: 'id' }, 'me'] }] }],
      ['person', 'works_at', 'firm', { '==': [{ var: 'works_at' }, 'f'] }],
    ]);
    expect(told(listsOf(world(), 'deal', { firm: null, buyer: 'b' })).map((each) => each.slice(0, 3))).toEqual([
      ['deal', 'buyer', 'buyer'],
    ]);
  });

  it('is both where it is referred to and refers', () => {
    expect(told(listsOf(world(), 'person', { works_at: 'f' })).map((each) => each.slice(0, 3))).toEqual([
      ['deal', 'buyer', null],
      ['deal', 'firm', 'works_at'],
      ['person', 'works_at', 'works_at'],
    ]);
  });

  it('is nothing that is no longer in use, or that the person does not know', () => {
    const retired = world((app) => {
      for (const entity of app.entities) if (entity.key === 'person') entity.retired = true;
    });
    expect(told(listsOf(retired, 'deal', { firm: 'f' })).map(([other]) => other)).toEqual(['deal']);
    const unknown = world((app) => {
      app.entities = app.entities.filter(({ key }) => key !== 'firm');
    });
    expect(listsOf(unknown, 'deal', { firm: 'f' })).toEqual([]);
  });

  it('has columns that say how each stands', () => {
    const [list] = listsOf(world(), 'firm', {});
    expect(list && relatedColumns(list)).toEqual(['name', 'status', 'stage', 'amount']);
  });
});
