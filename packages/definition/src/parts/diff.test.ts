import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addField, editEntity, newField, reorder, restoreField, retireField, updateField } from '../edit/entity.ts';
import { addSection, placeField, renameSection } from '../edit/form.ts';
import { addStage, moveStage, removeStage, updateStage } from '../edit/pipeline.ts';
import { addRole, setFieldRight, setGrant } from '../edit/role.ts';
import { exampleApp } from '../example.ts';
import type { App } from '../model/app.ts';
import { diff, type PartChange } from './diff.ts';
import { partsOf } from './parts.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = exampleApp();
const stage = (key: string) => ({ key, name: label(key), probability: 20, color: 'red' as const, required: [], gates: [] });
const told = (changes: readonly PartChange[]) => changes.map(({ kind, path, properties }) => [kind, path, ...(properties ?? [])].join(' '));

const EDITS: Readonly<Record<string, readonly [edit: (of: App) => App, ...changes: string[]]>> = {
  'a name of the app': [(of) => ({ ...of, name: label('Other') }), 'changed  name'],
  'another currency': [(of) => ({ ...of, currency: 'EUR' }), 'changed  currency'],
  'a field': [
    (of) => addField(of, 'firm', newField(of, 'note', 'text', label('Note'))),
    'added entities.firm.fields.note',
    'changed entities.firm.form.main fields',
    'changed entities.firm.views.all columns',
  ],
  'a field that is required now': [(of) => updateField(of, 'deal', 'due', { required: true }), 'changed entities.deal.fields.due required'],
  'a field with a default': [(of) => updateField(of, 'firm', 'size', { default: 'big' }), 'changed entities.firm.fields.size default'],
  'a field of another type': [
    (of) => updateField(of, 'deal', 'reason', { type: 'long_text' }),
    'changed entities.deal.fields.reason type',
    'removed entities.deal.fields.reason.options.price',
  ],
  'a retired field': [
    (of) => retireField(of, 'firm', 'size'),
    'retired entities.firm.fields.size',
    'changed entities.firm.form.main fields',
  ],
  'a moved field of a form': [(of) => placeField(of, 'firm', 'size', 'main', 0), 'changed entities.firm.form.main fields'],
  'a section': [(of) => addSection(of, 'firm', 'more', label('More')), 'added entities.firm.form.more'],
  'the name of a section': [(of) => renameSection(of, 'firm', 'main', label('All')), 'changed entities.firm.form.main name'],
  'a stage': [(of) => addStage(of, 'deal', 'plain', stage('new'), 1), 'added entities.deal.process.pipelines.plain.stages.new'],
  'a stage that goes': [(of) => removeStage(of, 'deal', 'plain', 'offer'), 'removed entities.deal.process.pipelines.plain.stages.offer'],
  'stages in another order': [(of) => moveStage(of, 'deal', 'plain', 0, 2), 'moved entities.deal.process.pipelines.plain.stages'],
  'a likelier stage': [
    (of) => updateStage(of, 'deal', 'plain', 'offer', { probability: 60 }),
    'changed entities.deal.process.pipelines.plain.stages.offer probability',
  ],
  'a role': [(of) => addRole(of, 'boss', label('Boss')), 'added roles.boss'],
  'a right': [(of) => setGrant(of, 'sales', 'deal', { create: false }), 'changed roles.sales.grants.deal create'],
  'a first right': [(of) => setGrant(of, 'sales', 'firm', { read: 'all' }), 'added roles.sales.grants.firm'],
  'a target': [
    (of) => ({ ...of, reports: of.reports.map((report) => ({ ...report, targetAmount: '5', targetName: label('Goal') })) }),
    'changed reports.sum targetAmount targetName',
  ],
  'a field that may be seen': [(of) => setFieldRight(of, 'sales', 'deal', 'cost', 'write'), 'changed roles.sales.grants.deal hidden'],
};

describe('the changes from one definition to another', () => {
  it.each(Object.entries(EDITS))('%s', (_, [edit, ...changes]) => expect(told(diff(app, edit(app)))).toEqual(changes));

  const edits = fc.subarray(Object.values(EDITS).map(([edit]) => edit));
  const made = (some: readonly ((of: App) => App)[]) => some.reduce((of, edit) => edit(of), app);

  it('are none from a document to itself, to its copy, and to the same with its properties in another order', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .map(([key, each]) => [key, turned(each)])
                .reverse(),
            )
          : value;
    fc.assert(
      fc.property(edits, (some) => {
        const after = made(some);
        expect(diff(after, after)).toEqual([]);
        expect(diff(after, JSON.parse(JSON.stringify(after)))).toEqual([]);
        expect(diff(after, turned(after) as App)).toEqual([]);
        expect(diff({ ...after, description: undefined } as unknown as App, after)).toEqual([]);
      }),
    );
  });

  it('turn round on the way back: what came goes, what went comes, and each value is what it was', () => {
    const back = { added: 'removed', removed: 'added', retired: 'restored', restored: 'retired', changed: 'changed', moved: 'moved' };
    fc.assert(
      fc.property(edits, (some) => {
        const after = made(some);
        const [there, here] = [diff(app, after), diff(after, app)];
        expect(here.map(({ kind, path }) => `${kind} ${path}`).sort()).toEqual(
          there.map(({ kind, path }) => `${back[kind]} ${path}`).sort(),
        );
        for (const { kind, path, values = {} } of there.filter((each) => each.kind === 'changed')) {
          const other = here.find((each) => each.kind === kind && each.path === path)?.values ?? {};
          // Figures of a rule are told with the fields of the document that they stand in.
          for (const [property, { from, to }] of Object.entries(values))
            if (from?.kind !== 'rule' && to?.kind !== 'rule')
              expect((other as Record<string, unknown>)[property]).toEqual({ from: to, to: from });
        }
      }),
    );
  });

  it('are about parts that are there, or were, and name them from the outermost in', () => {
    fc.assert(
      fc.property(edits, (some) => {
        const after = made(some);
        const known = new Map([...partsOf(app), ...partsOf(after)].map((part) => [part.path, part]));
        for (const { kind, path, part, names } of diff(app, after)) {
          if (kind === 'moved') continue;
          expect([path, known.get(path)?.kind ?? 'app']).toEqual([path, part]);
          if (path !== '') expect(names).toEqual(known.get(path)?.names);
        }
      }),
    );
  });

  it('tell of a default in words: options by their names, yes and no, what is worked out as an expression', () => {
    const to = (key: string, entity: string, patch: Parameters<typeof updateField>[3]) =>
      diff(updateField(app, entity, key, { type: patch.type }), updateField(app, entity, key, patch))[0]?.values?.default?.to;
    const big = { kind: 'label', label: label('Big') };
    const choice = { if: [{ '==': [{ var: 'user.department' }, 'd'] }, 'small', 'big'] };
    const today = { addDays: [{ var: 'today' }, 7] };
    expect(to('size', 'firm', { type: 'choice', default: 'big' })).toEqual(big);
    expect(to('size', 'firm', { type: 'choices', default: ['big'] })).toEqual({ kind: 'list', items: [big] });
    expect(to('size', 'firm', { type: 'choice', default: choice })).toMatchObject({ kind: 'list', items: [big, {}] });
    expect(to('due', 'deal', { type: 'date', default: today })).toEqual({ kind: 'expression', expression: today, names: {}, fields: [] });
    expect(to('due', 'deal', { type: 'boolean', default: false })).toEqual({ kind: 'word', word: 'value.no' });
    expect(to('due', 'deal', { type: 'money', default: '12.5' })).toEqual({ kind: 'text', text: '12.5' });
  });

  it('say nothing of an order that means nothing, and something of one that does', () => {
    const shuffled = { ...app, roles: app.roles.toReversed(), reports: app.reports.toReversed(), entities: app.entities.toReversed() };
    expect(told(diff(app, shuffled)).filter((each) => !each.startsWith('moved'))).toEqual([]);
    const fields = editEntity(app, 'deal', (entity) => ({ ...entity, fields: reorder(entity.fields, 0, 3) }));
    expect(diff(app, fields).every(({ kind }) => kind === 'moved')).toBe(true);
  });

  it('tell of a field that comes back that it was restored, and of nothing else', () => {
    const retired = retireField(app, 'firm', 'size');
    expect(told(diff(retired, restoreField(retired, 'firm', 'size')))).toEqual([
      'restored entities.firm.fields.size',
      'changed entities.firm.form.main fields',
    ]);
  });
});
