import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { isAway } from './error.ts';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });
const pg = (code: string) => Object.assign(new DatabaseError('x', 1, 'error'), { code });

describe('a fault', () => {
  it('is a database that is away: shut down, crashed, starting, full, unreachable, lost on the way', () => {
    for (const code of ['57P01', '57P02', '57P03', '53300', '25006', '08006', '08P01'])
      expect([code, isAway(pg(code))]).toEqual([code, true]);
    for (const code of ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])
      expect([code, isAway(coded(code))]).toEqual([code, true]);
    for (const words of [
      'Connection terminated',
      'Connection terminated unexpectedly',
      'Connection terminated due to connection timeout',
      'timeout exceeded when trying to connect',
      'timeout expired',
      'Client has encountered a connection error and is not queryable',
      'Client was closed and is not queryable',
      'Cannot use a pool after calling end on the pool',
    ])
      expect([words, isAway(new Error(words))]).toEqual([words, true]);
  });

  it('is not where the database answered, or our own code failed', () => {
    for (const code of ['23505', '40001', '40P01', '42601', '57014', '22P02', '55P03'])
      expect([code, isAway(pg(code))]).toEqual([code, false]);
    expect([new Error('x is not a function'), coded('ENOENT'), coded('EACCES'), 'Connection terminated', undefined].map(isAway)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
