import type { BetterAuthOptions } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { migrations } from './migrations.ts';
import { type Pool, type Queryable, transaction } from './pool.ts';

const LOCK = 727_001;

/** Brings the sign-in tables and the platform's schema up to date. Safe to run from several servers at once. */
export async function migrate(pool: Pool, authOptions: BetterAuthOptions): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('create extension if not exists pg_trgm with schema public');
    await client.query('create schema if not exists auth');
    await client.query('create schema if not exists pipewright');
    await checkText(client);
    const { runMigrations } = await getMigrations(authOptions);
    await runMigrations();
    await client.query(
      'create table if not exists pipewright.migration (number integer primary key, applied_at timestamptz not null default now())',
    );
    const done = await client.query<{ number: number }>('select number from pipewright.migration');
    const applied = new Set(done.rows.map((row) => row.number));
    for (const step of migrations) {
      if (applied.has(step.number)) continue;
      await transaction(client, async (inside) => {
        if (step.sql) await inside.query(step.sql);
        await step.run?.(inside);
        await inside.query('insert into pipewright.migration (number) values ($1)', [step.number]);
      });
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    client.release();
  }
}

/** Under some locales trigrams do not see Chinese, and search would silently find nothing. */
async function checkText(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ sees: boolean | null; encoding: string }>(
    `select cardinality(show_trgm('中文字')) > 0 as sees, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`,
  );
  const found = rows[0];
  if (found?.encoding !== 'UTF8' || !found.sees) {
    throw new Error(
      "This database cannot search Chinese text. Create it with: create database … encoding 'UTF8' locale 'C.UTF-8' template template0",
    );
  }
}
