import { addField, editEntity, type Field, updateField } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { compileSql } from '../ground/compile.ts';
import { aheadOf, isAhead, locksSql } from './ahead.ts';
import { ddl } from './ddl.ts';
import { clashes, inWords, steps } from './plan.ts';
import { accumulate, tables } from './table.ts';

const app = exampleApp();
const label = { en: 'x', 'zh-CN': 'x' };

describe('the plan of a publish', () => {
  it('is empty where nothing changes', () => expect(steps(tables(app), tables(app))).toEqual([]));

  it('adds a column, its reference and its index, and leaves the rest alone', () => {
    const next = addField(app, 'firm', { key: 'parent', type: 'reference', target: 'firm', name: label });
    const plan = steps(tables(app), tables(next));
    expect(plan.map((step) => compileSql(ddl('app_x', step)).sql)).toEqual([
      'alter table "app_x"."firm" add column "parent" uuid',
      'alter table "app_x"."firm" add constraint "fk_parent" foreign key ("parent") references "app_x"."firm" (id) not valid',
      'create index concurrently if not exists "i_firm_parent_id_btree" on "app_x"."firm" ("parent", "id") where deleted_at is null',
    ]);
  });

  it('makes ahead what must hold from the first moment, and on a table that is new everything at once', () => {
    const badge = { key: 'badge', type: 'text', unique: true, name: label } as const;
    const plan = steps(tables(app), tables(addField(updateField(app, 'firm', 'name', { unique: true }), 'deal', badge)));
    const ahead = aheadOf(plan);
    expect(ahead).toEqual({ columns: [{ table: 'deal', name: 'badge' }], indexes: ['u_deal_badge_btree', 'u_firm_name_btree'] });
    expect(plan.filter((step) => !(ahead && isAhead(ahead, step)))).toEqual([]);
    expect(aheadOf(steps(tables(app), tables(addField(app, 'deal', { ...badge, unique: undefined } as Field))))).toBeUndefined();
    expect(aheadOf(steps([], tables(updateField(app, 'firm', 'name', { unique: true }))))).toBeUndefined();
    const staged = editEntity(app, 'firm', (entity) => ({ ...entity, process: { pipelines: [], wonRequires: [], lostRequires: [] } }));
    expect(aheadOf(steps(tables(app), tables(staged)))?.columns.map(({ name }) => name)).toContain('stage_since');
  });

  it('takes all its locks before its first step, the strong ones last and each once', () => {
    const parent = { key: 'parent', type: 'reference', target: 'firm', name: label } as const;
    const person = { key: 'who', type: 'person', name: label } as const;
    const plan = steps(tables(app), tables(addField(addField(app, 'deal', parent), 'deal', person)));
    expect(locksSql('app_x', plan, () => true).map((each) => each.sql)).toEqual([
      'lock table "app_x"."firm" in share row exclusive mode',
      'lock table "auth"."user" in share row exclusive mode',
      'lock table "app_x"."deal" in access exclusive mode',
    ]);
    expect(locksSql('app_x', steps([], tables(app)), () => false).map((each) => each.sql)).toEqual([
      'lock table "auth"."user" in share row exclusive mode',
      'lock table "pipewright"."department" in share row exclusive mode',
    ]);
  });

  it('never gives up a column or a table, and finds a key that changes its kind', () => {
    const without = {
      ...editEntity(app, 'deal', (entity) => ({ ...entity, fields: entity.fields.filter((field) => field.key !== 'cost') })),
      entities: app.entities.slice(0, 1),
    };
    const kept = accumulate(tables(app), tables(without));
    expect(kept.map((table) => table.name)).toEqual(['deal', 'firm']);
    expect(kept[0]?.columns).toHaveProperty('cost');
    expect(steps(kept, accumulate(kept, tables(app)))).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ kind: 'add_column' })]),
    );
    const reused = addField(without, 'deal', { key: 'cost', type: 'text', name: label });
    expect(clashes(kept, tables(reused))).toEqual([{ table: 'deal', column: 'cost' }]);
  });

  it('is said in the names that people know', () => {
    const next = addField(app, 'firm', { key: 'parent', type: 'reference', target: 'firm', name: { en: 'Parent', 'zh-CN': '上级' } });
    const unique = updateField(next, 'firm', 'name', { unique: true });
    const said = inWords(steps(tables(app), tables(unique)), unique).map(
      (step) => `${step.kind} ${step.names.map((name) => name.en).join('/')}`,
    );
    expect(said).toEqual(['add_column Firm/Parent', 'add_reference Firm/Parent', 'create_index Firm/Parent', 'unique_index Firm/Name']);
    const back = inWords(steps(tables(unique), tables(next)), next);
    expect(back).toEqual([
      {
        kind: 'drop_index',
        names: [
          { en: 'Firm', 'zh-CN': '公司' },
          { en: 'Name', 'zh-CN': '名称' },
        ],
      },
    ]);
  });

  it('names every index within 63 bytes', () => {
    const long = addField(app, 'deal', { key: `a${'b'.repeat(39)}`, type: 'text', name: label, unique: true, searchable: true });
    for (const table of tables(long)) for (const name of Object.keys(table.indexes)) expect(name.length).toBeLessThanOrEqual(63);
  });
});
