import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { faultOf } from './fault.ts';

describe('what is told of an error', () => {
  it('is where the fault is, and nothing of what stands in records', () => {
    const error = Object.assign(new DatabaseError('null value in column "name"', 1, 'error'), {
      code: '23502',
      severity: 'ERROR',
      table: 'deal',
      column: 'name',
      detail: 'Failing row contains (1, geheim).',
      where: 'SQL function with geheim',
      internalQuery: `select 'geheim'`,
      parameters: ['geheim'],
      constraint: { toString: () => 'geheim' },
    });
    const { stack, ...told } = faultOf(error);
    expect(told).toEqual({
      type: 'error',
      message: 'null value in column "name"',
      code: '23502',
      severity: 'ERROR',
      table: 'deal',
      column: 'name',
    });
    expect(JSON.stringify({ stack, told })).not.toContain('geheim');
  });

  it('names each attempt of one that failed in several ways, and no end of causes', () => {
    const many = new AggregateError([new Error('by IPv6'), new Error('by IPv4')]);
    expect(faultOf(many).causes?.map(({ message }) => message)).toEqual(['by IPv6', 'by IPv4']);
    const endless = new Error('again');
    endless.cause = endless;
    expect(JSON.stringify(faultOf(endless)).match(/"message":"again"/g)).toHaveLength(4);
  });

  it('is told of whatever is thrown', () => {
    expect(faultOf('a word')).toEqual({ type: 'string', message: 'a word' });
    expect(faultOf(undefined)).toEqual({ type: 'undefined', message: 'undefined' });
    expect(faultOf(Object.create(null))).toEqual(faultOf({ secret: 'geheim' }));
  });
});
