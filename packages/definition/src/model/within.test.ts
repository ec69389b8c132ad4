import { describe, expect, it } from 'vitest';
import { personEntity } from '../access/person-entity.ts';
import { reachOf } from '../access/reach.ts';
import { validate } from '../check/validate.ts';
import { addRole, setGrant } from '../edit/role.ts';
import { exampleApp } from '../example.ts';
import type { App, Entity } from './app.ts';
import type { Field } from './field.ts';
import { withinOf, withinRules } from './within.ts';

const label = (en: string) => ({ en, 'zh-CN': en });

/** The example with people of firms, of whom a deal names one. */
function withPeople(within?: string, more: readonly Field[] = []): App {
  const app = exampleApp();
  const [deal, firm] = app.entities as [Entity, Entity];
  const person: Entity = {
    ...firm,
    ...{ key: 'person', name: label('Person'), plural: label('People') },
    fields: [
      { key: 'name', type: 'text', name: label('Name'), required: true },
      { key: 'works_at', type: 'reference', name: label('Firm'), target: 'firm' },
    ],
    form: [{ key: 'main', name: label('Main'), fields: ['name', 'works_at'] }],
  };
  const boss: Field = { key: 'boss', type: 'reference', name: label('Boss'), target: 'person', ...(within ? { within } : {}) };
  return { ...app, entities: [{ ...deal, fields: [...deal.fields, boss, ...more] }, firm, person] };
}
const dealOf = (app: App) => app.entities[0] as Entity;
const boss = (app: App) => dealOf(app).fields.find(({ key }) => key === 'boss') as Field;
const issues = (app: App) => validate(app).map(({ code, path }) => `${path}: ${code}`);

describe('a reference that is narrowed by another', () => {
  it('is so by what both have in common', () => {
    const app = withPeople('firm');
    expect(issues(app)).toEqual([]);
    const { near, by } = withinOf(app, dealOf(app), boss(app)) ?? {};
    expect([near?.key, by?.key]).toEqual(['firm', 'works_at']);
    expect(withinRules(app, dealOf(app)).map(({ rule, field }) => [rule, field])).toEqual([
      [
        {
          or: [{ '==': [{ var: 'firm' }, null] }, { '==': [{ var: 'boss' }, null] }, { '==': [{ var: 'firm' }, { var: 'boss.works_at' }] }],
        },
        'boss',
      ],
    ]);
  });

  it('is refused where there is nothing in common, and where it names itself, no reference, or nothing', () => {
    for (const within of ['boss', 'name', 'nothing', 'owner'])
      expect(issues(withPeople(within))).toEqual(['entities.0.fields.6.within: field.within']);
    expect(withinRules(withPeople('boss'), dealOf(withPeople('boss')))).toEqual([]);
    expect(withinRules(withPeople(), dealOf(withPeople()))).toEqual([]);
  });

  it('is not narrowed for whoever may not know by what', () => {
    const app = withPeople('firm');
    const seenBy = (hidden: string[]) => {
      const role = setGrant(addRole(app, 'tested', label('T')), 'tested', 'deal', { read: 'all', hidden }).roles.at(-1);
      return personEntity(reachOf(app, role as App['roles'][number]), dealOf(app)).fields.find(({ key }) => key === 'boss')?.within;
    };
    expect([seenBy([]), seenBy(['firm'])]).toEqual(['firm', undefined]);
  });
});
