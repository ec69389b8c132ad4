import { type Pool, schemaOf } from '@pipewright/server';
import { compileSql, passagesSql, periodsSql } from '@pipewright/sql';
import { sql } from 'kysely';

/** One place where rows, ledger and stage periods of an app do not tell the same story. */
export interface StoryDifference {
  readonly what: string;
  readonly record: string;
  readonly detail: unknown;
}

type Fragment = Parameters<typeof compileSql>[0];
type Found = { record: string; detail: unknown };

/** What the writing of a row says of itself, by the entries of its record: `l` is a table of them. */
const STAMPS: Readonly<Record<string, (entries: Fragment) => Fragment>> = {
  created_at: (l) => sql`(select l.valid_at from ${l} order by l.id limit 1)`,
  created_by: (l) => sql`(select case when l.actor_kind = 'person' then l.actor end from ${l} order by l.id limit 1)`,
  // What is noted later about an earlier time touches the row when it is noted.
  updated_at: (l) =>
    sql`(select case when t.updated_at = l.recorded_at then l.recorded_at else l.valid_at end from ${l} order by l.id desc limit 1)`,
  updated_by: (l) => sql`(select case when l.actor_kind = 'person' then l.actor end from ${l} order by l.id desc limit 1)`,
  baseline: (l) => sql`(select l.kind = 'import' and l.cause->>'by' = 'import' from ${l} order by l.id limit 1)`,
  deleted_at: (l) =>
    sql`(select case when l.kind = 'delete' then l.valid_at end from ${l} and l.kind in ('delete', 'restore') order by l.id desc limit 1)`,
  stage_since: (l) => sql`(select max(l.valid_at) from ${l} and l.after ?| array['pipeline', 'stage', 'status'])`,
};

/**
 * Holds the rows of an app against what its ledger says: every version has its entry, replaying the entries gives every column of the row, the stage
 * periods are those the ledger tells, follow one another without a gap and are open once at most, and every entry has its outbox row (as far back as
 * the outbox goes). Answers at most 20 differences.
 */
export async function storyDifferences(pool: Pool, app: string): Promise<StoryDifference[]> {
  const schema = schemaOf(app);
  const found: StoryDifference[] = [];
  const look = async (what: string, fragment: Fragment) => {
    const { sql: text, parameters } = compileSql(sql`select * from (${fragment}) differences limit 5`);
    const { rows } = await pool.query<Found>(text, [...parameters]);
    found.push(...rows.map((row) => ({ what, record: row.record, detail: row.detail })));
  };
  await pool.query('analyze');
  const ledger = sql.id(schema, '_ledger');
  const outbox = sql.id(schema, '_outbox');
  const period = sql.id(schema, '_period');
  const columns = 'entity, record, pipeline, stage, status, entered_at, left_at, definition_version'
    .split(', ')
    .map((name) => sql.id(name));
  const told = sql`(select ${sql.join(columns)} from (${periodsSql(schema)}) t)`;
  const kept = sql`(select ${sql.join(columns)} from ${period})`;
  await look('period kept but not told', sql`select d.record::text, to_jsonb(d) as detail from (${kept} except all ${told}) d`);
  await look('period told but not kept', sql`select d.record::text, to_jsonb(d) as detail from (${told} except all ${kept}) d`);
  const passed = sql`select * from ${sql.id(schema, '_passage')}`;
  await look(
    'passage kept but not told',
    sql`select d.record::text, to_jsonb(d) as detail from (${passed} except all ${passagesSql(schema)}) d`,
  );
  await look(
    'passage told but not kept',
    sql`select d.record::text, to_jsonb(d) as detail from (${passagesSql(schema)} except all ${passed}) d`,
  );
  await look(
    'two open periods',
    sql`select record::text, to_jsonb(count(*)) as detail from ${period} where left_at is null group by record having count(*) > 1`,
  );
  await look(
    'periods overlap, or end before they begin',
    sql`select p.record::text, to_jsonb(p) as detail from (select p.*, lead(p.entered_at) over (partition by p.record order by p.entered_at, p.id) as next from ${period} p) p
      where p.left_at < p.entered_at or p.left_at > p.next or (p.left_at is null and p.next is not null)`,
  );
  await look(
    'a gap between periods without a deletion',
    sql`select p.record::text, to_jsonb(p) as detail from (select p.*, lead(p.entered_at) over (partition by p.record order by p.entered_at, p.id) as next from ${period} p) p
      where p.left_at < p.next and not exists (select 1 from ${ledger} l where l.record = p.record and l.kind = 'delete' and l.valid_at <= p.left_at)`,
  );
  await look(
    'ledger entry without its outbox row',
    sql`select l.record::text, to_jsonb(l) as detail from ${ledger} l left join ${outbox} o on o.ledger = l.id
      where l.id >= (select min(ledger) from ${outbox}) and (o.id is null or o.record <> l.record or o.entity <> l.entity or o.kind <> l.kind or o.cause <> l.cause
        or o.actor_kind <> l.actor_kind or o.actor is distinct from l.actor
        or (select array_agg(k order by k) from unnest(o.keys) k) is distinct from (select array_agg(k order by k) from jsonb_object_keys(l.after) k))`,
  );
  await look(
    'outbox row twice or without its entry',
    sql`select max(o.record::text) as record, to_jsonb(o.ledger) as detail from ${outbox} o left join ${ledger} l on l.id = o.ledger group by o.ledger having count(*) > 1 or count(l.id) = 0`,
  );
  const tables = await pool.query<{ table: string; columns: Record<string, string> }>(
    `select c.table_name as table, jsonb_object_agg(c.column_name, c.data_type) as columns from information_schema.columns c
     where c.table_schema = $1 and left(c.table_name, 1) <> '_' group by 1`,
    [schema],
  );
  for (const { table, columns: has } of tables.rows) {
    const rows = sql.id(schema, table);
    const of = sql`${ledger} l where l.record = t.id and l.entity = ${table}`;
    await look(
      `${table}: version without its entry`,
      sql`select t.id::text as record, to_jsonb(v) as detail from ${rows} t cross join lateral
        (select count(*)::int as entries, count(distinct record_version)::int as versions, min(record_version) as first, max(record_version) as last, t.version from ${of}) v
        where v.entries <> t.version or v.versions <> t.version or v.first <> 1 or v.last <> t.version`,
    );
    await look(
      `${table}: entry without a row`,
      sql`select l.record::text, to_jsonb(l) as detail from ${ledger} l where l.entity = ${table} and not exists (select 1 from ${rows} t where t.id = l.record)`,
    );
    await look(
      `${table}: entry that does not begin where the one before it ended`,
      sql`select l.record::text, jsonb_build_object('key', b.key, 'before', b.value, 'last', p.value, 'version', l.record_version) as detail
        from ${ledger} l cross join lateral jsonb_each_text(l.before) b cross join lateral
          (select (select e.after->>b.key from ${ledger} e where e.record = l.record and e.entity = l.entity and e.id < l.id and e.after ? b.key order by e.id desc limit 1) as value) p
        where l.entity = ${table} and b.value is distinct from p.value`,
    );
    for (const [key, type] of Object.entries(has).filter(([name]) => name !== 'id' && name !== 'version')) {
      const stamp = STAMPS[key];
      const last = sql`(select ${type === 'ARRAY' ? sql`l.after->${key}::text` : sql`to_jsonb(l.after->>${key}::text)`} from ${of} and l.after ? ${key}::text order by l.id desc limit 1)`;
      const told = stamp
        ? sql`${stamp(of)}`
        : sql`(jsonb_populate_record(null::${rows}, jsonb_build_object(${key}::text, ${last}))).${sql.id(key)}`;
      await look(
        `${table}.${key}: row differs from its story`,
        sql`select t.id::text as record, jsonb_build_object('row', t.${sql.id(key)}, 'told', s.value) as detail from ${rows} t cross join lateral
          (select ${told} as value) s where t.${sql.id(key)} is distinct from s.value`,
      );
    }
  }
  return found.slice(0, 20);
}
