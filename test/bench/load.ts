import type { Pool } from 'pg';
import type { Rep } from './api.ts';
import { seedSql } from './data.ts';

/** The kinds of record that are loaded, as a digit of their ids. */
type Kind = 'account' | 'opportunity' | 'activity';
const DIGIT: Readonly<Record<Kind, string>> = { account: 'c', opportunity: '0', activity: 'a' };

/** The product's id of a loaded record. What people create later has greater ids. */
export function idOf(kind: Kind, number: number): string {
  return `0190${DIGIT[kind]}000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}
/** The number of a loaded record. */
export const numberOf = (id: string): number => Number.parseInt(id.slice(-12), 16);
const idSql = (kind: Kind, number: string) => `('0190${DIGIT[kind]}000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const LAST_LOADED = '0190ffff-ffff-ffff-ffff-ffffffffffff';

const TABLES = ['account', 'opportunity', 'activity'] as const;
const SYSTEM = 'id, version, owner, department, created_at, created_by, updated_at, updated_by, baseline';
const system = (kind: Kind, at: string, updated = at) =>
  `${idSql(kind, 's.id')}, 1, p.user_id, p.department, ${at}, p.user_id, ${updated}, p.user_id, false`;
const OWN = `name, team, region, product_line, type, amount, win_probability, expected_close_date, last_activity_at, loss_reason, credit_code, source, priority, next_step, notes`;
const copied = (names: string) => names.replaceAll(/\w+/g, (name) => `s.${name}`);
const chance = `case s.status when 'won' then 100 when 'lost' then 0 when 'void' then 0 else
  (array[10, 25, 40, 60, 75, 90])[array_position(array['prospect', 'qualify', 'needs', 'proposal', 'negotiation', 'closing'], s.stage)] end`;

/** Statements that fill the app's tables as the product itself would have: rows, a ledger entry and an open stage period each. */
const FILL = [
  `insert into app_bench.account (${SYSTEM}, name, industry, region, credit_code)
   select ${system('account', 's.created_at')}, ${copied('name, industry, region, credit_code')} from seed.customers s join rep p on p.id = 1 + s.id % 200 order by s.id`,
  `insert into app_bench.opportunity (${SYSTEM}, pipeline, stage, status, stage_since, probability, closed_on, account, ${OWN})
   select ${system('opportunity', 's.created_at', 's.updated_at')}, 'main', s.stage, s.status, s.created_at, ${chance},
     case when s.status in ('won', 'lost', 'void') then s.updated_at::date end, ${idSql('account', 's.customer_id')}, ${copied(OWN)}
   from seed.opportunities s join rep p on p.id = s.owner_id order by s.id`,
  `insert into app_bench.activity (${SYSTEM}, subject, opportunity, kind, occurred_at)
   select ${system('activity', 's.occurred_at')}, s.subject, ${idSql('opportunity', 's.opportunity_id')}, s.kind, s.occurred_at
   from seed.activities s join rep p on p.id = s.rep_id order by s.id`,
  `insert into app_bench._ledger (entity, record, kind, actor_kind, actor, cause, valid_at, recorded_at, before, after, record_version, definition_version)
   select 'opportunity', o.id, 'create', 'person', o.owner, '{"by":"form"}', o.created_at, o.created_at, '{}', jsonb_strip_nulls(to_jsonb(o) - array[
     'id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'baseline', 'deleted_at']), 1, 1 from app_bench.opportunity o order by o.id`,
  `insert into app_bench._period (entity, record, pipeline, stage, status, entered_at, definition_version)
   select 'opportunity', o.id, o.pipeline, o.stage, o.status, o.created_at, 1 from app_bench.opportunity o order by o.id`,
];

/** Waits until no index of the product's is being built: a publish is answered before. */
async function quiet(pool: Pool): Promise<void> {
  for (let calm = 0; calm < 3; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const { rows } = await pool.query(
      `select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    calm = rows.length > 0 ? 0 : calm + 1;
  }
}

/** Fills the product's database with `size` opportunities and what belongs to them. Indexes are made anew at the end, which is faster. */
export async function loadProduct(pool: Pool, size: number, reps: readonly Rep[]): Promise<void> {
  await quiet(pool);
  const client = await pool.connect();
  try {
    await client.query(seedSql('seed', size));
    await client.query('create temp table rep (id bigint primary key, user_id text, department uuid)');
    await client.query('insert into rep select * from jsonb_to_recordset($1::jsonb) as x(id bigint, "user" text, department uuid)', [
      JSON.stringify(reps),
    ]);
    // Triggers that check references and the like have nothing to find here.
    await client.query('set session_replication_role = replica');
    const { rows: indexes } = await client.query(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as text from pg_index
       where indrelid = any($1::regclass[]) and not indisprimary and not exists (select 1 from pg_constraint where conindid = indexrelid)`,
      [[...TABLES, '_ledger', '_period'].map((table) => `app_bench.${table}`)],
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (const text of FILL) await client.query(text);
    for (const { text } of indexes) await client.query(text);
    await client.query('drop schema seed cascade');
    await client.query('reset session_replication_role');
    await client.query('vacuum analyze');
  } finally {
    client.release(true);
  }
}

/** Takes away what was created or imported after the loading, with its story. */
export async function forgetNew(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const table of ['_ledger', '_period', '_outbox'])
      await client.query(`delete from app_bench.${table} where record > $1`, [LAST_LOADED]);
    await client.query('delete from app_bench.opportunity where id > $1', [LAST_LOADED]);
    await client.query('delete from pipewright.import_row');
    await client.query('vacuum analyze app_bench.opportunity');
  } finally {
    client.release(true);
  }
}
