import { addField, type Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { compileSql } from '../ground/compile.ts';
import { told } from '../test-view.ts';
import { ddl, indexPredicate, laterStoryDdl, referenceTarget, sequenceName, storyDdl } from './ddl.ts';
import type { Index } from './index-kind.ts';
import type { Step } from './plan.ts';
import { tables } from './table.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const made = (step: Step) => told(compileSql(ddl('app_x', step)));
const at = (entity: string, field: Field) => tables(addField(exampleApp(), entity, field)).find(({ name }) => name === entity);
const OWN = [
  'id uuid not null, version integer not null default 1, owner text, department uuid, created_at timestamptz(3) not null default now()',
  'created_by text, updated_at timestamptz(3) not null default now(), updated_by text, deleted_at timestamptz(3), baseline boolean not null default false',
].join(', ');

describe('a step as SQL', () => {
  const column = (name: string) => ({ table: 'deal', name, column: tables(exampleApp())[0]?.columns[name] ?? { type: 'text' as const } });

  it('makes a schema, and a table with the columns of its fields behind those that all have', () => {
    expect(made({ kind: 'create_schema' })).toBe('create schema app_x');
    const table = at('firm', { key: 'tags', type: 'choices', name: label('Tags'), options: [] });
    expect(table && made({ kind: 'create_table', table })).toBe(
      `create table app_x.firm (${OWN}, name text, size text, tags text[], primary key (id))`,
    );
  });

  it.each<[string, Step, string]>([
    ['a column', { kind: 'add_column', ...column('amount') }, 'alter table app_x.deal add column amount numeric'],
    [
      'one that is never empty',
      { kind: 'add_column', ...column('baseline') },
      'alter table app_x.deal add column baseline boolean not null default false',
    ],
    [
      'a reference to a record',
      { kind: 'add_reference', ...column('firm'), later: false },
      'alter table app_x.deal add constraint fk_firm foreign key (firm) references app_x.firm (id)',
    ],
    [
      'one to a person, whose rows are looked at later',
      { kind: 'add_reference', ...column('owner'), later: true },
      'alter table app_x.deal add constraint fk_owner foreign key (owner) references auth.user (id) not valid',
    ],
    [
      'one to a department',
      { kind: 'add_reference', ...column('department'), later: false },
      'alter table app_x.deal add constraint fk_department foreign key (department) references pipewright.department (id)',
    ],
    [
      'a sequence that goes with its column',
      { kind: 'create_sequence', table: 'deal', name: 'no' },
      'create sequence app_x.deal_no_seq owned by app_x.deal.no',
    ],
    ['an index that goes', { kind: 'drop_index', table: 'deal', name: 'u_deal_no' }, 'drop index if exists app_x.u_deal_no'],
  ])('%s', (_, step, text) => expect(made(step)).toBe(text));

  it.each<[Index, string]>([
    [{ kind: 'btree', columns: ['due', 'id'] }, 'index X on app_x.deal (due, id) where deleted_at is null'],
    [{ kind: 'btree', columns: ['no'], unique: true }, 'unique index X on app_x.deal (no) where deleted_at is null'],
    [
      { kind: 'pinyin', columns: ['owner', 'name', 'id'] },
      'index X on app_x.deal (owner, name collate "zh-x-icu", id) where deleted_at is null',
    ],
    [
      { kind: 'position', columns: ['stage', 'id'], options: ['a', 'b'] },
      `index X on app_x.deal (array_position('{a,b}'::text[], stage), id) where deleted_at is null`,
    ],
    [{ kind: 'search', columns: ['name'] }, 'index X on app_x.deal using gin (pipewright.search_keys(name))'],
    [{ kind: 'list', columns: ['tags'] }, 'index X on app_x.deal using gin (tags)'],
  ])('an index: %j', (index, text) => {
    const build = (when: 'with' | 'before' | 'after') => made({ kind: 'create_index', table: 'deal', name: 'i', index, when });
    expect(build('with')).toBe(`create ${text.replace('X', 'i')}`);
    // On a table that is in use it stops nobody, and can be asked for again.
    for (const when of ['before', 'after'] as const)
      expect(build(when)).toBe(`create ${text.replace('X', 'concurrently if not exists i')}`);
    expect(indexPredicate(index) !== null).toBe(text.includes('where'));
  });

  it('refers to people and departments outside of the app, and to records inside', () => {
    expect([
      referenceTarget('app_x', 'person'),
      referenceTarget('app_x', 'department'),
      referenceTarget('app_x', { table: 'firm' }),
    ]).toEqual([
      ['auth', 'user'],
      ['pipewright', 'department'],
      ['app_x', 'firm'],
    ]);
  });

  it('names a sequence within the 63 bytes of a name', () => {
    expect(sequenceName('deal', 'no')).toBe('deal_no_seq');
    expect(sequenceName('d'.repeat(40), 'n'.repeat(40))).toHaveLength(62);
  });
});

describe('the tables of an app’s story', () => {
  const text = storyDdl('app_x').map((each) => told(compileSql(each)));

  it('are ledger, outbox, periods, of which a record has one open at the most, and what runs by itself', () => {
    expect(text.filter((each) => each.startsWith('create table')).map((each) => /app_x\.(\w+)/.exec(each)?.[1])).toEqual([
      ...[
        '_ledger',
        '_outbox',
        '_period',
        '_run',
        '_run_step',
        '_automation',
        '_clock',
        '_reclaim',
        '_appeal',
        '_turn',
        '_passage',
        '_exception',
        '_approval',
        '_approval_act',
        '_call',
      ],
    ]);
    expect(text).toContain('create unique index period_open on app_x._period (record) where left_at is null');
    expect(text).toContain(
      `create unique index if not exists ledger_request on app_x._ledger (actor, (cause #>> '{request,key}')) where cause #>> '{request,key}' is not null`,
    );
  });

  it('came in two parts, the later of which earlier apps got afterwards', () => {
    const later = laterStoryDdl('app_x').map((each) => told(compileSql(each)));
    expect(text.slice(text.indexOf(later[0] ?? '')).slice(0, later.length)).toEqual(later);
    expect(later.some((each) => each.includes('create table app_x._ledger'))).toBe(false);
  });
});
