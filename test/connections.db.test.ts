import { openPool, type Pool, rehearsal, rows, transaction } from '@pipewright/server';
import { compileSql, fillSlots, Slot } from '@pipewright/sql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from './support/database.ts';

let pool: Pool;
let other: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await freshDatabase('migrated');
  drop = database.drop;
  pool = openPool(database.url, { max: 1 });
  other = openPool(database.url, { max: 1 });
  await pool.query('create table kept (n integer)');
});
afterAll(async () => {
  await Promise.all([pool?.end(), other?.end()]);
  await drop?.();
});

const ask = <T>(text: string, ...parameters: unknown[]) => rows<T>(pool, { sql: text, parameters });
const backend = async () => (await pool.query('select pg_backend_pid() as pid')).rows[0].pid as number;
const preparedHere = async () => Number((await pool.query('select count(*) from pg_prepared_statements')).rows[0].count);

describe('prepared statements', () => {
  it('are made for what comes again, and a connection never holds more than its share', async () => {
    let most = 0;
    const backends = new Set<number>();
    for (let i = 0; i < 1300; i += 1) {
      for (let again = 0; again < 2; again += 1) expect(await ask(`select $1::int + ${i} as n`, 1)).toEqual([{ n: i + 1 }]);
      if (i % 20 === 0) {
        most = Math.max(most, await preparedHere());
        backends.add(await backend());
      }
    }
    expect(most).toBeGreaterThan(400);
    expect(most).toBeLessThanOrEqual(500);
    expect(backends.size).toBe(3);
  });
});

describe('a statement with an open slot', () => {
  it('never leaves for the database', async () => {
    const open = compileSql(sql`select ${new Slot('user.id')}::text`);
    await expect(rows(pool, open)).rejects.toThrow('The slot user.id was not filled');
    await expect(pool.query('select $1::text[]', [[new Slot('user.id')]])).rejects.toThrow('not filled');
    expect(
      await rows(
        pool,
        fillSlots(open, () => 'me'),
      ),
    ).toEqual([{ text: 'me' }]);
  });
});

describe('a transaction', () => {
  it('is kept, a rehearsal is taken back, and both give their answer and their connection back', async () => {
    const write = async (client: Pick<Pool, 'query'>) => (await client.query('insert into kept values (1) returning n')).rows;
    expect(await rehearsal(pool, write)).toEqual([{ n: 1 }]);
    expect(await ask('select * from kept')).toEqual([]);
    expect(await transaction(pool, write)).toEqual([{ n: 1 }]);
    expect(await ask('select * from kept')).toEqual([{ n: 1 }]);
    await expect(rehearsal(pool, (client) => client.query('select 1/0'))).rejects.toThrow('division');
    expect(await ask('select * from kept')).toEqual([{ n: 1 }]);
  });

  it('that loses its connection says so, ends nothing else, and the next one works', async () => {
    for (const run of [transaction, rehearsal]) {
      const lost = run(pool, async (client) => {
        const { pid } = (await client.query('select pg_backend_pid() as pid')).rows[0];
        await other.query('select pg_terminate_backend($1)', [pid]);
        await client.query('select pg_sleep(5)');
      });
      await expect(lost).rejects.toThrow();
      expect(await ask('select count(*)::int as n from kept')).toEqual([{ n: 1 }]);
      expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
    }
    const query = ask('select pg_sleep(5)').catch((error: Error) => error);
    const running = "select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(5)' and pid <> pg_backend_pid()";
    for (let ended = 0; ended === 0; ) ended = (await other.query(running)).rowCount ?? 0;
    expect(await query).toBeInstanceOf(Error);
    expect(await ask('select count(*)::int as n from kept')).toEqual([{ n: 1 }]);
  });
});
