import type { Inks } from './inks.ts';

/** The names at the side of lying bars, the first on top; what tells two of one name apart stands in a line of its own. */
export function namesAtSide(names: readonly string[], { ink, faint }: Inks) {
  return {
    type: 'category',
    data: names,
    inverse: true,
    axisLabel: {
      color: ink,
      width: 116,
      overflow: 'truncate',
      lineHeight: 13,
      formatter: (name: string) => name.replace(' · ', '\n'),
    },
    axisLine: { lineStyle: { color: faint } },
    axisTick: { show: false },
  };
}

/** A figure beside its bar, and nothing where there is none. */
export function shownOf(value: number | null, short: (value: number) => string): string {
  return value === null ? '' : short(value);
}
