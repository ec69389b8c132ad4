import { type App, addField, editEntity, retireField } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { told } from '../test-view.ts';
import type { Catalog, CatalogIndex } from './catalog.ts';
import { catalogSql } from './catalog.ts';
import { indexPredicate } from './ddl.ts';
import { idleIndexesSql, idleIssues } from './idle-index.ts';
import { outdatedIndexes } from './outdated.ts';
import { tables } from './table.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = editEntity(exampleApp(), 'deal', (entity) => ({
  ...entity,
  views: [{ key: 'all', name: label('All'), columns: ['name'], sort: 'due' }],
}));

/** The indexes that a version wants, as they stand in the database, and others. */
function standing(of: App, ...more: readonly Partial<CatalogIndex>[]): Catalog {
  const ours = tables(of).flatMap((table) =>
    Object.entries(table.indexes).map(
      ([name, index]): CatalogIndex => ({
        ...{ table: table.name, name, kind: index.kind, columns: index.columns, unique: index.unique === true, valid: true },
        predicate: indexPredicate(index),
      }),
    ),
  );
  const others = more.map(
    (each): CatalogIndex => ({
      table: 'deal',
      name: 'x',
      kind: 'btree',
      columns: [],
      unique: false,
      valid: true,
      predicate: null,
      ...each,
    }),
  );
  return { columns: [], keys: [], sequences: [], indexes: [...ours, ...others] };
}
const dropped = (of: App, catalog: Catalog) => outdatedIndexes('app_x', of, tables(of), catalog).map(told);

describe('an index that is of no use any more', () => {
  it('is none that is wanted, nor one that nobody of us made, nor one that guards a rule', () => {
    expect(dropped(app, standing(app))).toEqual([]);
    const foreign = [
      { name: 'by_hand', columns: ['ghost'] },
      { name: 'i_deal_ghost', columns: ['ghost'], unique: true },
      { name: 'i_deal_other', columns: ['ghost'], kind: 'other' as const },
    ];
    expect(dropped(app, standing(app, ...foreign))).toEqual([]);
  });

  it('is one over a field that is out of use, and that goes without stopping anybody', () => {
    const old = { name: 'i_deal_cost_id_btree', columns: ['cost', 'id'] };
    expect(dropped(app, standing(app, old))).toEqual([]);
    expect(dropped(retireField(app, 'deal', 'cost'), standing(app, old))).toContain(
      'drop index concurrently if exists app_x.i_deal_cost_id_btree',
    );
    expect(dropped(app, standing(app, { name: 'i_deal_ghost_id_btree', columns: ['ghost', 'id'] }))).toEqual([
      'drop index concurrently if exists app_x.i_deal_ghost_id_btree',
    ]);
  });

  it('is one that a longer one of ours begins like, once that one stands', () => {
    const [longer] = tables(app).flatMap(({ name, indexes }) =>
      name === 'deal' ? Object.entries(indexes).filter(([, each]) => each.kind === 'btree' && each.columns.length > 2) : [],
    );
    const short = { name: 'i_deal_short', columns: longer?.[1].columns.slice(0, 1) ?? [] };
    expect(dropped(app, standing(app, short))).toEqual(['drop index concurrently if exists app_x.i_deal_short']);
    const building = standing(app, short);
    const begun = { ...building, indexes: building.indexes.map((each) => (each.name === short.name ? each : { ...each, valid: false })) };
    expect(dropped(app, begun)).toEqual([]);
  });

  it('is one over the parts of a text, once search has keys of it', () => {
    const parts = standing(app, { name: 'i_deal_name_trigram', columns: ['name'], kind: 'trigram' });
    expect(dropped(app, parts)).toEqual(['drop index concurrently if exists app_x.i_deal_name_trigram']);
    const building = { ...parts, indexes: parts.indexes.map((each) => (each.kind === 'search' ? { ...each, valid: false } : each)) };
    expect(dropped(app, building)).toEqual([]);
  });

  it('is none of an entity that is out of use as a whole, whose indexes are those of its data', () => {
    const retired = { ...app, entities: app.entities.map((each) => (each.key === 'deal' ? { ...each, retired: true as const } : each)) };
    expect(dropped(retired, standing(app, { name: 'i_deal_ghost', columns: ['ghost'] }))).toEqual([]);
  });
});

describe('an index that rests', () => {
  const idle = (name: string, megabytes = '12.5') => [{ table: 'deal', name, since: '2026-01-01', megabytes }];
  const issues = (name: string, megabytes?: string, of = app) =>
    idleIssues(of, tables(of), standing(of, { name: 'i_deal_old', columns: ['cost', 'id'] }), idle(name, megabytes));

  it('and that nothing wants is told of with the fields that it is over, however small it is', () => {
    expect(issues('i_deal_old', '0.1')).toEqual([
      {
        path: 'tables.deal.i_deal_old',
        code: 'index.left',
        params: {
          entity: { en: 'Deal', 'zh-CN': '商机' },
          fields: { en: 'Cost', 'zh-CN': '成本' },
          since: '2026-01-01',
          megabytes: '0.1',
          object: 'deal.i_deal_old',
        },
      },
    ]);
    // One of which only the database knows.
    expect(issues('gone')[0]?.params).toMatchObject({ fields: 'gone' });
  });

  it('and that something would use is told of where it is a burden', () => {
    const [listed = ''] = tables(app).flatMap(({ name, indexes }) =>
      name === 'deal' ? Object.keys(indexes).filter((each) => /due/.test(each)) : [],
    );
    expect(issues(listed).map(({ code }) => code)).toEqual(['index.idle']);
    expect(issues(listed, '0.9')).toEqual([]);
  });

  it('and that stands by a reference is not spoken of', () => {
    const with2 = addField(app, 'deal', { key: 'parent', type: 'reference', target: 'deal', name: label('Parent') });
    const [reference = ''] = tables(with2).flatMap(({ name, indexes }) =>
      name === 'deal' ? Object.keys(indexes).filter((each) => each.startsWith('i_deal_parent')) : [],
    );
    expect(reference).not.toBe('');
    expect(issues(reference, '50', with2)).toEqual([]);
  });
});

describe('the questions to the database', () => {
  it('take schema and app as values, and look at nothing of ours', () => {
    const idleText = told(idleIndexesSql('app_x', 'x'));
    expect(idleText).toContain(`where s.schemaname = 'app_x' and left(s.relname, 1) <> '_' and not i.indisunique`);
    expect(idleText).toContain(`a.key = 'x'`);
    expect(idleText).toMatch(/order by x\.bytes desc, x\.name$/);
    expect(told(catalogSql(`a'b`))).toContain(`where n.nspname = 'a'b'`);
    expect(catalogSql(`a'b`).parameters).toContain(`a'b`);
  });
});
