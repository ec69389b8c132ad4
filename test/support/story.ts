import { type Pool, schemaOf } from '@pipewright/server';
import { compileSql, periodsSql } from '@pipewright/sql';
import { sql } from 'kysely';

/** One place where rows, ledger and stage periods of an app do not tell the same story. */
export interface StoryDifference {
  readonly what: string;
  readonly record: string;
  readonly detail: unknown;
}

const STOOD = ['pipeline', 'stage', 'status'] as const;

/**
 * Holds the rows of an app against what its ledger says: every version has its entry, replaying the entries gives the row, the stage periods are those
 * the ledger tells, and every entry has its outbox row. Answers at most 20 differences.
 */
export async function storyDifferences(pool: Pool, app: string): Promise<StoryDifference[]> {
  const schema = schemaOf(app);
  const ask = async (fragment: Parameters<typeof compileSql>[0]) => {
    const { sql: text, parameters } = compileSql(fragment);
    return (await pool.query(text, [...parameters])).rows as { record: string; detail: unknown }[];
  };
  const found: StoryDifference[] = [];
  const note = (what: string, rows: readonly { record: string; detail: unknown }[]) =>
    found.push(...rows.map((row) => ({ what, record: row.record, detail: row.detail })));
  const ledger = sql.id(schema, '_ledger');
  const columns = 'entity, record, pipeline, stage, status, entered_at, left_at'.split(', ').map((name) => sql.id(name));
  const told = sql`(select ${sql.join(columns)} from (${periodsSql(schema)}) t)`;
  const kept = sql`(select ${sql.join(columns)} from ${sql.id(schema, '_period')})`;
  note(
    'period kept but not told',
    await ask(sql`select d.record::text, to_jsonb(d) as detail from (${kept} except all ${told}) d limit 5`),
  );
  note(
    'period told but not kept',
    await ask(sql`select d.record::text, to_jsonb(d) as detail from (${told} except all ${kept}) d limit 5`),
  );
  note(
    'ledger entry without outbox row',
    await ask(sql`select l.record::text, to_jsonb(l) as detail from ${ledger} l left join ${sql.id(schema, '_outbox')} o on o.ledger = l.id
      where o.id is null or o.record <> l.record or o.kind <> l.kind limit 5`),
  );
  const tables = await pool.query<{ table: string; columns: string[] }>(
    `select c.table_name as table, array_agg(c.column_name::text) as columns from information_schema.columns c where c.table_schema = $1 and left(c.table_name, 1) <> '_' group by 1`,
    [schema],
  );
  for (const { table, columns: has } of tables.rows) {
    const rows = sql.id(schema, table);
    note(
      `${table}: version without its entry`,
      await ask(sql`select t.id::text as record, to_jsonb(v) as detail from ${rows} t cross join lateral
        (select count(*)::int as entries, min(record_version) as first, max(record_version) as last, t.version from ${ledger} l where l.record = t.id and l.entity = ${table}) v
        where v.entries <> t.version or v.first <> 1 or v.last <> t.version limit 5`),
    );
    note(
      `${table}: entry without a row`,
      await ask(
        sql`select l.record::text, to_jsonb(l) as detail from ${ledger} l where l.entity = ${table} and not exists (select 1 from ${rows} t where t.id = l.record) limit 5`,
      ),
    );
    for (const key of [...STOOD, 'owner', 'department', 'closed_on', 'status_reason', 'status_until'].filter((name) => has.includes(name)))
      note(
        `${table}.${key}: row differs from its story`,
        await ask(sql`select t.id::text as record, jsonb_build_object('row', t.${sql.id(key)}, 'told', s.value) as detail from ${rows} t cross join lateral
          (select (select l.after->>${key}::text from ${ledger} l where l.record = t.id and l.after ? ${key}::text order by l.id desc limit 1) as value) s
          where t.${sql.id(key)}::text is distinct from s.value limit 5`),
      );
  }
  return found.slice(0, 20);
}
