import { createHash } from 'node:crypto';
import type { Statement } from '@pipewright/sql';
import pg from 'pg';

/** Whatever can run a query: the pool, or a client inside a transaction. */
export type Queryable = Pick<pg.Pool | pg.PoolClient, 'query'>;

/** A pool of connections. */
export type Pool = pg.Pool;

const TEXT_OIDS = new Set([1082, 1114, 1184, 1700, 20]);
const asText = (value: string) => value;

/** Opens a pool whose sessions are in UTC and in which dates, decimals and bigints stay texts. */
export function openPool(url: string, options: { max?: number; searchPath?: string; statementTimeout?: number } = {}): Pool {
  const settings = ['-c timezone=UTC', ...(options.searchPath ? [`-c search_path=${options.searchPath}`] : [])];
  if (options.statementTimeout) settings.push(`-c statement_timeout=${options.statementTimeout}`);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    options: settings.join(' '),
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: ((oid: number, format: 'text') =>
        TEXT_OIDS.has(oid) ? asText : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', () => {
    // A lost idle connection is replaced at the next query; without a listener it would end the process.
  });
  return pool;
}

/** The most statements kept prepared on a connection. */
const MOST_PREPARED = 400;
const seen = new Map<string, string | null>();

/** A name to prepare a statement under, from the second time it is asked for; rare questions are planned each time. */
function preparedName(text: string): string | undefined {
  const name = seen.get(text);
  if (name) return name;
  if (name === undefined) {
    if (seen.size >= MOST_PREPARED) return undefined;
    seen.set(text, null);
    return undefined;
  }
  const fresh = `s${createHash('sha1').update(text).digest('hex').slice(0, 16)}`;
  seen.set(text, fresh);
  return fresh;
}

/** Runs a compiled statement and gives its rows. */
export async function rows<T>(db: Queryable, { sql, parameters }: Statement): Promise<T[]> {
  const name = preparedName(sql);
  const result = await db.query(
    name ? { name, text: sql, values: parameters as unknown[] } : { text: sql, values: parameters as unknown[] },
  );
  return result.rows as T[];
}

/** The database's clock, which decides what is due, in ISO 8601. */
export async function databaseNow(db: Queryable): Promise<string> {
  const { rows: found } = await db.query<{ now: string }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  );
  return found[0]?.now ?? '';
}

/** Runs work inside one transaction; an error rolls it back. */
export async function transaction<T>(pool: Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
