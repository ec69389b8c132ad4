import { type App, type Entity, fieldAt, type Language, type Report, type ReportResult } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { colorsOf } from './color.ts';
import { formatFigure, shortFigure } from './figure.ts';
import { completed, placeNames, placesOf } from './places.ts';
import { type Target, targetOf } from './target.ts';

/** Figures of one colour, one for each place; a gap where there is none. */
export interface Series {
  readonly name: string;
  readonly color: string | undefined;
  readonly values: readonly (number | null)[];
  /** The row of the answer that each figure stands in. */
  readonly rows: readonly (readonly Value[] | undefined)[];
}

/** What every picture is drawn from: places with their names, and one series or, where there is a second dimension, one for each of its values. */
export interface ChartData {
  readonly names: readonly string[];
  /** The colour of each place, for pictures that tell places apart by it. */
  readonly colors: readonly string[];
  readonly series: readonly Series[];
  /** True where figures of several series add up to something. */
  readonly additive: boolean;
  /** True where there is nothing between two whole numbers. */
  readonly whole: boolean;
  readonly write: (value: number | null) => string;
  readonly short: (value: number) => string;
  readonly target?: Target | undefined;
}

const numberIn = (value: Value | undefined) => (value === null || value === undefined ? null : Number(value));

/** What the product has words for in a picture. */
export interface ChartWords {
  readonly none: string;
  readonly days: string;
  readonly target: string;
}

/** Lays the first measure of an answer out by its dimensions, for drawing. */
export function chartData(
  app: App,
  entity: Entity,
  report: Report,
  result: ReportResult,
  language: Language,
  words: ChartWords,
): ChartData {
  const split = report.dimensions.length;
  const column = result.columns[split];
  const unit = { format: column?.format ?? 'count', currency: column?.currency ?? app.currency, language, days: words.days };
  const additive = ['count', 'sum'].includes(report.measures[0]?.fn ?? '');
  const rows = completed(app, entity, report, result);
  const places = placesOf(app, entity, report, rows, 0);
  const named = (index: number, values: readonly Value[]) => placeNames(app, entity, report, index, values, language, words.none);
  const field = (index: number) => fieldAt(app, entity, report.dimensions[index]?.field ?? '');
  const seriesOf = (name: string, color: string | undefined, own: readonly (readonly Value[])[]): Series => {
    const at = new Map(own.map((row) => [row[0] ?? null, row]));
    const found = places.map((place) => at.get(place));
    return { name, color, rows: found, values: found.map((row) => (row ? numberIn(row[split]) : additive ? 0 : null)) };
  };
  const several = () => {
    const keys = [...new Set(rows.map((row) => JSON.stringify(row.slice(1, split))))];
    const order = placesOf(app, entity, report, rows, 1).map((value) => JSON.stringify(value));
    const first = (key: string) => order.indexOf(JSON.stringify((JSON.parse(key) as Value[])[0]));
    const sorted = keys.toSorted((a, b) => first(a) - first(b));
    const values = sorted.map((key) => JSON.parse(key) as Value[]);
    const names = report.dimensions.slice(1).map((_, i) =>
      named(
        i + 1,
        values.map((each) => each[i] ?? null),
      ),
    );
    const colors = colorsOf(split === 2 ? field(1) : undefined, split === 2 ? values.map(([value = null]) => value) : sorted);
    return sorted.map((key, i) =>
      seriesOf(
        names.map((each) => each[i]).join(' · '),
        colors[i],
        rows.filter((row) => JSON.stringify(row.slice(1, split)) === key),
      ),
    );
  };
  const all = split > 1 ? several() : [seriesOf(column?.name[language] ?? '', undefined, rows)];
  const write = (value: Value) => formatFigure(value, unit.format, unit.currency, language, words.days);
  return {
    names: named(0, places),
    colors: colorsOf(field(0), places),
    series: all,
    additive,
    whole: unit.format === 'count',
    write,
    short: (value) => shortFigure(value, unit),
    target: targetOf(
      report,
      report.targetName?.[language] ?? words.target,
      (all[0]?.rows ?? []).map((row) => row?.[split] ?? (additive ? '0' : null)),
      write,
    ),
  };
}

/** A picture in one sentence, for those who hear it. */
export function chartInWords({ names, series, write, target }: ChartData): string {
  const share = (i: number) => (target?.percents[i] === undefined ? '' : ` (${target.percents[i]}%)`);
  const figures = (each: Series) => names.map((name, i) => `${name} ${write(each.values[i] ?? null)}${share(i)}`).join(', ');
  return series.length === 1 ? series.map(figures).join() : series.map((each) => `${each.name}: ${figures(each)}`).join('; ');
}
