/** An address of the network as people write it: one of version 6 without its zeros (RFC 5952); nothing for one that says nothing. */
export function shortAddress(address: string | null): string {
  if (!address?.includes(':')) return address ?? '';
  const url = `http://[${address}]/`;
  const short = URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : address;
  return short === '::' || short === '::1' ? '' : short;
}
