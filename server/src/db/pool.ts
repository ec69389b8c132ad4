import type { Statement } from '@pipewright/sql';
import pg from 'pg';
import { instantSql } from './instant.ts';
import { Prepared } from './prepared.ts';

/** Whatever can run a query: the pool, or a client inside a transaction. */
export type Queryable = Pick<pg.Pool | pg.PoolClient, 'query'>;

/** A pool of connections. */
export type Pool = pg.Pool;

/** One connection that its holder has to itself, and is in no transaction. */
export type Connection = pg.PoolClient;

const INSTANTS = [1114, 1184];
const OTHERS = [1082, 1700, 20];
/** The longest a request waits for a connection before it is told that the database is away. */
const PATIENCE_MS = 5000;
const asText = (value: string) => value;

/** How a pool is opened. Timestamps are texts like all else, but for a library that reckons with dates. */
interface PoolOptions {
  readonly max?: number;
  readonly searchPath?: string;
  readonly statementTimeout?: number;
  readonly instants?: 'texts' | 'dates';
  /** How statements with a name are planned: once for all values where that seems as good, or anew with their values at each use. */
  readonly plans?: 'once' | 'by values';
  /** Whether one statement may use several processors. */
  readonly processors?: 'one' | 'several';
}

/** Opens a pool whose sessions are in UTC and in which dates, decimals and bigints stay texts. */
export function openPool(url: string, options: PoolOptions = {}): Pool {
  // Our statements are short; compiling one to machine code costs more than it can save.
  const settings = ['-c timezone=UTC', '-c jit=off', ...(options.searchPath ? [`-c search_path=${options.searchPath}`] : [])];
  const texts = new Set(options.instants === 'dates' ? OTHERS : [...OTHERS, ...INSTANTS]);
  // What may look at many records is quick with one value and slow with another: a plan for all of them was up to a thousand times slower.
  if (options.plans === 'by values') settings.push('-c plan_cache_mode=force_custom_plan');
  if (options.processors === 'one') settings.push('-c max_parallel_workers_per_gather=0');
  if (options.statementTimeout) settings.push(`-c statement_timeout=${options.statementTimeout}`);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    options: settings.join(' '),
    connectionTimeoutMillis: PATIENCE_MS,
    types: {
      getTypeParser: ((oid: number, format: 'text') =>
        texts.has(oid) ? asText : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  // A lost connection fails what runs on it and is replaced at the next query. Both the pool (for idle ones) and each connection in use say so
  // by an event, which would end the process if nobody listened.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const prepared = new Prepared();

/** Runs a compiled statement and gives its rows. */
export async function rows<T>(db: Queryable, statement: Statement): Promise<T[]> {
  if (!(db instanceof pg.Pool)) return send(db, statement);
  const client = await db.connect();
  let broken: unknown;
  try {
    return await send(client, statement);
  } catch (error) {
    // What the connection is good for after a fault is not known here; the pool itself gives it up too.
    broken = error;
    throw error;
  } finally {
    giveBack(client, broken);
  }
}

async function send<T>(client: Queryable, { sql, parameters }: Statement): Promise<T[]> {
  const name = prepared.nameOf(sql, client);
  const result = await client.query(
    name ? { name, text: sql, values: parameters as unknown[] } : { text: sql, values: parameters as unknown[] },
  );
  return result.rows as T[];
}

/** The database's clock, which decides what is due, in ISO 8601: this moment, also inside a transaction that has waited for others. */
export async function databaseNow(db: Queryable): Promise<string> {
  const { rows: found } = await db.query<{ now: string }>(`select ${instantSql('clock_timestamp()')} as now`);
  return found[0]?.now ?? '';
}

/** Gives a connection back to its pool, which closes it where it is broken or holds too many prepared statements. */
function giveBack(client: pg.PoolClient, broken: unknown): void {
  client.release(broken instanceof Error ? broken : broken !== undefined || prepared.isFull(client));
}

/**
 * Runs work inside one transaction; an error rolls it back. Whoever holds a connection gives that: with a second one out of the same pool, all that hold
 * one could wait for each other.
 */
export async function transaction<T>(on: Pool | Connection, work: (client: Connection) => Promise<T>): Promise<T> {
  return inTransaction(on, 'commit', work);
}

/** Runs work inside one transaction and takes everything back: what the work answers is what would have been. */
export async function rehearsal<T>(pool: Pool, work: (client: Connection) => Promise<T>): Promise<T> {
  return inTransaction(pool, 'rollback', work);
}

async function inTransaction<T>(on: Pool | Connection, end: 'commit' | 'rollback', work: (client: Connection) => Promise<T>): Promise<T> {
  const held = 'release' in on;
  const client = held ? on : await on.connect();
  let broken: unknown;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query(end);
    return result;
  } catch (error) {
    await client.query('rollback').catch((lost: unknown) => {
      broken = lost;
    });
    throw error;
  } finally {
    if (!held) giveBack(client, broken);
  }
}
