import { describe, expect, it } from 'vitest';
import { addField, editEntity, restoreField, retireField, updateField } from '../edit/entity.ts';
import { placeField, removeSection } from '../edit/form.ts';
import { addStage, moveStage, removeStage } from '../edit/pipeline.ts';
import { setFieldRight, setGrant } from '../edit/role.ts';
import { exampleApp } from '../example.ts';
import { faults } from '../messages/sentence.ts';
import { type App, appJsonSchema } from '../model/app.ts';
import { diff } from '../parts/diff.ts';
import { readApp } from './read.ts';

const label = (en: string) => ({ en, 'zh-CN': en });
const codes = (app: unknown) => {
  const read = readApp(app);
  return 'issues' in read ? read.issues.map((issue) => `${issue.path}: ${issue.code}`) : [];
};
const change = (edit: (app: App) => App) => edit(exampleApp());
const deal = (edit: Parameters<typeof editEntity>[2]) => change((app) => editEntity(app, 'deal', edit));

describe('reading a definition', () => {
  it('takes a good one and describes itself as JSON Schema', () => {
    expect(codes(exampleApp())).toEqual([]);
    expect(appJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $defs: { App: { properties: { entities: { type: 'array' } } } },
    });
  });

  it.each<[string, unknown, string]>([
    ['something else', 5, ': shape.invalid_type'],
    ['a newer format', { ...exampleApp(), formatVersion: 99 }, 'formatVersion: shape.invalid_value'],
    ['an unknown property', { ...exampleApp(), sql: 'drop table' }, ': shape.unrecognized_keys'],
    [
      'a bad key',
      change((app) => addField(app, 'deal', { key: 'A B', type: 'text', name: label('x') })),
      'entities.0.fields.6.key: shape.invalid_format',
    ],
    [
      'a reserved key',
      change((app) => addField(app, 'deal', { key: 'owner', type: 'text', name: label('x') })),
      'entities.0.fields.6.key: key.reserved',
    ],
    [
      'a key twice',
      change((app) => addField(app, 'deal', { key: 'due', type: 'text', name: label('x') })),
      'entities.0.fields.6.key: key.twice',
    ],
    [
      'a reference to nothing',
      change((app) => updateField(app, 'deal', 'firm', { target: 'nothing' })),
      'entities.0.fields.1.target: field.target',
    ],
    [
      'a choice without options',
      change((app) => updateField(app, 'deal', 'reason', { options: [] })),
      'entities.0.fields.5.options: field.options',
    ],
    [
      'a field on the form that is not there',
      deal((entity) => ({ ...entity, form: [{ key: 'main', name: label('x'), fields: ['ghost'] }] })),
      'entities.0.form.0.fields.0: unknown.field',
    ],
    [
      'a rule over a field that is not there',
      change((app) => updateField(app, 'deal', 'due', { showIf: { '==': [{ var: 'ghost' }, 1] } })),
      'entities.0.fields.4.showIf: rule.variable',
    ],
    [
      'a rule that compares a date with a number',
      change((app) => updateField(app, 'deal', 'due', { showIf: { '<': [{ var: 'due' }, 1] } })),
      'entities.0.fields.4.showIf: rule.literal_type',
    ],
    [
      'a pipeline after the one for everything',
      deal((entity) =>
        entity.process ? { ...entity, process: { ...entity.process, pipelines: entity.process.pipelines.toReversed() } } : entity,
      ),
      'entities.0.process.pipelines.1.when: pipeline.unreachable_behind',
    ],
    [
      'a stage behind a gate that never opens',
      change((app) =>
        addStage(
          app,
          'deal',
          'plain',
          {
            key: 'wall',
            name: label('Wall'),
            probability: 1,
            color: 'red',
            required: [],
            gates: [{ key: 'no', rule: false, message: label('no') }],
          },
          0,
        ),
      ),
      'entities.0.process.pipelines.1.stages.1: stage.unreachable',
    ],
    ['no administrator', { ...exampleApp(), roles: exampleApp().roles.slice(1) }, 'roles: role.no_admin'],
    [
      'a right on an entity that is not there',
      change((app) => setGrant(app, 'sales', 'ghost', { read: 'all' })),
      'roles.1.grants.ghost: unknown.entity',
    ],
    [
      'a report over a field that is not there',
      { ...exampleApp(), reports: [{ ...exampleApp().reports[0], measures: [{ key: 'm', fn: 'sum', field: 'ghost' }] }] },
      'reports.0.measures.0: report.measure',
    ],
    ['a tile without its report', { ...exampleApp(), reports: [] }, 'dashboards.0.tiles.0: unknown.report'],
    ['a time zone of no place', { ...exampleApp(), timeZone: 'Mars/Base' }, 'timeZone: unknown.time_zone'],
  ])('refuses %s, saying where', (_, app, expected) => expect(codes(app)).toContain(expected));

  it('says every reason in both languages', () => {
    const read = readApp({
      ...change((app) => updateField(app, 'deal', 'firm', { target: 'nothing' })),
      roles: exampleApp().roles.slice(1),
    });
    const issues = 'issues' in read ? read.issues : [];
    expect(faults(issues, 'en').map((each) => each.message)).toContain('Choose what the field “Firm” refers to.');
    expect(faults(issues, 'zh-CN').map((each) => each.message)).toContain('请选择字段“公司”引用的对象。');
  });
});

describe('differences and edits', () => {
  const seen = (edit: (app: App) => App) =>
    diff(exampleApp(), change(edit)).map(
      (each) => `${each.kind} ${each.part} ${each.names.map((name) => name.en).join('/')}${each.properties ? ` ${each.properties}` : ''}`,
    );

  it('finds none between equals, whatever the order of keys', () => {
    const app = exampleApp();
    const turned = JSON.parse(JSON.stringify(app), (_, value) =>
      value && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    );
    expect(diff(app, turned)).toEqual([]);
  });

  it.each<[string, (app: App) => App, string[]]>([
    [
      'a new field',
      (app) => addField(app, 'firm', { key: 'note', type: 'text', name: label('Note') }),
      ['added field Firm/Note', 'changed section Firm/Main fields', 'changed view Firm/All columns'],
    ],
    ['a renamed field', (app) => updateField(app, 'firm', 'size', { name: label('Scale') }), ['changed field Firm/Scale name']],
    [
      'a retired field leaves the form with it',
      (app) => retireField(app, 'deal', 'due'),
      ['retired field Deal/Due', 'changed section Deal/Main fields', 'changed stage Deal/Plain/start required'],
    ],
    ['a field moved on the form', (app) => placeField(app, 'firm', 'size', 'main', 0), ['changed section Firm/Main fields']],
    [
      'a new stage',
      (app) => addStage(app, 'deal', 'plain', { key: 'new', name: label('New'), probability: 1, color: 'red', required: [], gates: [] }),
      ['added stage Deal/Plain/New'],
    ],
    ['stages in another order', (app) => moveStage(app, 'deal', 'plain', 0, 2), ['moved stage Deal/Plain']],
    ['a removed stage', (app) => removeStage(app, 'deal', 'plain', 'offer'), ['removed stage Deal/Plain/offer']],
    ['a right on a field', (app) => setFieldRight(app, 'sales', 'deal', 'cost', 'write'), ['changed grant Sales/Deal hidden']],
    ['nothing, where the last section is removed', (app) => removeSection(app, 'deal', 'main'), []],
  ])('tells %s', (_, edit, expected) => expect(seen(edit)).toEqual(expected));

  it('brings a retired field back onto the form', () => {
    const app = change((each) => restoreField(retireField(each, 'deal', 'cost'), 'deal', 'cost'));
    expect(app.entities[0]?.fields.find((field) => field.key === 'cost')).not.toHaveProperty('retired');
    expect(app.entities[0]?.form[0]?.fields.at(-1)).toBe('cost');
  });
});
