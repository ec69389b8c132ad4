import { type Field, isStatus } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { statusColors, tones } from '../shell/color.ts';

/** Colours of series: one calm row that keeps apart in both light and dark. */
export const PALETTE = ['#2f74e0', '#1597a8', '#2e9e4f', '#d19a15', '#e0701f', '#d43c3c', '#7d4dd1', '#8a909c'];

/** A number that a text always has. */
function hashOf(text: string): number {
  let hash = 0;
  for (const each of text) hash = (hash * 31 + (each.codePointAt(0) ?? 0)) % 65_521;
  return hash;
}

/**
 * The colours of values that stand beside one another. A value has the same one in every picture: a status its own, an option by its place among the
 * options, anything else by what it is called; where that is taken already, the next that is free.
 */
export function colorsOf(field: Field | undefined, values: readonly Value[]): string[] {
  const taken = new Set<number>();
  return values.map((value) => {
    if (field?.key === 'status' && typeof value === 'string' && isStatus(value)) return tones[statusColors[value]].line;
    const place = field?.options?.findIndex(({ key }) => key === value) ?? -1;
    let at = (place >= 0 ? place : hashOf(String(value))) % PALETTE.length;
    for (let tries = 0; taken.has(at) && tries < PALETTE.length; tries += 1) at = (at + 1) % PALETTE.length;
    taken.add(at);
    return PALETTE[at] as string;
  });
}
