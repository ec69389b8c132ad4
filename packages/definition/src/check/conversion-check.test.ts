import { describe, expect, it } from 'vitest';
import { appFor } from '../access/person-app.ts';
import { exampleApp } from '../example.ts';
import { faults } from '../messages/sentence.ts';
import type { App, Entity } from '../model/app.ts';
import type { Conversion, ConversionTarget } from '../model/conversion.ts';
import type { Field } from '../model/field.ts';
import type { Grant } from '../model/role.ts';
import { diff } from '../parts/diff.ts';
import { uses } from '../parts/uses.ts';
import { readApp } from '../stored/read.ts';
import { validate } from './validate.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const v = (name: string) => ({ var: name });
const field = (key: string, type: Field['type'], more: object = {}) => ({ key, type, name: label(key), ...more }) as Field;

const firm: ConversionTarget = { key: 'firm', entity: 'firm', values: { name: v('company') }, match: ['name'], keep: 'firm' };
const deal: ConversionTarget = {
  ...{ key: 'deal', entity: 'deal', values: { name: v('company'), amount: v('budget'), due: v('today') } },
  ...{ links: { firm: 'firm' }, source: 'lead', keep: 'deal' },
};
const conversion: Conversion = {
  ...{ when: { '==': [v('state'), 'good'] }, message: label('Not yet'), sets: { state: 'done' } },
  targets: [firm, deal],
};

/** The example with leads that become firms and deals. */
function withLeads(change: (lead: Entity & { conversion: Conversion }, app: App) => void = () => {}): App {
  const app = exampleApp();
  const lead = {
    ...{ key: 'lead', name: label('Lead'), plural: label('Leads'), title: 'company' },
    fields: [
      field('company', 'text', { required: true }),
      field('budget', 'money'),
      field('secret', 'text'),
      field('state', 'choice', { options: ['new', 'good', 'done'].map((key) => ({ key, name: label(key) })) }),
      field('firm', 'reference', { target: 'firm', kept: true }),
      field('deal', 'reference', { target: 'deal', kept: true }),
    ],
    ...{
      form: [{ key: 'main', name: label('Main'), fields: ['company'] }],
      views: [{ key: 'all', name: label('All'), columns: ['company'] }],
    },
    ...{ constraints: [], conversion: structuredClone(conversion) },
  };
  app.entities.push(lead);
  app.entities[0]?.fields.push(field('lead', 'reference', { target: 'lead', unique: true, kept: true }));
  change(lead, app);
  return app;
}
const said = (app: App) => validate(app).map(({ path, code }) => `${path.replace('entities.2.conversion.', '')} ${code}`);
const targets = (change: (targets: ConversionTarget[]) => void) => withLeads((lead) => change(lead.conversion.targets));

describe('a conversion', () => {
  it('that fits is published, and reads the same again', () => {
    expect(said(withLeads())).toEqual([]);
    expect(readApp(withLeads())).toEqual({ value: withLeads() });
  });

  it.each<[string, App, string]>([
    [
      'a rule over what is not there',
      withLeads((lead) => Object.assign(lead.conversion, { when: { '==': [v('ghost'), 'x'] } })),
      'when rule.variable',
    ],
    [
      'a rule over other records',
      withLeads((lead) => Object.assign(lead.conversion, { when: { '==': [v('firm.name'), 'x'] } })),
      'when rule.variable',
    ],
    [
      'an option that is none',
      withLeads((lead) => Object.assign(lead.conversion, { sets: { state: 'gone' } })),
      'sets.state conversion.value',
    ],
    ['what nobody writes', withLeads((lead) => Object.assign(lead.conversion, { sets: { firm: 'x' } })), 'sets.firm unknown.field'],
    ['its own entity', targets(([, second]) => Object.assign(second as object, { entity: 'lead' })), 'targets.1.entity conversion.target'],
    ['no entity', targets(([, second]) => Object.assign(second as object, { entity: 'ghost' })), 'targets.1.entity conversion.target'],
    [
      'a value of another type',
      targets(([, second]) => Object.assign(second?.values as object, { amount: v('company') })),
      'targets.1.values.amount rule.type',
    ],
    [
      'a constant that does not fit',
      targets(([, second]) => Object.assign(second?.values as object, { due: 'soon' })),
      'targets.1.values.due conversion.value',
    ],
    [
      'an unknown field',
      targets(([first]) => Object.assign(first?.values as object, { ghost: 1 })),
      'targets.0.values.ghost unknown.field',
    ],
    ['what comes after it', targets((list) => list.reverse()), 'targets.0.links.firm conversion.link'],
    [
      'itself',
      targets(([, second]) => Object.assign(second as object, { links: { firm: 'deal' } })),
      'targets.1.links.firm conversion.link',
    ],
    [
      'a match without a value',
      targets(([first]) => Object.assign(first as object, { match: ['size'] })),
      'targets.0.match.0 conversion.match',
    ],
    [
      'a place that people write',
      withLeads((lead) => Object.assign(lead.fields[4] as object, { kept: undefined })),
      'targets.0.keep conversion.keep',
    ],
    [
      'a place for something else',
      withLeads((lead, app) => {
        lead.fields.push(field('other', 'reference', { target: 'deal', kept: true }));
        Object.assign(app.entities.at(-1)?.conversion?.targets[0] as object, { keep: 'other' });
      }),
      'targets.0.keep conversion.keep',
    ],
    [
      'a place used twice',
      targets((list) => list.push({ ...(list[1] as ConversionTarget), key: 'more', source: undefined })),
      'targets.2.keep conversion.keep_twice',
    ],
    [
      'a source that several may have',
      withLeads((_, app) => Object.assign(app.entities[0]?.fields.at(-1) as object, { unique: false })),
      'targets.1.source conversion.source',
    ],
    [
      'two targets of one key',
      targets(([, second]) => Object.assign(second as object, { key: 'firm', links: {} })),
      'targets.1.key key.twice',
    ],
  ])('is refused with %s', (_, app, fault) => {
    expect(said(app)).toEqual([fault]);
    for (const language of ['en', 'zh-CN'] as const)
      expect(faults(validate(app), language).filter(({ message }) => /[{}]|undefined/.test(message))).toEqual([]);
  });

  it('is told where a field that it names goes, and what of it changed', () => {
    const named = (path: string) => uses(withLeads(), path).map(({ path: at, property }) => `${at} ${property}`);
    expect(named('entities.lead.fields.company')).toContain('entities.lead.conversion.targets.firm values');
    expect(named('entities.lead.fields.state.options.good')).toEqual(['entities.lead.conversion when']);
    expect(named('entities.lead.fields.state.options.done')).toEqual(['entities.lead.conversion sets']);
    expect(named('entities.firm.fields.name')).toContain('entities.lead.conversion.targets.firm match');
    expect(named('entities.lead.fields.deal')).toEqual(['entities.lead.conversion.targets.deal keep']);
    expect(named('entities.deal.fields.lead')).toEqual(['entities.lead.conversion.targets.deal source']);
    expect(named('entities.lead.conversion.targets.firm')).toEqual(['entities.lead.conversion.targets.deal links']);
    const after = targets(([, second]) => Object.assign(second as object, { values: { name: v('secret') } }));
    expect(diff(withLeads(), after)).toEqual([
      {
        ...{ kind: 'changed', part: 'conversion_target', names: [label('Lead'), { en: 'Deal', 'zh-CN': '商机' }] },
        ...{ properties: ['values'], values: { values: expect.any(Object) }, path: 'entities.lead.conversion.targets.deal' },
      },
    ]);
  });
});

describe('a conversion as a role may know it', () => {
  const open: Grant = { read: 'all', create: true, update: 'all', delete: 'none', hidden: [], readonly: [] };
  const seenBy = (grants: Record<string, Partial<Grant>>) => {
    const role = {
      ...{ key: 'person', name: label('Person') },
      grants: Object.fromEntries(['deal', 'firm', 'lead'].map((key) => [key, { ...open, ...grants[key] }])),
    };
    const app = withLeads();
    return appFor({ ...app, roles: [...app.roles, role] }, role).entities.find(({ key }) => key === 'lead')?.conversion;
  };

  it('is the whole where nothing is hidden', () => {
    expect(seenBy({})).toEqual(conversion);
  });

  it.each<[string, Record<string, Partial<Grant>>]>([
    ['changes no record', { lead: { update: 'none' } }],
    ['may not know when', { lead: { hidden: ['state'] } }],
    ['does not know a result', { firm: { read: 'none' } }],
    ['may not know what came of it', { lead: { hidden: ['deal'] } }],
    ['may neither make nor choose one', { deal: { create: false } }],
  ])('is not there for a role that %s', (_, grants) => {
    expect(seenBy(grants)).toBeUndefined();
  });

  it('has no value that the role may not read here or not write there', () => {
    const values = (grants: Record<string, Partial<Grant>>) => seenBy(grants)?.targets.map((each) => Object.keys(each.values));
    expect(values({ lead: { hidden: ['budget'] } })).toEqual([['name'], ['name', 'due']]);
    expect(values({ deal: { hidden: ['amount'], readonly: ['due'] } })).toEqual([['name'], ['name']]);
    expect(seenBy({ firm: { create: false } })?.targets[0]).toMatchObject({ key: 'firm', match: ['name'] });
  });
});
