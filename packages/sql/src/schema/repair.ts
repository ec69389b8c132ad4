import { type App, numberFormat } from '@pipewright/definition';
import { sql } from 'kysely';
import type { Column } from '../ground/column.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';
import { ddl, defaultSql, referenceTarget, sequenceName } from './ddl.ts';
import type { Drift, DriftKind } from './drift.ts';
import type { OwnObject } from './own-object.ts';
import { fillPeriodsSql } from './periods.ts';
import { fillPassagesSql } from './pool.ts';
import type { Table } from './table.ts';

/** How one difference is mended. Nothing that holds values is ever dropped or changed. */
export interface Repair {
  readonly drift: Drift;
  /** What to run, in order; none where only a person can mend it. */
  readonly statements: readonly Statement[];
  /** True where it is built beside running writes, outside of any transaction. */
  readonly concurrent: boolean;
  /** True where values are lost and come back empty: to be agreed to first. */
  readonly empties: boolean;
  /** Counts the rows that stand in the way, of which there must be none, and what is wrong with them. */
  readonly obstacle?: { readonly code: 'repair.twins' | 'repair.nulls' | 'repair.orphans'; readonly statement: Statement };
}

/** What the app's schema should hold, and the app it is of. */
export interface RepairGround {
  readonly schema: string;
  readonly app: App;
  readonly tables: readonly Table[];
  readonly own: readonly OwnObject[];
}

interface Part {
  readonly make?: readonly Fragment[];
  readonly concurrent?: true;
  readonly empties?: true;
  readonly obstacle?: readonly [code: NonNullable<Repair['obstacle']>['code'], count: Fragment];
}

/** Plans the repair of one difference. What hangs on it is a difference of its own once it is mended. */
export function repairOf(scope: RepairGround, drift: Drift): Repair {
  const table = scope.tables.find((each) => each.name === drift.table);
  const { make = [], concurrent = false, empties = false, obstacle } = PARTS[drift.kind](scope, drift, table ?? NOTHING);
  const counted = obstacle && { code: obstacle[0], statement: compileSql(obstacle[1]) };
  return { drift, statements: make.map(compileSql), concurrent, empties, ...(counted ? { obstacle: counted } : {}) };
}

const NOTHING: Table = { name: '', columns: {}, indexes: {}, numbered: [] };
const byHand = (): Part => ({});

const PARTS: Readonly<Record<DriftKind, (scope: RepairGround, drift: Drift, table: Table) => Part>> = {
  schema_missing: byHand,
  table_unknown: byHand,
  column_unknown: byHand,
  // Changing a type in place can lose what a value says.
  column_type: byHand,
  table_missing: ({ schema }, _, table) => ({ make: [ddl(schema, { kind: 'create_table', table })], empties: true }),
  column_missing: ({ schema }, { name }, table) => {
    const column = table.columns[name];
    // Rows without their id cannot be told from each other, and no default gives one back.
    if (!column || (column.notNull && !column.default)) return {};
    return { make: [ddl(schema, { kind: 'add_column', table: table.name, name, column })], empties: true };
  },
  not_null: ({ schema }, { name }, table) => {
    const at = sql.id(schema, table.name);
    if (!table.columns[name]?.notNull) return { make: [sql`alter table ${at} alter column ${sql.id(name)} drop not null`] };
    return {
      make: [sql`alter table ${at} alter column ${sql.id(name)} set not null`],
      obstacle: ['repair.nulls', sql`select count(*)::int as n from ${at} where ${sql.id(name)} is null`],
    };
  },
  default: ({ schema }, { name }, table) => {
    const value = table.columns[name]?.default;
    const how = value ? sql`set default ${defaultSql[value]}` : sql`drop default`;
    return { make: [sql`alter table ${sql.id(schema, table.name)} alter column ${sql.id(name)} ${how}`] };
  },
  primary_key: ({ schema }, { table, instead }) => {
    const at = sql.id(schema, table);
    return {
      make: [...dropConstraint(at, instead), sql`alter table ${at} add primary key (id)`],
      obstacle: [
        'repair.twins',
        sql`select count(*)::int as n from ${at} where id is null or id in (select id from ${at} group by 1 having count(*) > 1)`,
      ],
    };
  },
  sequence: ({ schema, app }, { column = '' }, table) => ({
    make: [ddl(schema, { kind: 'create_sequence', table: table.name, name: column }), goOn(schema, app, table.name, column)],
  }),
  foreign_key: ({ schema }, { column: name = '', instead }, table) => {
    const column = table.columns[name] ?? { type: 'text' };
    const add = ddl(schema, { kind: 'add_reference', table: table.name, name, column, later: true });
    return { make: [...dropConstraint(sql.id(schema, table.name), instead), add] };
  },
  foreign_key_unchecked: ({ schema }, { column = '', name }, table) => {
    const at = sql.id(schema, table.name);
    return {
      make: [sql`alter table ${at} validate constraint ${sql.id(name)}`],
      obstacle: ['repair.orphans', orphans(schema, at, column, table.columns[column])],
    };
  },
  unique_index: (scope, drift, table) => {
    const columns = (table.indexes[drift.name]?.columns ?? []).map((name) => sql.id(name));
    const filled = sql.join(
      columns.map((column) => sql`${column} is not null`),
      sql` and `,
    );
    return {
      ...anewBesideWrites(scope, drift, table),
      obstacle: [
        'repair.twins',
        sql`select coalesce(sum(t.n), 0)::int as n from (select count(*) as n from ${sql.id(scope.schema, table.name)}
          where deleted_at is null and ${filled} group by ${sql.join(columns)} having count(*) > 1) t`,
      ],
    };
  },
  index: anewBesideWrites,
  own_table: ({ schema, own }, { name }) => {
    const fill = TOLD[name];
    return fill ? { make: [...made(own, name), fill(schema)] } : { make: made(own, name), empties: true };
  },
  own_index: ({ schema, own }, { name }) => ({ make: [sql`drop index if exists ${sql.id(schema, name)}`, ...made(own, name)] }),
};

/** Tables whose rows the ledger tells; of the rest nothing tells. */
const TOLD: Readonly<Record<string, (schema: string) => Fragment>> = { _period: fillPeriodsSql, _passage: fillPassagesSql };

const made = (own: readonly OwnObject[], name: string) => own.filter((each) => each.name === name).map((each) => each.make);

function dropConstraint(at: Fragment, name: string | undefined): Fragment[] {
  return name === undefined ? [] : [sql`alter table ${at} drop constraint ${sql.id(name)}`];
}

function anewBesideWrites({ schema }: RepairGround, { name, instead }: Drift, table: Table): Part {
  const index = table.indexes[name];
  if (!index) return {};
  const build = ddl(schema, { kind: 'create_index', table: table.name, name, index, when: 'after' });
  return {
    make: [...(instead === undefined ? [] : [sql`drop index concurrently if exists ${sql.id(schema, name)}`]), build],
    concurrent: true,
  };
}

function orphans(schema: string, at: Fragment, name: string, column: Column | undefined): Fragment {
  const target = sql.id(...referenceTarget(schema, column?.references ?? { table: '' }));
  return sql`select count(*)::int as n from ${at} x where x.${sql.id(name)} is not null and not exists (select 1 from ${target} t where t.id = x.${sql.id(name)})`;
}

/** Lets a new sequence go on after the greatest number that was given, so that none is given twice. */
function goOn(schema: string, app: App, table: string, column: string): Fragment {
  const field = app.entities.find((each) => each.key === table)?.fields.find((each) => each.key === column);
  const { prefix, suffix } = numberFormat(field ?? {});
  const value = sql.id(column);
  const digits = sql`substr(${value}, length(${prefix}::text) + 1, length(${value}) - length(${prefix}::text) - length(${suffix}::text))`;
  const fits = sql`left(${value}, length(${prefix}::text)) = ${prefix} and right(${value}, length(${suffix}::text)) = ${suffix}
    and length(${value}) > length(${prefix}::text) + length(${suffix}::text)`;
  const name = compileSql(sql`${sql.id(schema, sequenceName(table, column))}`).sql;
  return sql`select setval(${name}::text::regclass, coalesce(max(case when ${digits} ~ '^[0-9]{1,18}$' then ${digits}::bigint end), 0) + 1, false)
    from ${sql.id(schema, table)} where ${fits}`;
}
