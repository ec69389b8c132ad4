/** A value of an address as the text that was written: the router has read numbers, truths and JSON in it already. */
export function addressText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
}

/** The texts of an address under these keys. What is none is said to be absent, as the router would pass it on otherwise. */
export function addressTexts<K extends string>(raw: Record<string, unknown>, keys: readonly K[]): { [key in K]?: string } {
  return Object.fromEntries(keys.flatMap((key) => (key in raw ? [[key, addressText(raw[key])]] : []))) as { [key in K]?: string };
}
