import { describe, expect, it } from 'vitest';
import { offContract, operationAt } from './support/contract.ts';

const record = '/apps/a/records/deal/01970000-0000-7000-8000-000000000000';

describe('the look at answers that all tests of routes take', () => {
  it('finds the operation by its address, the exact one before one with names in it', () => {
    const found = [
      operationAt('DELETE', '/account/sessions/others'),
      operationAt('DELETE', '/account/sessions/x'),
      operationAt('GET', `${record}?expand=owner`),
      operationAt('GET', '/apps/a/imports/x/refused.csv'),
      operationAt('PUT', record),
    ];
    expect(found).toEqual(['endOtherSessions', 'endSession', 'readRecord', 'readRefusedRows', undefined]);
  });

  it('objects to what the contract does not say: a property, a status, an address, a fault of another form', () => {
    const me = { user: 'u', name: 'n', installationAdmin: false, language: null, timeZone: null };
    expect(offContract('GET', '/me', 200, me)).toBeUndefined();
    expect(offContract('GET', '/me', 200, { ...me, secret: 1 })).toContain('readMe');
    expect(offContract('GET', '/me', 201, me)).toContain('201');
    expect(offContract('GET', '/nothing', 200, {})).toContain('no operation');
    expect(offContract('GET', '/nothing', 404, { issues: [{ path: '', code: 'c', message: 'm' }] })).toBeUndefined();
    expect(offContract('GET', '/nothing', 404, { error: 'not found' })).toContain('404');
    expect(offContract('GET', record, 200, { version: 1 })).toContain('readRecord');
  });
});
