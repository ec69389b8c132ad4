import type { ReportResult } from '../contract/reports.ts';
import type { App, Entity } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import { fieldTypes, isChoice, isTimed } from '../model/field-type.ts';
import type { Dimension, Measure, Question } from '../model/report.ts';
import { isDerived } from '../model/system-field.ts';
import { targetOf } from '../model/vocabulary.ts';

/** The most groups that a list shows; it asks for one more, to know whether there are others. */
export const MOST_GROUPS = 200;
/** The most figures that one question gives. */
const MOST_MEASURES = 10;

/** Under which key the groups stand in the questions of a list, and how many records each has. */
export const GROUP = 'group';
const COUNT: Measure = { key: 'records', fn: 'count' };

/**
 * True for a field by whose values records are put into groups of which each is in one: choices, people, departments, records, yes and no, and days by
 * their months. Not for what is worked out when read, which no index finds.
 * @param titled true where the records of an entity have names that may be seen
 */
export function isGrouping(app: App, field: Field, titled: (entity: Entity) => boolean): boolean {
  if (isDerived(field)) return false;
  const { names, value } = fieldTypes[field.type];
  const target = names === 'record' ? targetOf(app, field) : undefined;
  if (names === 'record') return target !== undefined && titled(target);
  return names !== null || value === 'boolean' || isTimed(field) || isChoice(field);
}

/** What a list asks for its figures. */
export interface Figured {
  readonly entity: string;
  readonly filter?: Question['filter'];
  readonly measures: readonly Measure[];
  /** The field whose values make the groups; undefined for figures of the whole list. */
  readonly by?: Field | undefined;
  /** True where the last group comes first. */
  readonly descending?: boolean;
}

/** The questions for the figures of a list, of its groups or of all of it, as few as they take; the first says how many records there are. */
export function figureQuestions({ entity, filter, measures, by, descending = false }: Figured): Question[] {
  const all = [COUNT, ...measures];
  const dimension: Dimension | undefined = by && { key: GROUP, field: by.key, ...(isTimed(by) ? { bucket: 'month' } : {}) };
  return Array.from({ length: Math.ceil(all.length / MOST_MEASURES) }, (_, i) => ({
    entity,
    dimensions: dimension ? [dimension] : [],
    measures: all.slice(i * MOST_MEASURES, (i + 1) * MOST_MEASURES),
    ...(filter === undefined ? {} : { filter }),
    ...(dimension ? { sort: [{ by: GROUP, descending }], limit: MOST_GROUPS + 1 } : {}),
  }));
}

/** A value of an answer. */
type Told = ReportResult['rows'][number][number];

/** The figures of one group, or of the whole list, by the keys of their measures; how many records there are under `records`. */
export interface Figures {
  /** What tells the group from all others. */
  readonly key: string;
  /** Its row in the answer to the first question. */
  readonly row: readonly Told[];
  readonly of: ReadonlyMap<string, Told>;
}

/** The answers to `figureQuestions` brought together, in their order; undefined while any is missing. */
export function figuresOf(
  questions: readonly Question[],
  answers: readonly (Pick<ReportResult, 'rows'> | undefined)[],
): Figures[] | undefined {
  const all = answers.flatMap((each) => each ?? []);
  const [first, ...more] = all;
  if (!first || all.length < questions.length) return undefined;
  const at = questions[0]?.dimensions.length ?? 0;
  const keyOf = (row: readonly Told[], i: number) =>
    JSON.stringify([row.slice(0, at), row.slice(at + (questions[i]?.measures.length ?? 0))]);
  const measured = (row: readonly Told[], i: number) =>
    (questions[i]?.measures ?? []).map(({ key }, j) => [key, row[at + j] ?? null] as const);
  const further = more.map(({ rows }, i) => new Map(rows.map((row) => [keyOf(row, i + 1), row])));
  return first.rows.map((row) => {
    const key = keyOf(row, 0);
    // A record may have come between two questions; what one of them does not know is not known.
    const rest = further.flatMap((rows, i) => measured(rows.get(key) ?? [], i + 1));
    return { key, row, of: new Map([...measured(row, 0), ...rest]) };
  });
}
