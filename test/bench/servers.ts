import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@pipewright/server';
import pg from 'pg';
import { type Ask, asking, foundCompany, MANAGER, signIn } from './api.ts';
import { bareSchema } from './bare-sql.ts';
import { bareTarget } from './bare-target.ts';
import { loadProduct } from './load.ts';
import { here, options } from './options.ts';
import { answers, freePort, type ServerProcess, startServer } from './processes.ts';
import { productTarget } from './product-target.ts';
import type { Target } from './target.ts';

/** Both servers with their loaded databases in one Postgres. */
export interface Servers {
  readonly bare: Target;
  readonly product: Target;
  readonly admin: Ask;
  readonly manager: Ask;
  readonly postgres: string;
  /** The version of Postgres in words. */
  readonly version: string;
  /** The port of the product's inspector; 0 where none was asked for. */
  readonly inspector: number;
  readonly stop: () => Promise<void>;
}

const say = (text: string) => console.log(`${new Date().toTimeString().slice(0, 8)} ${text}`);

/** Starts Postgres, loads the same data for both, and starts each server in a process of its own, the product like in production. */
export async function startServers(): Promise<Servers> {
  const dir = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  chmodSync(dir, 0o755);
  const cluster = { dir: join(dir, 'postgres'), maxConnections: 150 };
  let postgres = await startEmbedded(cluster);
  const running: ServerProcess[] = [];
  const pools: pg.Pool[] = [];
  const open = (database: string) => {
    const pool = new pg.Pool({ connectionString: postgres.url(database), max: 4 });
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  const stop = async () => {
    await Promise.all(running.map((each) => each.stop()));
    await Promise.all(pools.map((each) => each.end()));
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  // Whoever breaks the run off leaves nothing behind.
  const abandon = async () => {
    for (const each of running) process.kill(each.pid);
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void abandon());
  try {
    const root = open('postgres');
    const version = (await root.query('select version()')).rows[0].version;
    if (options.statements) {
      await root.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`);
      await postgres.stop();
      postgres = await startEmbedded(cluster);
    }
    const rootAgain = open('postgres');
    for (const name of ['bare', 'product']) await rootAgain.query(`create database ${name} encoding 'UTF8' template template0`);
    const pool = { bare: open('bare'), product: open('product') };
    say(`loading ${options.size} opportunities for the bare server`);
    await pool.bare.query(bareSchema(options.size));
    await pool.bare.query('vacuum analyze');

    const [productPort, barePort, inspector] = [await freePort(), await freePort(), options.profile ? await freePort() : 0];
    const base = `http://127.0.0.1:${productPort}`;
    const env = {
      ...{ DATABASE_URL: postgres.url('product'), PORT: String(productPort), DATA_DIR: join(dir, 'data'), SECRET: 'bench '.repeat(8) },
      NODE_ENV: 'production',
    };
    const args = [...(inspector ? [`--inspect=127.0.0.1:${inspector}`] : []), 'tools/start.ts'];
    const startProduct = () => startServer(args, env, options.root, answers(`${base}/api/health`));
    const first = await startProduct();
    running.push(first);
    say('founding the company and publishing the app through the API');
    const reps = await pool.bare.query('select id::int, name, team from reps order by id');
    const said = /setup\?token=([\w-]+)/;
    for (let i = 0; i < 100 && !said.test(first.said()); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    const company = await foundCompany(base, said.exec(first.said())?.[1] ?? '', reps.rows, pool.product);
    say('loading the same for the product');
    await loadProduct(pool.product, options.size, company.reps);
    // A fresh process, so that nothing learned from the empty tables is kept.
    running.splice(0);
    await first.stop();
    const product = await startProduct();
    running.push(product);
    const bareEnv = { DATABASE_URL: postgres.url('bare'), PORT: String(barePort), NODE_ENV: 'production' };
    const ready = async () => (await fetch(`http://127.0.0.1:${barePort}/`)).status === 401;
    const bare = await startServer([here('bare.ts')], bareEnv, options.root, ready);
    running.push(bare);
    await pool.bare.query('checkpoint');
    const cookie = await signIn(base, MANAGER);
    const size = options.size;
    return {
      bare: bareTarget({ port: barePort, pid: bare.pid, pool: pool.bare, size }),
      product: productTarget({ port: productPort, pid: product.pid, pool: pool.product, size, cookie, reps: company.reps }),
      admin: company.admin,
      manager: asking(base, cookie),
      postgres: dir,
      version,
      inspector,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
