import { describe, expect, it } from 'vitest';
import { isPublic, literalAddress, outgoingUrl } from './public-address.ts';

const INSIDE = [
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
  ...['100.64.0.1', '100.100.100.200', '192.0.0.192', '168.63.129.16', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1'],
  ...['fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1'],
  ...['', 'localhost', '1.2.3', '8.8.8.8%1'],
];
const OUTSIDE = [
  '8.8.8.8',
  '1.1.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '240e::1',
];

describe('an address', () => {
  it.each(INSIDE)('of this machine, its network or its provider is not everybody’s: %s', (address) =>
    expect(isPublic(address)).toBe(false),
  );
  it.each(OUTSIDE)('of the network of everybody is: %s', (address) => expect(isPublic(address)).toBe(true));

  it.each([
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://0177.0.0.1/', '127.0.0.1'],
    ['http://127.1/', '127.0.0.1'],
    ['http://１２７.０.０.１/', '127.0.0.1'],
    ['http://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
    ['http://[0:0:0:0:0:0:0:1]:8080/', '::1'],
    ['http://example.com/', undefined],
    ['http://localhost./', undefined],
  ])('is the same however it is written: %s', (text, bare) => expect(literalAddress(new URL(text))).toBe(bare));
});

describe('where something may be sent', () => {
  it.each([
    ...['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', '//example.com', 'example.com', ''],
    ...[
      'https://user@example.com/',
      'https://user:word@example.com/',
      'https://:word@example.com/',
      'https://[fe80::1%25eth0]/',
      'https://exa mple/',
    ],
  ])('is none without https, with a name or a password, or where there is no address: %s', (text) =>
    expect(outgoingUrl(text, false)).toBeUndefined(),
  );

  it('is any https, and http where it may stay inside', () => {
    expect(outgoingUrl('https://example.com/a?b=c', false)?.href).toBe('https://example.com/a?b=c');
    expect(outgoingUrl('http://127.0.0.1:1/', true)?.href).toBe('http://127.0.0.1:1/');
    expect([outgoingUrl('file:///etc/passwd', true), outgoingUrl('http://a:b@c/', true)]).toEqual([undefined, undefined]);
  });
});
