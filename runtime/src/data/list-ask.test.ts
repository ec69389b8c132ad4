import { type AppForPerson, addRole, type Entity, type Role, setGrant } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { listOf, listRequest, ruleIn } from './list-ask.ts';

const app = exampleApp();
const [deal, firm] = app.entities as [Entity, Entity];
const seen = (hidden: string[] = []): AppForPerson => {
  const role = setGrant(addRole(app, 'tested', { en: 'T', 'zh-CN': '试' }), 'tested', 'deal', { read: 'all', hidden }).roles.at(-1) as Role;
  return { key: 'x', version: 1, app, role, formerStages: {}, surroundings: {} };
};
const rich = { '>': [{ var: 'amount' }, 100] };
const due = { '<': [{ var: 'due' }, '2026-01-01'] };
const view = { key: 'rich', name: { en: 'Rich', 'zh-CN': '大单' }, columns: ['name', 'firm'], filter: rich, sort: '-amount' };

describe('what a list asks', () => {
  // Which pipeline applies is told by the size of the firm, which this person may not see.
  it('is what its view says, with the title and where records stand as far as it may be known', () => {
    expect(listOf(seen(), deal, {}, view).ask).toEqual({
      app: 'x',
      entity: 'deal',
      filter: rich,
      search: undefined,
      sort: '-amount',
      fields: ['name', 'firm', 'status', 'pipeline'],
      expand: ['firm'],
      deleted: undefined,
    });
  });

  it('is narrowed by the address, besides the filter of the view', () => {
    expect(listOf(seen(), deal, { filter: JSON.stringify(due), sort: 'due', q: 'pump' }, view).ask).toMatchObject({
      filter: { and: [rich, due] },
      sort: 'due',
      search: 'pump',
    });
    expect(listOf(seen(), deal, { filter: JSON.stringify(due) }, undefined).ask.filter).toEqual(due);
  });

  it('has the columns of the address, as far as this person may know them', () => {
    expect(listOf(seen(['cost']), deal, { columns: 'due,cost,nothing,amount' }, view).columns).toEqual(['due', 'amount']);
    expect(listOf(seen(), deal, {}, undefined).columns).toEqual(['name']);
  });

  it('asks for the title once, and for no standing where there is none', () => {
    const firms = listOf({ ...seen(), role: { ...seen().role, grants: {}, admin: true } }, firm, {}, undefined).ask;
    expect(firms.fields).toEqual(['name']);
    expect(firms.expand).toEqual([]);
  });

  it('forgets every filter in the recycle bin', () => {
    const { ask, filter } = listOf(seen(), deal, { deleted: true, filter: JSON.stringify(due) }, view);
    expect([ask.filter, ask.deleted, filter]).toEqual([undefined, true, { and: [rich, due] }]);
  });
});

describe('the request of a list', () => {
  const ask = listOf(seen(), deal, {}, view).ask;

  it('carries fields as words and the rule as a text, fifty records at a time', () => {
    expect(listRequest(ask)).toEqual({
      app: 'x',
      entity: 'deal',
      query: {
        filter: JSON.stringify(rich),
        search: undefined,
        sort: '-amount',
        fields: 'name,firm,status,pipeline',
        expand: 'firm',
        limit: 50,
        after: undefined,
        deleted: undefined,
      },
    });
  });

  it('goes on where the page before ended', () => {
    expect([listRequest(ask, 'c1').query.after, listRequest(ask, null).query.after]).toEqual(['c1', undefined]);
    expect(listRequest({ ...ask, deleted: true }).query.deleted).toBe(true);
  });
});

it('a text that is no rule is none', () => {
  expect([ruleIn(undefined), ruleIn(''), ruleIn('{"and":'), ruleIn('{"==":[1,1]}')]).toEqual([
    undefined,
    undefined,
    undefined,
    { '==': [1, 1] },
  ]);
});
