import { BlockList, isIP, isIPv4 } from 'node:net';

/** What of IPv4 is not everybody's: this net, private, carriers' own, this machine, a link's own, tests, many at once, reserved, and the metadata of a cloud. */
const INSIDE_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  '168.63.129.16/32',
];
/** IPv6 gives out addresses of everybody's in one range; what lies outside holds mapped IPv4, NAT64, a house's or link's own, many at once. */
const OUTSIDE_6 = '2000::/3';
/** Within it: tunnels that hold an IPv4 address (Teredo, 6to4), and examples. */
const INSIDE_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const listOf = (ranges: readonly string[], family: 'ipv4' | 'ipv6') => {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', prefix] = range.split('/');
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
};
const inside4 = listOf(INSIDE_4, 'ipv4');
const outside6 = listOf([OUTSIDE_6], 'ipv6');
const inside6 = listOf(INSIDE_6, 'ipv6');

/** Whether an IP address belongs to the network of everybody: nothing of this machine, of its network, or of its provider stands there. */
export function isPublic(address: string): boolean {
  // A zone names a link of this machine.
  if (isIP(address) === 0 || address.includes('%')) return false;
  if (isIPv4(address)) return !inside4.check(address, 'ipv4');
  return outside6.check(address, 'ipv6') && !inside6.check(address, 'ipv6');
}

/**
 * The address to which something is sent, as a URL; undefined for one to which nothing is: no https, a user name or a password in it, nothing that is an address at all.
 * @param inside whether it may lead into this network, and go without https
 */
export function outgoingUrl(text: string, inside: boolean): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(inside && url.protocol === 'http:')) return undefined;
  return url.username === '' && url.password === '' ? url : undefined;
}

/** The host of a URL where it is an IP address; undefined for a name, which has to be resolved. */
export function literalAddress({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? undefined : bare;
}
