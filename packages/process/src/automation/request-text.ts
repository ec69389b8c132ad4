import type { Facts, Value } from '@pipewright/logic';
import type { Worked } from './ready.ts';

/** A number as JSON writes it. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** A value of a record as it stands in an address: as programs write it, and empty where there is none. */
export function plainText(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(',') : String(value);
}

/**
 * Values as a JSON object.
 * @param figures which of them are numbers: a text holds them here, so that nothing of them is lost, and it is sent as it is
 */
export function jsonOf(values: ReadonlyMap<string, Worked>, figures: ReadonlySet<string>, facts: Facts): string {
  const pairs = [...values].map(([name, work]) => {
    const value = work(facts);
    const said = figures.has(name) && typeof value === 'string' && NUMBER.test(value) ? value : JSON.stringify(value ?? null);
    return `${JSON.stringify(name)}:${said}`;
  });
  return `{${pairs.join(',')}}`;
}
