import { type Entity, type Field, fieldOf } from '@pipewright/definition';
import { formatValue } from '../field/faces.ts';
import * as look from '../frame/look.module.css';
import { type Text, useText } from '../text/language.ts';
import type { Totals } from './table-foot.tsx';
import type { Total } from './total.ts';

/** Figures of columns as people say them; what nobody knows is left out. */
export function figuresInWords(
  figures: readonly (readonly [Field | undefined, Total])[],
  currency: string,
  { t, say, language }: Text,
): string[] {
  return figures.flatMap(([field, { fn, value }]) => {
    if (!field || fn === 'none' || value === null || value === undefined) return [];
    const figure = formatValue(field, value, { language, currency });
    return [t('total.of', { total: t(`total.${fn}`), name: say(field.name), figure })];
  });
}

/** The figures of a list in one line, where there is no table under whose columns they could stand. */
export function TotalsLine({ entity, currency, totals }: { entity: Entity; currency: string; totals: Totals }) {
  const text = useText();
  if (totals.count === undefined) return null;
  const figures = figuresInWords(
    [...totals.of].map(([key, total]) => [fieldOf(entity, key), total] as const),
    currency,
    text,
  );
  return <p className={look.quiet}>{[text.t('list.count', { count: totals.count }), ...figures].join(' · ')}</p>;
}
