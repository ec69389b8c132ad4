import { type Rule, tooLarge, type Value } from '@pipewright/logic';
import type { ReportResult } from '../contract/reports.ts';
import type { App, Entity } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import { fieldAt } from '../model/field-at.ts';
import { fieldTypes, hasTrait } from '../model/field-type.ts';
import type { Dimension, Question } from '../model/report.ts';
import { entityOf, targetOf } from '../model/vocabulary.ts';
import { daysOfBucket } from './bucket.ts';
import { departmentsAbove, departmentsBelow, type Placed } from './department.ts';
import { rulesIn, type StartOf, withinDays } from './narrow.ts';

/** What must be known to say which records stand behind a figure. */
export interface Ground {
  readonly startOf: StartOf;
  /** All departments, parents first. */
  readonly departments: readonly Placed[];
}

/**
 * The rules, all of which hold for just those records that a figure of an answer was made from. Undefined where no rule can say it: a level of the
 * department of somebody who is not the owner, or what is empty two references away.
 * @param answer the answer to `question`, asked with its ids
 * @param row a row of it, or one of its kind that holds no record
 * @param measure which of the figures of the question
 */
export function behind(
  app: App,
  question: Question,
  answer: Pick<ReportResult, 'columns'>,
  row: readonly Value[],
  measure: number,
  ground: Ground,
): readonly Rule[] | undefined {
  const entity = entityOf(app, question.entity);
  if (!entity) return undefined;
  const places = question.dimensions.map((dimension, i) => {
    const at = answer.columns.findIndex(({ kind, key }) => kind === 'id' && key === dimension.key);
    return placeRules(app, entity, dimension, { value: row[i] ?? null, id: at < 0 ? undefined : (row[at] ?? null) }, ground);
  });
  if (places.some((each) => each === undefined)) return undefined;
  const figure = question.measures[measure];
  const counted = figure?.fn === 'ratio' ? figure.of : figure?.filter;
  // A figure may repeat what its question says already.
  const all = rulesIn(question.filter, ...places.flatMap((each) => each ?? []), counted).map((rule): [string, Rule] => [
    JSON.stringify(rule),
    rule,
  ]);
  const rules = [...new Map(all).values()];
  return tooLarge({ and: rules }) ? undefined : rules;
}

/** A value of a dimension, and the id behind it where it is a name. */
interface Shown {
  readonly value: Value;
  readonly id: Value | undefined;
}

function placeRules(app: App, entity: Entity, dimension: Dimension, { value, id }: Shown, ground: Ground): readonly Rule[] | undefined {
  const { field: name, bucket, level } = dimension;
  const field = fieldAt(app, entity, name);
  if (!field) return undefined;
  if (level) return id === undefined ? undefined : levelRules(field, name, level, id, ground);
  if (bucket) {
    if (value === null) return [is(name, null)];
    const days = daysOfBucket(bucket, value);
    return days && withinDays(app, { entity: entity.key }, name, days, ground.startOf);
  }
  if (hasTrait(field, 'list')) return [value === null ? is(name, null) : { in: [value as Rule, { var: name }] }];
  if (id === undefined) return [is(name, value)];
  if (id !== null || fieldTypes[field.type].names !== 'record') return [is(name, id)];
  // Records out of sight and those without a name stand where nothing is referred to.
  const target = targetOf(app, field);
  return target && !name.includes('.') ? [is(`${name}.${target.title}`, null)] : undefined;
}

const is = (name: string, value: Value): Rule => ({ '==': [{ var: name }, value as Rule] });

/** A level of the tree above a department, or above the owner, whose department is that of the record; a record in the pool, which keeps its department, has no owner to stand below one. */
function levelRules(field: Field, name: string, level: number, id: Value, { departments }: Ground): readonly Rule[] | undefined {
  const own = fieldTypes[field.type].names === 'department' ? name : undefined;
  const place = own ?? (field.key === 'owner' ? name.replace(/owner$/, 'department') : undefined);
  if (place === undefined) return undefined;
  const among = (ids: readonly string[]): Rule => ({ in: [{ var: place }, ids] });
  if (id !== null) return [among(departmentsBelow(departments, String(id))), ...(own ? [] : [{ '!=': [{ var: name }, null] }])];
  const above = departmentsAbove(departments, level);
  const empty = [...(own ? [] : [is(name, null)]), is(place, null), ...(above.length > 0 ? [among(above)] : [])];
  return empty.length > 1 ? [{ or: empty }] : empty;
}
