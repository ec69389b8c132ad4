import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { columnsRead } from './columns-read.ts';

it('finds the columns of an alias however deep they stand, and no others', () => {
  const inner = sql`(select ${sql.id('f', 'grade')} from t as f where f.id = ${sql.id('r', 'account')})`;
  const all = sql`${sql.join([sql.id('r', 'name'), sql`coalesce(${inner}, ${'r'})`])} and ${sql.id('r', 'stage')} = ${'r.amount'}`;
  expect([...columnsRead('r', [all])]).toEqual(['name', 'account', 'stage']);
  expect([...columnsRead('f', [all, sql`true`])]).toEqual(['grade']);
  expect([...columnsRead('r', [sql.id('schema', 'r'), sql.id('r'), sql`${['r', 'x']}`])]).toEqual([]);
});
