import { describe, expect, it } from 'vitest';
import { addressBehind, networkOf, trustedProxies } from './client-address.ts';

describe('the address of who asks', () => {
  const none = trustedProxies('');
  const some = trustedProxies('10.0.0.7, 172.16.0.0/12, fd00::/8');
  it.each([
    ['203.0.113.5', '', none, '203.0.113.5'],
    // Whoever is not trusted may say what they like.
    ['203.0.113.5', '198.51.100.1', some, '203.0.113.5'],
    ['10.0.0.7', '198.51.100.1', none, '10.0.0.7'],
    ['10.0.0.7', '198.51.100.1', some, '198.51.100.1'],
    ['::ffff:10.0.0.7', '198.51.100.1', some, '198.51.100.1'],
    ['10.0.0.7', '1.1.1.1, 198.51.100.1, 172.20.3.4', some, '198.51.100.1'],
    ['fd00::1', '2001:db8::5', some, '2001:db8::5'],
    ['10.0.0.7', '', some, '10.0.0.7'],
    ['10.0.0.7', 'nonsense', some, '10.0.0.7'],
    ['10.0.0.7', '172.16.0.9', some, '172.16.0.9'],
  ] as const)('%s, forwarded for "%s": the fourth', (remote, forwarded, proxies, address) =>
    expect(addressBehind(remote, forwarded, proxies)).toBe(address),
  );
  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['2001:0DB8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1:2%eth0', 'fe80:0:0:0::/64'],
  ])('%s is of the network %s', (address, network) => expect(networkOf(address)).toBe(network));
  it('is refused a list that is none', () => expect(() => trustedProxies('proxy.example')).toThrow('TRUSTED_PROXIES'));
});
