import { LANGUAGES, sentence } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionList } from '../ground/field-order.ts';
import type { Catalog } from './catalog.ts';
import { indexPredicate, referenceTarget, sequenceName } from './ddl.ts';
import { DRIFT_KINDS, type Drift, drift, driftInTheWay } from './drift.ts';
import { driftIssue, driftPath } from './drift-words.ts';
import { ownObjects } from './own-object.ts';
import { repairOf } from './repair.ts';
import { tables } from './table.ts';

const S = 'app_x';
const app = exampleApp();
const expected = tables(app);
const own = ownObjects(S);
const TYPES: Record<string, string> = { timestamptz: 'timestamp(3) with time zone' };
const DEFAULTS = { now: 'now()', false: 'false', one: '1' } as const;

/** The catalog of a database that is exactly as it should be. */
function sound(): Catalog {
  const ownTables = own.filter((each) => each.kind === 'own_table');
  return {
    columns: [
      ...expected.flatMap((table) =>
        Object.entries(table.columns).map(([column, { type, notNull, default: start }]) => ({
          table: table.name,
          column,
          type: TYPES[type] ?? type,
          notNull: notNull === true,
          default: start ? DEFAULTS[start] : null,
        })),
      ),
      ...ownTables.map(({ name }) => ({ table: name, column: 'id', type: 'bigint', notNull: true, default: null })),
    ],
    keys: [
      ...[...expected, ...ownTables].map(({ name }) => ({
        ...{ table: name, name: `${name}_pkey`, kind: 'p' as const, columns: ['id'], target: null, onDelete: null, valid: true },
      })),
      ...expected.flatMap((table) =>
        Object.entries(table.columns).flatMap(([column, { references }]) =>
          references
            ? [
                {
                  ...{ table: table.name, name: `fk_${column}`, kind: 'f' as const, columns: [column], onDelete: 'a', valid: true },
                  target: referenceTarget(S, references).join('.'),
                },
              ]
            : [],
        ),
      ),
    ],
    indexes: [
      ...expected.flatMap((table) =>
        Object.entries(table.indexes).map(([name, index]) => ({
          ...{ table: table.name, name, kind: index.kind, columns: index.columns, unique: index.unique === true, valid: true },
          options: index.options ? optionList(index.options) : null,
          predicate: indexPredicate(index),
        })),
      ),
      ...own.flatMap(({ kind, table, name, unique }) =>
        kind === 'own_index' ? [{ table, name, kind: 'btree' as const, columns: ['record'], unique, valid: true, predicate: null }] : [],
      ),
    ],
    sequences: expected.flatMap((table) => table.numbered.map((name) => sequenceName(table.name, name))),
  };
}

const look = (catalog: Catalog) => drift(S, expected, own, catalog);
const kinds = (found: readonly Drift[]) => found.map((each) => `${each.kind} ${each.table}.${each.name}`);

describe('drift', () => {
  it('is none where the database is as it should be, nor where somebody added indexes', () => {
    expect(look(sound())).toEqual([]);
    const extra = { table: 'deal', name: 'mine', kind: 'other' as const, columns: [null], unique: false, valid: true, predicate: null };
    expect(look({ ...sound(), indexes: [...sound().indexes, extra], sequences: [...sound().sequences, 'mine'] })).toEqual([]);
  });

  it('tells of each thing that is missing, and of nothing else', () => {
    const whole = sound();
    let dropped = 0;
    fc.assert(
      fc.property(fc.constantFrom('keys', 'indexes', 'sequences', 'columns'), fc.nat(), (part, n) => {
        const list = whole[part] as readonly unknown[];
        if (list.length === 0) return;
        const at = n % list.length;
        const found = look({ ...whole, [part]: list.filter((_, i) => i !== at) });
        dropped += 1;
        expect([part, list[at], found.length]).toEqual([part, list[at], 1]);
      }),
      { numRuns: 300 },
    );
    expect(dropped).toBeGreaterThan(200);
  });

  it('tells of what hangs on a lost table only through the table', () => {
    const without = (table: string): Catalog => ({
      columns: sound().columns.filter((each) => each.table !== table),
      keys: sound().keys.filter((each) => each.table !== table && each.target !== `${S}.${table}`),
      indexes: sound().indexes.filter((each) => each.table !== table),
      sequences: [],
    });
    for (const { name } of expected)
      expect(kinds(look(without(name))).filter((each) => !each.startsWith('sequence'))).toEqual([`table_missing ${name}.${name}`]);
    expect(kinds(drift(S, expected, own, undefined))).toEqual([`schema_missing ${S}.${S}`]);
  });

  it('lets what was made by hand be, unless a publish is about to use its name or nothing can be written', () => {
    const column = { table: 'deal', column: 'extra', type: 'text', notNull: false, default: null };
    const found = look({
      ...sound(),
      columns: [...sound().columns, column, { ...column, table: 'mine' }, { ...column, column: 'must', notNull: true }],
    });
    expect(kinds(driftInTheWay(found, []))).toEqual(['column_unknown deal.must']);
    const add = { kind: 'add_column' as const, table: 'deal', name: 'extra', column: { type: 'text' as const } };
    const make = { kind: 'create_table' as const, table: { name: 'mine', columns: {}, indexes: {}, numbered: [] } };
    expect(kinds(driftInTheWay(found, [add, make]))).toEqual([
      'column_unknown deal.extra',
      'column_unknown deal.must',
      'table_unknown mine.mine',
    ]);
  });

  it('has words for every kind, and for every repair, in both languages', () => {
    for (const kind of DRIFT_KINDS) {
      const one: Drift = { kind, table: 'deal', name: kind, column: 'name', harmful: true };
      const mends = repairOf({ schema: S, app, tables: expected, own }, { ...one, name: 'amount', column: 'amount' }).statements.length > 0;
      for (const language of LANGUAGES) {
        expect(sentence(driftIssue(app, one), language)).toContain(kind === 'schema_missing' ? 'deal' : `deal.${kind}`);
        if (mends) expect(sentence(driftIssue(app, one, 'repaired'), language)).toContain('deal');
      }
      expect(driftPath(one)).toBe(`tables.deal.${kind}`);
    }
  });
});
