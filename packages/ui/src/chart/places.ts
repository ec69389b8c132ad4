import {
  type App,
  bucketsThrough,
  type Entity,
  entityOf,
  fieldAt,
  type Language,
  type Report,
  type ReportResult,
  rulesIn,
  stagesOf,
} from '@pipewright/definition';
import type { Rule, Value } from '@pipewright/logic';

type Row = readonly Value[];

/** The most places that an axis of time is filled up to. */
const MOST_PLACES = 400;

/** The entity whose stages a dimension stands for; undefined where it stands for none. */
function staged(app: App, entity: Entity, name: string): Entity | undefined {
  const [near = '', far] = name.split('.');
  const holder = far === undefined ? entity : entityOf(app, fieldAt(app, entity, near)?.target ?? '');
  return (far ?? near) === 'stage' && holder?.process ? holder : undefined;
}

/** The pipeline that a report is about, if it is about one. */
function pipelineIn(filter: Rule | undefined): unknown {
  const found = rulesIn(filter).find((rule) => JSON.stringify(rule).startsWith('{"==":[{"var":"pipeline"},"'));
  return (found as { '==': readonly unknown[] } | undefined)?.['=='][1];
}

/**
 * The values of a dimension in the order in which they stand beside one another: stretches of time and stages also where nothing fell on them, options
 * as the admin put them, anything else as it was answered; what is empty stands last. Where a figure decides the order, it stays.
 */
export function placesOf(app: App, entity: Entity, report: Report, rows: readonly Row[], index: number): Value[] {
  const given = [...new Set(rows.map((row) => row[index] ?? null))];
  const dimension = report.dimensions[index];
  const [first] = report.sort ?? [];
  if (!dimension || (first !== undefined && !report.dimensions.some(({ key }) => key === first.by))) return given;
  const known = given.filter((value) => value !== null);
  const all = allPlaces(app, entity, report, index, known);
  const ordered = [...all, ...known.filter((value) => !all.includes(value))];
  const turned = first?.by === dimension.key && first.descending ? ordered.toReversed() : ordered;
  return given.includes(null) ? [...turned, null] : turned;
}

function allPlaces(app: App, entity: Entity, { dimensions, filter }: Report, index: number, known: readonly Value[]): readonly Value[] {
  const { bucket, field: name = '' } = dimensions[index] ?? {};
  // Only the first dimension is an axis, on which what is empty has a place too.
  const kept = (values: readonly Value[]) => (index === 0 ? values : values.filter((value) => known.includes(value)));
  if (bucket) return kept(bucketsThrough(bucket, known.map(String), MOST_PLACES));
  const holder = staged(app, entity, name);
  if (!holder) return kept((fieldAt(app, entity, name)?.options ?? []).map(({ key }) => key)).filter((key) => known.includes(key));
  const pipeline = holder === entity ? holder.process?.pipelines.find(({ key }) => key === pipelineIn(filter)) : undefined;
  return kept((pipeline?.stages ?? stagesOf(holder)).map(({ key }) => key));
}

/** The rows of an answer with one for each place of its only dimension; where nothing fell, counts and sums are zero and nothing else is known. */
export function completed(app: App, entity: Entity, report: Report, { columns, rows }: ReportResult): readonly Row[] {
  if (report.dimensions.length !== 1 || rows.length === 0) return rows;
  const found = new Map(rows.map((row) => [row[0] ?? null, row]));
  const figures = report.measures.map(({ fn }) => (fn === 'count' ? 0 : fn === 'sum' ? '0' : null));
  const ids = columns.slice(1 + figures.length).map(() => null);
  return placesOf(app, entity, report, rows, 0).map((place) => found.get(place) ?? [place, ...figures, ...ids]);
}

/** What values of a dimension are called: an option by its name, and a stage with its pipelines where another one beside it is called the same. */
export function placeNames(
  app: App,
  entity: Entity,
  report: Report,
  index: number,
  values: readonly Value[],
  language: Language,
  none: string,
): string[] {
  const name = report.dimensions[index]?.field ?? '';
  const options = fieldAt(app, entity, name)?.options;
  const named = values.map((value) =>
    value === null ? none : (options?.find((option) => option.key === value)?.name[language] ?? String(value)),
  );
  const pipelines = staged(app, entity, name)?.process?.pipelines;
  if (!pipelines) return named;
  return named.map((each, i) => {
    if (!named.some((other, j) => other === each && values[j] !== values[i])) return each;
    const of = pipelines.filter(({ stages }) => stages.some(({ key }) => key === values[i]));
    return of.length > 0 ? `${each} · ${of.map((pipeline) => pipeline.name[language]).join(' / ')}` : each;
  });
}
