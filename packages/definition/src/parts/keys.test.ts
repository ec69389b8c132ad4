import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addField, editEntity, updateField } from '../edit/entity.ts';
import { addStage, removeStage, updateStage } from '../edit/pipeline.ts';
import { exampleApp } from '../example.ts';
import type { App } from '../model/app.ts';
import { FIELD_TYPES, type FieldType } from '../model/field-settings.ts';
import { type KnownKeys, keyIssues, learnKeys, takenKeys } from './keys.ts';
import { partsOf } from './parts.ts';

const label = (en: string) => ({ en, 'zh-CN': en });
const publishAll = (apps: readonly App[]): KnownKeys => apps.reduce(learnKeys, {} as KnownKeys);
const stage = (key: string, name: string) => ({
  ...{ key, name: label(name), probability: 5, color: 'blue' as const, required: [], gates: [] },
});
const without = (app: App) => removeStage(app, 'deal', 'plain', 'offer');
const codes = (history: readonly App[], next: App) =>
  keyIssues(publishAll(history), history.at(-1), next).map((each) => `${each.path} ${each.code}`);

describe('keys', () => {
  const app = exampleApp();
  const typed = (type: FieldType) => addField(app, 'deal', { key: 'extra', type, name: label('Extra') });

  it.each<[FieldType, FieldType, boolean]>([
    ['text', 'long_text', true],
    ['text', 'choice', false],
    ['choice', 'text', false],
    ['email', 'text', true],
    ['text', 'email', false],
    ['money', 'percent', false],
    ['url', 'text', false],
    ['auto_number', 'text', false],
  ])('%s → %s under the same key: %s', (from, to, allowed) =>
    expect(codes([typed(from)], typed(to))).toEqual(allowed ? [] : ['entities.deal.fields.extra key.reused']),
  );

  it('lets a type come back that the key had, and judges by the latest one else', () => {
    expect(codes([typed('email'), typed('long_text')], typed('email'))).toEqual([]);
    expect(codes([typed('email'), typed('long_text')], typed('text'))).toEqual(['entities.deal.fields.extra key.reused']);
    expect(codes([typed('choice'), app], typed('text'))).toEqual(['entities.deal.fields.extra key.reused']);
  });

  it('tells a restored stage from a new one under its key', () => {
    const renamed = updateStage(app, 'deal', 'plain', 'offer', { name: label('Bid') });
    const history = [app, renamed, without(renamed)];
    const back = (name: string) => addStage(without(app), 'deal', 'plain', stage('offer', name), 1);
    expect(codes(history, back('Bid'))).toEqual([]);
    expect(codes(history, back('offer'))).toEqual([]);
    expect(codes(history, back('Party'))).toEqual(['entities.deal.process.pipelines.plain.stages.offer key.removed']);
    expect(codes([app], updateStage(app, 'deal', 'plain', 'offer', { name: label('Party') }))).toEqual([]);
  });

  it('does the same for options, and lets keys go that nothing outside names', () => {
    const option = (key: string, name: string) => updateField(app, 'deal', 'reason', { options: [{ key, name: label(name) }] });
    expect(codes([app, option('other', 'Other')], option('price', 'Weather'))).toEqual([
      'entities.deal.fields.reason.options.price key.removed',
    ]);
    const constraint = (message: string) =>
      editEntity(app, 'deal', (entity) => ({ ...entity, constraints: [{ key: 'positive', rule: true, message: label(message) }] }));
    const bare = editEntity(app, 'deal', (entity) => ({ ...entity, constraints: [] }));
    expect(codes([app, bare], constraint('Something else'))).toEqual([]);
  });

  it('always lets every version that was published come back', () => {
    const edits: ((app: App, n: number) => App)[] = [
      (each, n) => addField(each, 'deal', { key: `f${n}`, type: FIELD_TYPES[n % FIELD_TYPES.length] as FieldType, name: label(`F${n}`) }),
      (each, n) => addStage(each, 'deal', 'plain', stage(`s${n}`, `S${n}`)),
      (each, n) =>
        updateStage(each, 'deal', 'plain', each.entities[0]?.process?.pipelines[1]?.stages[n % 3]?.key ?? '', { name: label(`R${n}`) }),
      (each, n) => removeStage(each, 'deal', 'plain', each.entities[0]?.process?.pipelines[1]?.stages[n % 3]?.key ?? ''),
      (each, n) => editEntity(each, 'deal', (entity) => ({ ...entity, fields: entity.fields.filter((_, i) => i < 6 || i !== n % 9) })),
      (each) => updateField(each, 'firm', 'name', { type: 'long_text' }),
    ];
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 1, maxLength: 25 }), fc.nat(), (dice, pick) => {
        const history = [app];
        let n = 0;
        for (const die of dice) {
          n += 1;
          const next = edits[die % edits.length]?.(history.at(-1) as App, n + die) as App;
          if (keyIssues(publishAll(history), history.at(-1), next).length === 0) history.push(next);
        }
        expect(codes(history, history[pick % history.length] as App)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('says which keys a list has had', () => {
    const paths = Object.keys(publishAll([app, without(app)]));
    expect([...takenKeys(paths, 'entities.deal.process.pipelines.plain.stages')].sort()).toEqual(['offer', 'sign', 'start']);
    expect(
      takenKeys(
        partsOf(app).map((part) => part.path),
        'roles',
      ),
    ).toEqual(new Set(['admin', 'sales']));
  });
});
