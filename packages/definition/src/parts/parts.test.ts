import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { editEntity, retireField, updateField } from '../edit/entity.ts';
import { letGo } from '../edit/let-go.ts';
import { editPipeline, updateStage } from '../edit/pipeline.ts';
import { setFieldRight, setGrant } from '../edit/role.ts';
import { exampleApp } from '../example.ts';
import { type App, appSchema, constraintSchema, entitySchema, sectionSchema, viewSchema } from '../model/app.ts';
import { appPartSchema } from '../model/app-part.ts';
import { automationSchema } from '../model/automation/automation.ts';
import { caseSchema, nodeSchema } from '../model/automation/node.ts';
import { bandSchema, levelSchema, triggerSchema } from '../model/automation/trigger.ts';
import { calendarSchema, ownDaySchema } from '../model/calendar.ts';
import { conversionSchema, conversionTargetSchema } from '../model/conversion.ts';
import { duplicateRuleSchema } from '../model/duplicate-rule.ts';
import { fieldSchemas, optionSchema } from '../model/field.ts';
import { mapSchema } from '../model/map.ts';
import {
  askSchema,
  deliverableSchema,
  gateSchema,
  keyTaskSchema,
  pipelineSchema,
  processSchema,
  reasonSchema,
  stageSchema,
  standardSchema,
  statusRuleSchema,
} from '../model/pipeline.ts';
import { dashboardSchema, dimensionSchema, measureSchema, reportSchema } from '../model/report.ts';
import { grantSchema, roleSchema } from '../model/role.ts';
import { diff } from './diff.ts';
import { CHILDREN, PART_KINDS, type PartKind } from './kinds.ts';
import { partsOf } from './parts.ts';
import { PROPERTIES } from './properties.ts';
import { uses } from './uses.ts';

/** The properties of every member of a union. */
const union = (schema: { readonly options: readonly { readonly shape: object }[] }): { readonly shape: Record<string, z.ZodType> } => ({
  shape: Object.assign({}, ...schema.options.map(({ shape }) => shape)),
});
const SCHEMAS: Readonly<Record<PartKind, { readonly shape: Record<string, z.ZodType> }>> = {
  app: appSchema,
  entity: entitySchema,
  field: { shape: Object.assign({}, ...fieldSchemas.map((schema) => schema.shape)) },
  option: optionSchema,
  section: sectionSchema,
  view: viewSchema,
  constraint: constraintSchema,
  process: processSchema,
  map: mapSchema,
  ask: askSchema,
  conversion: conversionSchema,
  conversion_target: conversionTargetSchema,
  pipeline: pipelineSchema,
  stage: stageSchema,
  gate: gateSchema,
  key_task: keyTaskSchema,
  deliverable: deliverableSchema,
  status_rule: statusRuleSchema,
  reason: reasonSchema,
  role: roleSchema,
  grant: grantSchema,
  report: reportSchema,
  dimension: dimensionSchema,
  measure: measureSchema,
  dashboard: dashboardSchema,
  automation: automationSchema,
  trigger: union(triggerSchema),
  level: levelSchema,
  band: bandSchema,
  node: union(nodeSchema),
  case: caseSchema,
  calendar: calendarSchema,
  calendar_day: ownDaySchema,
  app_part: appPartSchema,
  duplicate: duplicateRuleSchema,
  standard: standardSchema,
};

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });

function withReasons(app: App): App {
  const [deal] = app.entities;
  const process = deal?.process;
  const reasons = [{ key: 'budget', name: label('Budget') }];
  const statuses = { paused: { reasons, until: true }, void: { reasons: [] } };
  return {
    ...app,
    entities: app.entities.map((entity) => (entity === deal && process ? { ...entity, process: { ...process, statuses } } : entity)),
  };
}

describe('the parts of a definition', () => {
  it.each(PART_KINDS)('%s: every property of its schema is a list of parts or has a kind of value', (kind) => {
    const known = [...Object.keys(PROPERTIES[kind]), ...Object.keys(CHILDREN[kind]), 'key', 'retired'];
    expect(Object.keys(SCHEMAS[kind].shape).filter((property) => !known.includes(property))).toEqual([]);
    expect([...Object.keys(PROPERTIES[kind]), ...Object.keys(CHILDREN[kind])].filter((each) => !(each in SCHEMAS[kind].shape))).toEqual([]);
  });

  it('are found each once, with a path of keys, a place for issues, and names', () => {
    const parts = partsOf(withReasons(exampleApp()));
    const paths = parts.map((part) => part.path);
    expect(new Set(paths).size).toBe(paths.length);
    const at = (path: string) => parts.find((part) => part.path === path);
    expect(at('entities.deal.process.pipelines.plain.stages.start.gates.worth')).toMatchObject({
      place: 'entities.0.process.pipelines.1.stages.0.gates.0',
      names: [{ en: 'Deal' }, { en: 'Plain' }, { en: 'start' }, { en: 'It is worth too little' }],
    });
    expect(at('entities.deal.process.statuses.paused.reasons.budget')).toMatchObject({
      kind: 'reason',
      space: 'entities.deal.process.statuses',
      names: [{ en: 'Deal' }, { en: 'Paused' }, { en: 'Budget' }],
    });
    expect(at('reports.sum.measures.sum')?.names.at(-1)).toEqual({ en: 'Amount', 'zh-CN': '金额' });
    expect(at('roles.sales.grants.deal')?.names).toEqual([label('Sales'), label('Deal', '商机')]);
  });
});

describe('where a field is used', () => {
  const said = (app: App, entity: string, field: string) =>
    uses(app, `entities.${entity}.fields.${field}`).map(
      (use) => `${use.part} ${use.names.map((name) => name.en).join('/')} ${use.property}`,
    );

  it('names each place, from one reference away too', () => {
    const app = exampleApp();
    expect(said(app, 'deal', 'amount')).toEqual([
      'section Deal/Main fields',
      'view Deal/All columns',
      'constraint Deal/Must not be negative rule',
      'constraint Deal/Must not be negative field',
      'process Deal amount',
      'gate Deal/Plain/start/It is worth too little rule',
      'measure Sum/Amount field',
    ]);
    expect(said(app, 'firm', 'size')).toEqual(['pipeline Deal/Big when', 'section Firm/Main fields']);
    expect(said(setFieldRight(app, 'sales', 'deal', 'due', 'read'), 'deal', 'due')).toContain('grant Sales/Deal readonly');
  });

  it('names what closing as lost asks for by an answer, the option among it, and lets go of it as a whole', () => {
    const asks = [{ key: 'who', when: { '==': [{ var: 'reason' }, 'price'] }, field: 'cost' }];
    const app = editEntity(exampleApp(), 'deal', (deal) => ({ ...deal, process: deal.process && { ...deal.process, lostAsks: asks } }));
    expect(said(app, 'deal', 'cost')).toContain('ask Deal/Cost field');
    expect(said(app, 'deal', 'reason')).toContain('ask Deal/Cost when');
    expect(said(app, 'deal', 'reason.options.price')).toEqual(['ask Deal/Cost when']);
    expect(letGo(app, 'entities.deal.fields.cost', () => true).entities[0]?.process?.lostAsks).toEqual([]);
  });

  it('looks into the expression of a figure, its conditions and what they look at far away', () => {
    const app = exampleApp();
    const expression: Rule = { if: [{ '==': [{ var: 'firm.size' }, 'big'] }, { '-': [{ var: 'amount' }, { var: 'cost' }] }, 0] };
    const asked: App = {
      ...app,
      reports: app.reports.map((report) => ({ ...report, measures: [{ key: 'sum', fn: 'sum', expression }] })),
    };
    for (const [entity, field] of [
      ['deal', 'cost'],
      ['deal', 'firm'],
      ['firm', 'size'],
    ] as const)
      expect(said(asked, entity, field).filter((each) => each.startsWith('measure'))).toEqual(['measure Sum/Formula expression']);
  });

  it('leaves only what a person must decide once the field is retired', () => {
    const app = retireField(exampleApp(), 'deal', 'due');
    expect(said(app, 'deal', 'due')).toEqual(['process Deal closeDate']);
  });
});

describe('differences with values', () => {
  const turns = (edit: (app: App) => App) => diff(exampleApp(), edit(exampleApp())).map((each) => each.values);

  it.each<[string, (app: App) => App, object]>([
    [
      'a probability',
      (app) => updateStage(app, 'deal', 'plain', 'offer', { probability: 60 }),
      { probability: { from: { kind: 'text', text: '50%' }, to: { kind: 'text', text: '60%' } } },
    ],
    [
      'a flag that was absent',
      (app) => updateField(app, 'deal', 'due', { required: true }),
      { required: { from: { kind: 'word', word: 'value.no' }, to: { kind: 'word', word: 'value.yes' } } },
    ],
    [
      'a list of fields, by their names',
      (app) => updateStage(app, 'deal', 'plain', 'start', { required: ['due', 'cost'] }),
      {
        required: {
          from: { items: [{ label: label('Due', '日期') }] },
          to: { items: [{ label: label('Due', '日期') }, { label: label('Cost', '成本') }] },
        },
      },
    ],
    [
      'a scope',
      (app) => setGrant(app, 'sales', 'deal', { read: 'below' }),
      { read: { from: { kind: 'word', word: 'scope.own' }, to: { kind: 'word', word: 'scope.below' } } },
    ],
    [
      'a rule, with the fields its words need and no others',
      (app) => editPipeline(app, 'deal', 'big', (each) => ({ ...each, when: { '==': [{ var: 'reason' }, 'price'] } })),
      {
        when: {
          from: {
            kind: 'rule',
            rule: { '==': [{ var: 'firm.size' }, 'big'] },
            fields: [{ key: 'firm.size', type: 'choice', name: label('Firm › Size', '公司 › 规模') }],
          },
          to: { kind: 'rule', fields: [{ key: 'reason', type: 'choice', name: label('Reason', '原因') }] },
        },
      },
    ],
  ])('says %s', (_, edit, expected) => expect(turns(edit)).toMatchObject([expected]));

  it('is small: a change holds no key of the document but in rules', () => {
    const [change] = diff(exampleApp(), setFieldRight(exampleApp(), 'sales', 'deal', 'cost', 'write'));
    expect(change?.values).toEqual({
      hidden: { from: { kind: 'list', items: [{ kind: 'label', label: label('Cost', '成本') }] }, to: { kind: 'list', items: [] } },
    });
  });
});
