import type { EmbeddedPostgres } from '../db/embedded.ts';
import { openPool } from '../db/pool.ts';
import { openServer, type ServerSettings } from '../running/server.ts';
import { makeDemo } from './demo.ts';

const NAME = 'pipewright';
const BUILDING = 'pipewright_building';

/** The address of the embedded database, with the demo in it. It is made under another name and renamed when complete, so that a stop half-way leaves nothing half done. */
export async function demoDatabase(postgres: EmbeddedPostgres, settings: Omit<ServerSettings, 'databaseUrl'>): Promise<string> {
  const pool = openPool(postgres.url('postgres'), { max: 1 });
  try {
    const { rows } = await pool.query('select 1 from pg_database where datname = $1', [NAME]);
    if (rows.length > 0) return postgres.url(NAME);
    await pool.query(`drop database if exists ${BUILDING} with (force)`);
    await pool.query(`create database ${BUILDING}`);
    const server = await openServer({ ...settings, databaseUrl: postgres.url(BUILDING), role: 'web' });
    try {
      await makeDemo(server);
    } finally {
      await server.close();
    }
    await pool.query(`alter database ${BUILDING} rename to ${NAME}`);
    return postgres.url(NAME);
  } finally {
    await pool.end();
  }
}
