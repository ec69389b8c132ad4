import { addField } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { told } from '../test-view.ts';
import { DRIFT_KINDS, type Drift, type DriftKind } from './drift.ts';
import { ownObjects } from './own-object.ts';
import { repairOf } from './repair.ts';
import { tables } from './table.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = addField(addField(exampleApp(), 'firm', { key: 'no', type: 'auto_number', name: label('No'), format: 'F-{000}/x' }), 'firm', {
  key: 'tax',
  type: 'text',
  name: label('Tax'),
  unique: true,
});
const scope = { schema: 'app_x', app, tables: tables(app), own: ownObjects('app_x') };
const repair = (kind: DriftKind, table: string, name: string, more: Partial<Drift> = {}) => {
  const { statements, concurrent, empties, obstacle } = repairOf(scope, { kind, table, name, column: name, harmful: true, ...more });
  return {
    sql: statements.map(told),
    ...(concurrent ? { concurrent } : {}),
    ...(empties ? { empties } : {}),
    ...(obstacle ? { obstacle: [obstacle.code, told(obstacle.statement)] } : {}),
  };
};

/** What is mended how, a kind at least once. */
const MENDED: readonly [kind: DriftKind, drift: Parameters<typeof repair> extends [unknown, ...infer R] ? R : never, way: object][] = [
  ['schema_missing', ['app_x', 'app_x'], { sql: [] }],
  ['table_unknown', ['other', 'other'], { sql: [] }],
  ['column_unknown', ['firm', 'other'], { sql: [] }],
  // Turning a type over in place can lose what a value says.
  ['column_type', ['deal', 'amount'], { sql: [] }],
  ['column_missing', ['deal', 'amount'], { sql: ['alter table app_x.deal add column amount numeric'], empties: true }],
  [
    'column_missing',
    ['deal', 'created_at'],
    { sql: ['alter table app_x.deal add column created_at timestamptz(3) not null default now()'], empties: true },
  ],
  // Nothing tells which record a row without its id was.
  ['column_missing', ['deal', 'id'], { sql: [] }],
  [
    'not_null',
    ['deal', 'version'],
    {
      sql: ['alter table app_x.deal alter column version set not null'],
      obstacle: ['repair.nulls', 'select count(*)::int as n from app_x.deal where version is null'],
    },
  ],
  ['not_null', ['deal', 'amount'], { sql: ['alter table app_x.deal alter column amount drop not null'] }],
  ['default', ['deal', 'created_at'], { sql: ['alter table app_x.deal alter column created_at set default now()'] }],
  ['default', ['deal', 'amount'], { sql: ['alter table app_x.deal alter column amount drop default'] }],
  [
    'primary_key',
    ['deal', 'deal_pkey', { instead: 'mine' }],
    {
      sql: ['alter table app_x.deal drop constraint mine', 'alter table app_x.deal add primary key (id)'],
      obstacle: [
        'repair.twins',
        'select count(*)::int as n from app_x.deal where id is null or id in (select id from app_x.deal group by 1 having count(*) > 1)',
      ],
    },
  ],
  [
    'foreign_key',
    ['deal', 'fk_firm', { column: 'firm', instead: 'mine' }],
    {
      sql: [
        'alter table app_x.deal drop constraint mine',
        'alter table app_x.deal add constraint fk_firm foreign key (firm) references app_x.firm (id) not valid',
      ],
    },
  ],
  [
    'foreign_key_unchecked',
    ['deal', 'fk_firm', { column: 'firm' }],
    {
      sql: ['alter table app_x.deal validate constraint fk_firm'],
      obstacle: [
        'repair.orphans',
        'select count(*)::int as n from app_x.deal x where x.firm is not null and not exists (select 1 from app_x.firm t where t.id = x.firm)',
      ],
    },
  ],
  [
    'index',
    ['firm', 'i_firm_owner_id_btree'],
    {
      sql: ['create index concurrently if not exists i_firm_owner_id_btree on app_x.firm (owner, id) where deleted_at is null'],
      concurrent: true,
    },
  ],
  [
    'index',
    ['firm', 'i_firm_owner_id_btree', { instead: 'i_firm_owner_id_btree' }],
    {
      sql: [
        'drop index concurrently if exists app_x.i_firm_owner_id_btree',
        'create index concurrently if not exists i_firm_owner_id_btree on app_x.firm (owner, id) where deleted_at is null',
      ],
      concurrent: true,
    },
  ],
  ['index', ['firm', 'i_firm_ghost'], { sql: [] }],
  [
    'unique_index',
    ['firm', 'u_firm_tax_btree'],
    {
      sql: ['create unique index concurrently if not exists u_firm_tax_btree on app_x.firm (tax) where deleted_at is null'],
      concurrent: true,
      obstacle: [
        'repair.twins',
        'select coalesce(sum(t.n), 0)::int as n from (select count(*) as n from app_x.firm where deleted_at is null and tax is not null group by tax having count(*) > 1) t',
      ],
    },
  ],
  [
    'own_index',
    ['_ledger', 'ledger_time'],
    { sql: ['drop index if exists app_x.ledger_time', 'create index ledger_time on app_x._ledger (entity, valid_at, id)'] },
  ],
];

describe('a difference that is mended', () => {
  it.each(MENDED)('%s %j', (kind, drift, way) => expect(repair(kind, ...drift)).toEqual(way));

  it('takes a lost table for empty, and says so', () => {
    const { sql, ...rest } = repair('table_missing', 'firm', 'firm');
    expect([sql.length, rest]).toEqual([1, { empties: true }]);
    expect(sql[0]).toMatch(/^create table app_x\.firm \(id uuid not null.*, no text, tax text, primary key \(id\)\)$/);
  });

  it('lets a lost sequence go on after the greatest number that was given', () => {
    const { sql, ...rest } = repair('sequence', 'firm', 'firm_no_seq', { column: 'no' });
    expect(rest).toEqual({});
    expect(sql[0]).toBe('create sequence app_x.firm_no_seq owned by app_x.firm.no');
    expect(sql[1]).toMatch(/^select setval\('"app_x"\."firm_no_seq"'::text::regclass, coalesce\(max\(case when substr\(/);
    expect(sql[1]).toContain(`where left(no, length('F-'::text)) = 'F-' and right(no, length('/x'::text)) = '/x'`);
  });

  it('tells the stage periods from the ledger, and can tell nothing of the rest of the story', () => {
    const periods = repair('own_table', '_period', '_period');
    expect(periods.sql.map((text) => text.slice(0, 30))).toEqual(['create table app_x._period ( i', 'insert into app_x._period (ent']);
    expect(periods).not.toHaveProperty('empties');
    expect(repair('own_table', '_outbox', '_outbox')).toMatchObject({
      empties: true,
      sql: [expect.stringMatching(/^create table app_x\._outbox/)],
    });
  });

  it('never drops or changes what holds values, whatever the difference', () => {
    for (const kind of DRIFT_KINDS)
      for (const table of ['deal', 'firm', '_ledger', 'ghost'])
        for (const name of ['amount', 'id', 'tax', 'ledger_time', 'ghost', table])
          for (const text of repair(kind, table, name, { instead: 'mine' }).sql)
            expect(text).not.toMatch(/drop (table|column|schema|sequence)|delete from|truncate|update |alter column \S+ type/);
  });
});
