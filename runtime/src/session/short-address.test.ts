import { describe, expect, it } from 'vitest';
import { shortAddress } from './short-address.ts';

describe('an address of the network', () => {
  it.each([
    ['10.0.0.7', '10.0.0.7'],
    ['2001:0db8:0001:0002:0000:0000:0000:0000', '2001:db8:1:2::'],
    ['0000:0000:0000:0000:0000:0000:0000:0000', ''],
    ['0000:0000:0000:0000:0000:0000:0000:0001', ''],
    ['not: an address', 'not: an address'],
    ['', ''],
    [null, ''],
  ])('%s is written %s', (address, written) => expect(shortAddress(address)).toBe(written));
});
