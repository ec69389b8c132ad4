import { type Entity, fieldOf } from '@pipewright/definition';
import { formatValue } from '../field/faces.ts';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import type { Totals } from './table-foot.tsx';

/** The figures of a list in one line, where there is no table under whose columns they could stand. */
export function TotalsLine({ entity, currency, totals }: { entity: Entity; currency: string; totals: Totals }) {
  const { t, say, language } = useText();
  if (totals.count === undefined) return null;
  const figures = [...totals.of].flatMap(([key, { fn, value }]) => {
    const field = fieldOf(entity, key);
    if (!field || fn === 'none' || value === null || value === undefined) return [];
    const figure = formatValue(field, value, { language, currency });
    return [t('total.of', { total: t(`total.${fn}`), name: say(field.name), figure })];
  });
  return <p className={look.quiet}>{[t('list.count', { count: totals.count }), ...figures].join(' · ')}</p>;
}
