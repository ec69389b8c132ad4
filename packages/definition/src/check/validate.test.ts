import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import { RESERVED_ENTITIES } from '../ground/address.ts';
import { en } from '../messages/en.ts';
import { faults } from '../messages/sentence.ts';
import type { App, Entity } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import type { Process } from '../model/pipeline.ts';
import type { Measure } from '../model/report.ts';
import { validate } from './validate.ts';

const [NEEDED = ''] = RESERVED_ENTITIES;
const label = (text: string) => ({ en: text, 'zh-CN': text });
const v = (name: string): Rule => ({ var: name });

/** The example after a change of the document itself. */
function edited(change: (app: App, deal: Entity, firm: Entity) => void): App {
  const app = exampleApp();
  change(app, ...(app.entities as [Entity, Entity]));
  return app;
}
const field = (more: object) => edited((_, __, firm) => firm.fields.push({ key: 'x', name: label('X'), ...more } as Field));
const rule = (when: Rule) => edited((_, deal) => deal.constraints.push({ key: 'x', rule: when, message: label('X') }));
const process = (change: (process: Process) => void) => edited((_, deal) => change(deal.process as Process));
const measure = (more: Partial<Measure>) => edited((app) => app.reports[0]?.measures.push({ key: 'x', fn: 'sum', ...more } as Measure));
const gate = (when: Rule) => ({ key: 'g', rule: when, message: label('Gate') });
const nested = (depth: number): Rule => (depth === 0 ? true : { '!': [nested(depth - 1)] });
const grant = { read: 'all', create: true, update: 'all', delete: 'none', hidden: [], readonly: [] } as const;
const sales = (deal: object) => edited((app) => Object.assign(app.roles[1] as object, { grants: { deal: { ...grant, ...deal } } }));

/** For each code the smallest document that is refused with it, and where. */
const REFUSED: Readonly<Record<string, readonly [app: App, path: string]>> = {
  'chance.twice': [
    process((each) => Object.assign(each, { chance: { segments: ['firm.size', 'firm.size'] } })),
    'entities.0.process.chance.segments.1',
  ],
  'chance.values': [process((each) => Object.assign(each, { chance: { segments: ['amount'] } })), 'entities.0.process.chance.segments.0'],
  'chance.tells_end': [
    process((each) => Object.assign(each, { lostRequires: ['reason'], chance: { segments: ['reason'] } })),
    'entities.0.process.chance.segments.0',
  ],
  'rule.too_long': [rule({ or: Array.from({ length: 200 }, () => true) }), 'entities.0.constraints.1.rule'],
  'rule.too_deep': [rule(nested(21)), 'entities.0.constraints.1.rule'],
  'rule.operator': [rule({ map: [1] }), 'entities.0.constraints.1.rule'],
  'rule.arguments': [rule({ '==': [1] }), 'entities.0.constraints.1.rule'],
  'rule.condition': [rule('yes'), 'entities.0.constraints.1.rule'],
  'rule.variable_name': [rule({ '==': [{ var: ['name', 1] }, 'x'] }), 'entities.0.constraints.1.rule'],
  'rule.variable': [field({ type: 'date', showIf: { '==': [v('ghost'), 'x'] } }), 'entities.1.fields.2.showIf'],
  'rule.type': [rule({ '==': [v('name'), v('amount')] }), 'entities.0.constraints.1.rule'],
  'rule.literal': [rule({ '==': [v('name'), ['x']] }), 'entities.0.constraints.1.rule'],
  'rule.literal_type': [rule({ '<': [v('amount'), 'much'] }), 'entities.0.constraints.1.rule'],
  'rule.list_equal': [
    edited((_, __, firm) => {
      firm.fields.push({ key: 'x', name: label('X'), type: 'choices', options: [{ key: 'a', name: label('A') }] });
      firm.constraints.push({ key: 'x', rule: { '==': [v('x'), v('x')] }, message: label('X') });
    }),
    'entities.1.constraints.0.rule',
  ],
  'rule.not_ordered': [rule({ '<': [v('baseline'), true] }), 'entities.0.constraints.1.rule'],
  'rule.whole': [rule({ '<': [{ addDays: [v('due'), 0.5] }, v('today')] }), 'entities.0.constraints.1.rule'],
  'key.twice': [edited((app) => app.roles.push({ key: 'sales', name: label('Again'), grants: {} })), 'roles.2.key'],
  'key.reserved': [field({ key: 'stage', type: 'date' }), 'entities.1.fields.2.key'],
  'key.reserved_entity': [edited((app, _, firm) => app.entities.push({ ...structuredClone(firm), key: NEEDED })), 'entities.2.key'],
  'entity.title': [edited((_, __, firm) => Object.assign(firm, { title: 'size' })), 'entities.1.title'],
  'entity.activity': [edited((_, __, firm) => Object.assign(firm, { activityOf: 'size' })), 'entities.1.activityOf'],
  'entity.origin': [edited((_, __, firm) => Object.assign(firm, { origins: ['size'] })), 'entities.1.origins.0'],
  'part.shared': [
    edited((app) => Object.assign(app, { parts: ['a', 'b'].map((key) => ({ key, name: label(key), entities: ['firm'] })) })),
    'parts.0.entities.0',
  ],
  'field.target': [field({ type: 'reference', target: 'ghost' }), 'entities.1.fields.2.target'],
  'field.kept': [field({ type: 'reference', target: 'firm', kept: true, required: true }), 'entities.1.fields.2.required'],
  'field.within': [field({ type: 'reference', target: 'firm', within: 'size' }), 'entities.1.fields.2.within'],
  'field.options': [field({ type: 'choice', options: [{ key: 'a', name: label('A'), retired: true }] }), 'entities.1.fields.2.options'],
  'field.range': [field({ type: 'integer', min: 2, max: 1 }), 'entities.1.fields.2.min'],
  'field.default_unique': [field({ type: 'text', unique: true, default: 'a' }), 'entities.1.fields.2.default'],
  'field.default_facts': [field({ type: 'text', default: v('name') }), 'entities.1.fields.2.default'],
  'field.default_maker': [field({ type: 'person', default: 'somebody' }), 'entities.1.fields.2.default'],
  'field.default_fit': [field({ type: 'integer', max: 1, default: 2 }), 'entities.1.fields.2.default'],
  'field.default_option': [
    edited((_, __, firm) => Object.assign(firm.fields[1] as object, { default: 'huge' })),
    'entities.1.fields.1.default',
  ],
  'field.default_retired': [
    edited((_, __, firm) => {
      Object.assign(firm.fields[1] as object, { default: 'small' });
      Object.assign(firm.fields[1]?.options?.[1] as object, { retired: true });
    }),
    'entities.1.fields.1.default',
  ],
  'unknown.entity': [edited((app) => Object.assign(app.roles[1]?.grants ?? {}, { ghost: grant })), 'roles.1.grants.ghost'],
  'unknown.field': [edited((_, __, firm) => firm.views[0]?.columns.push('ghost')), 'entities.1.views.0.columns.1'],
  'unknown.report': [edited((app) => app.dashboards[0]?.tiles.push({ report: 'ghost', width: 4 })), 'dashboards.0.tiles.1'],
  'unknown.time_zone': [edited((app) => Object.assign(app, { timeZone: 'Asia/Atlantis' })), 'timeZone'],
  'query.sort_many': [
    edited((_, deal) => Object.assign(deal.views[0] as object, { sort: 'name,-amount,due,owner,status' })),
    'entities.0.views.0.sort',
  ],
  'pipeline.unreachable': [
    process(({ pipelines }) =>
      Object.assign(pipelines[0] as object, { when: { and: [{ '>': [v('amount'), 5] }, { '<': [v('amount'), 3] }] } }),
    ),
    'entities.0.process.pipelines.0.when',
  ],
  'pipeline.unreachable_behind': [
    process(({ pipelines }) => pipelines.splice(1, 0, { ...structuredClone(pipelines[0] as Process['pipelines'][0]), key: 'twin' })),
    'entities.0.process.pipelines.1.when',
  ],
  'pipeline.no_default': [
    process(({ pipelines }) => Object.assign(pipelines[1] as object, { when: { '==': [v('name'), 'x'] } })),
    'entities.0.process.pipelines.1.when',
  ],
  'stage.unreachable': [
    process(({ pipelines }) => pipelines[1]?.stages[1]?.gates.push(gate({ '<': [v('name'), ''] }))),
    'entities.0.process.pipelines.1.stages.2',
  ],
  'stage.unreachable_entry': [
    process(({ pipelines }) => Object.assign(pipelines[1]?.stages[2] as object, { entryGates: [gate(false)] })),
    'entities.0.process.pipelines.1.stages.2',
  ],
  'stage.leads_away': [
    process(({ pipelines }) => Object.assign(pipelines[1]?.stages[0] as object, { leadsTo: ['elsewhere'] })),
    'entities.0.process.pipelines.1.stages.0.leadsTo',
  ],
  'role.no_admin': [edited((app) => Object.assign(app.roles[0] as object, { admin: undefined })), 'roles'],
  'role.claim': [sales({ claim: 'all', hidden: ['owner'] }), 'roles.1.grants.deal.claim'],
  'role.cannot_fill': [sales({ readonly: ['amount'] }), 'roles.1.grants.deal'],
  'role.cannot_choose': [
    edited((app, deal) => {
      Object.assign(deal.fields[1] as object, { required: true });
      Object.assign(app.roles[1] as object, { grants: { deal: grant } });
    }),
    'roles.1.grants.deal',
  ],
  'report.dimension': [
    edited((app) => app.reports[0]?.dimensions.push({ key: 'x', field: 'amount', bucket: 'month' })),
    'reports.0.dimensions.0',
  ],
  'report.measure': [measure({ field: 'name' }), 'reports.0.measures.1'],
  'report.target': [edited((app) => Object.assign(app.reports[0] ?? {}, { chart: 'pie', targetAmount: '5' })), 'reports.0.targetAmount'],
  'report.time': [edited((app) => Object.assign(app.reports[0] ?? {}, { time: 'amount' })), 'reports.0.time'],
  'report.ratio': [measure({ fn: 'ratio', filter: true }), 'reports.0.measures.1'],
  'report.expression': [measure({ fn: 'count', expression: { '+': [v('amount'), 1] } }), 'reports.0.measures.1'],
  'report.number': [measure({ expression: v('name') }), 'reports.0.measures.1.expression'],
};

/** Codes of the same families that are given elsewhere: of shapes, of keys once published, of records. */
const ELSEWHERE = new Set([
  ...['key.reused', 'key.removed', 'field.setting', 'field.readonly', 'unknown.record', 'unknown.app', 'unknown.route', 'unknown.version'],
  ...[
    'unknown.template',
    'unknown.feed',
    'unknown.import',
    'unknown.file',
    'unknown.role',
    'unknown.person',
    'unknown.department',
    'unknown.effect',
    'unknown.token',
    'unknown.link',
  ],
  ...[
    'unknown.session',
    'unknown.channel',
    'unknown.secret',
    'unknown.delivery',
    'unknown.exception',
    'unknown.approval',
    'pipeline.moves',
    'pipeline.hidden',
    'pipeline.due',
    'pipeline.not_chosen',
    'pipeline.closed',
    'pipeline.gone',
  ],
  ...['stage.waiting', 'stage.unknown', 'stage.closed', 'stage.leads'],
]);
const FAMILIES = /^(rule|key|entity|field|unknown|pipeline|stage|role|report|part)\./;

describe('a definition that cannot be published', () => {
  it.each(Object.entries(REFUSED))('%s', (code, [app, path]) => {
    const issues = validate(app);
    expect(issues.map((each) => `${each.path} ${each.code}`)).toContain(`${path} ${code}`);
    const others = issues.filter((each) => each.code !== code).map((each) => each.code);
    // Nothing else is wrong with it.
    expect(others).toEqual([]);
  });

  it('may require what a role cannot fill in, where a default does', () => {
    const readonly = sales({ readonly: ['amount'] });
    Object.assign(readonly.entities[0]?.fields[2] as object, { default: '1' });
    expect(validate(readonly)).toEqual([]);
  });

  it('has a row here for each code that the catalogue has in these families', () => {
    const known = Object.keys(en).filter((code) => FAMILIES.test(code) && !ELSEWHERE.has(code));
    expect(known.filter((code) => !REFUSED[code])).toEqual([]);
    expect([...ELSEWHERE].filter((code) => REFUSED[code])).toEqual([]);
  });

  it('is told in both languages with nothing left to fill in', () => {
    for (const [code, [app]] of Object.entries(REFUSED)) {
      const said = (['en', 'zh-CN'] as const).map(
        (language) => faults(validate(app), language).find((each) => each.code === code)?.message,
      );
      expect(said[0]).toMatch(/^[^{}]+$/);
      expect(said[1]).toMatch(/^[^{}]*\p{Script=Han}[^{}]*$/u);
    }
  });

  it('tells all that is wrong at once, each where it stands', () => {
    const app = edited((all, deal, firm) => {
      Object.assign(all, { timeZone: '' });
      firm.views[0]?.columns.push('ghost', 'phantom');
      deal.form[0]?.fields.unshift('ghost');
      Object.assign(firm.views[0] as object, { group: 'spectre' });
    });
    expect(validate(app).map((each) => `${each.path} ${each.code}`)).toEqual([
      'entities.0.form.0.fields.0 unknown.field',
      'entities.1.views.0.columns.1 unknown.field',
      'entities.1.views.0.columns.2 unknown.field',
      'entities.1.views.0.group unknown.field',
      'timeZone unknown.time_zone',
    ]);
  });
});

describe('what is borne with', () => {
  it('a reserved key of an entity that was published before it was reserved', () => {
    const app = REFUSED['key.reserved_entity']?.[0] as App;
    const codes = (former: readonly string[]) => validate(app, new Set(former)).filter(({ code }) => code === 'key.reserved_entity').length;
    expect([codes([]), codes([NEEDED]), codes(['deal'])]).toEqual([1, 0, 1]);
  });

  it('anything about an entity that is retired, and a field that is', () => {
    const broken = edited((app, __, firm) => {
      Object.assign(firm, { title: 'ghost', retired: true });
      firm.fields.push({ key: 'owner', type: 'reference', name: label('X') });
      Object.assign(app.roles[1]?.grants ?? {}, { firm: { ...grant, hidden: ['ghost'] } });
    });
    const about = validate(broken).filter(({ path }) => path.startsWith('entities.1') || path.startsWith('roles'));
    expect(about).toEqual([]);
    expect(validate(field({ type: 'choice', retired: true }))).toEqual([]);
  });
});
