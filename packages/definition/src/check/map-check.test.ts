import { describe, expect, it } from 'vitest';
import { appFor } from '../access/person-app.ts';
import { editEntity, retireField, updateEntity } from '../edit/entity.ts';
import { letGo } from '../edit/let-go.ts';
import { setFieldRight } from '../edit/role.ts';
import { exampleApp } from '../example.ts';
import type { App } from '../model/app.ts';
import type { PeopleMap } from '../model/map.ts';
import { diff } from '../parts/diff.ts';
import { uses } from '../parts/uses.ts';
import { validate } from './validate.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const whole: PeopleMap = { within: 'firm', reportsTo: 'above', subtitle: 'name', role: 'reason', attitude: 'reason' };

/** The example app, whose deals stand under one another within their firm. */
function mapped(map: Partial<PeopleMap> = {}): App {
  const app = editEntity(exampleApp(), 'deal', (deal) => ({
    ...deal,
    fields: [...deal.fields, { key: 'above', type: 'reference', name: label('Above'), target: 'deal' }],
  }));
  return updateEntity(app, 'deal', { map: { ...whole, ...map } });
}
const faults = (app: App) => validate(app).map(({ path, code }) => `${path.replace('entities.0.', '')}: ${code}`);

describe('the map of an entity', () => {
  it('is right where it names a record of others, a reference to its own, and choices', () => expect(faults(mapped())).toEqual([]));

  it.each<[string, Partial<PeopleMap>, string]>([
    ['no reference', { within: 'name' }, 'map.within: map.within'],
    ['no field', { within: 'nothing' }, 'map.within: map.within'],
    ['its own records', { within: 'above' }, 'map.within: map.within'],
    ['others', { reportsTo: 'firm' }, 'map.reportsTo: map.reports_to'],
    ['no choice', { attitude: 'amount' }, 'map.attitude: map.choice'],
    ['no field for the role', { role: 'nothing' }, 'map.role: unknown.field'],
    ['no field below the name', { subtitle: 'nothing' }, 'map.subtitle: unknown.field'],
  ])('is wrong where it names %s', (_, map, fault) => expect(faults(mapped(map))).toEqual([fault]));

  it('is wrong where it names a field that is retired, and lets go of it: whole, or without a choice', () => {
    const without = (key: string) => retireField(mapped(), 'deal', key);
    expect(faults(without('above'))).toEqual(['map.reportsTo: map.reports_to']);
    expect(letGo(without('above'), 'entities.deal.fields.above', () => true).entities[0]).not.toHaveProperty('map');
    const freed = letGo(mapped({ role: undefined }), 'entities.deal.fields.reason', ({ part }) => part === 'map').entities[0]?.map;
    expect(freed).toEqual({ within: 'firm', reportsTo: 'above', subtitle: 'name' });
    expect(uses(mapped(), 'entities.deal.fields.above').map(({ part, property }) => `${part} ${property}`)).toEqual(['map reportsTo']);
  });

  it('is a change that can be told', () => {
    const [change] = diff(mapped(), mapped({ role: undefined }));
    expect([change?.part, change?.properties]).toEqual(['map', ['role']]);
    expect(diff(exampleApp(), mapped()).map(({ kind, part }) => `${kind} ${part}`)).toContain('added map');
  });

  it('is known as far as its fields are, and not at all without whose it is and who reports to whom', () => {
    const seen = (field: string) => {
      const app = setFieldRight(mapped(), 'sales', 'deal', field, 'hidden');
      const role = app.roles.find(({ key }) => key === 'sales');
      return role && appFor(app, role).entities.find(({ key }) => key === 'deal')?.map;
    };
    expect(seen('above')).toBeUndefined();
    expect(seen('reason')).toEqual({ within: 'firm', reportsTo: 'above', subtitle: 'name' });
  });
});

describe('facts that are told beside the stages', () => {
  it('are those of the record and of what it refers to, and no others', () => {
    const app = editEntity(exampleApp(), 'deal', (deal) => ({
      ...deal,
      process: deal.process && { ...deal.process, buying: ['firm.size', 'today', 'firm.gone', 'cost'] },
    }));
    expect(faults(app)).toEqual(['process.buying.1: unknown.field', 'process.buying.2: unknown.field']);
    expect(letGo(app, 'entities.firm.fields.size', () => true).entities[0]?.process?.buying).toEqual(['today', 'firm.gone', 'cost']);
  });
});
