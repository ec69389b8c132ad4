import { BlockList, isIP } from 'node:net';
import type { Context } from 'hono';
import type { Server } from './env.ts';

/** Proxies whose word on who is behind them is taken, from a list of addresses and networks: `10.0.0.7, 172.16.0.0/12`. Throws where one is neither. */
export function trustedProxies(list: string): BlockList {
  const trusted = new BlockList();
  for (const entry of list.split(',').map((each) => each.trim())) {
    if (!entry) continue;
    const [address = '', bits] = entry.split('/');
    const family = isIP(address);
    if (!family) throw new Error(`TRUSTED_PROXIES must be addresses or networks, not “${entry}”.`);
    if (bits === undefined) trusted.addAddress(address, family === 6 ? 'ipv6' : 'ipv4');
    else trusted.addSubnet(address, Number(bits), family === 6 ? 'ipv6' : 'ipv4');
  }
  return trusted;
}

/** The address of who asks: the other end of the connection, or where that is a trusted proxy, the nearest one before it that is not. */
export function clientAddress(c: Context, { proxies }: Pick<Server, 'proxies'>): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return addressBehind(incoming?.socket?.remoteAddress ?? '127.0.0.1', c.req.header('x-forwarded-for') ?? '', proxies);
}

/** As `clientAddress`, from the other end of the connection and the header that each proxy adds its caller to. */
export function addressBehind(remote: string, forwarded: string, proxies: BlockList): string {
  const way = [...forwarded.split(',').map((each) => each.trim()), remote].map((each) => each.replace(/^::ffff:/i, ''));
  for (let at = way.length - 1; ; at -= 1) {
    const address = way[at] ?? '';
    const before = way[at - 1];
    const trusted = proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
    if (!trusted || !before || !isIP(before)) return address;
  }
}

/** What one customer of a network has: an address, or in IPv6 the 64 bits before a machine's own. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const groups = (text: string) => text.split(':').filter(Boolean);
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail)];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
