import { check, checkExpression, type Issue, issue, issuesOf, type Rule, type Vocabulary } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import { fieldAt } from '../model/field-at.ts';
import { fieldTypes, isTimed, type Named } from '../model/field-type.ts';
import type { Measure, Question, Report } from '../model/report.ts';
import { takesTarget } from '../model/target.ts';
import { askVocabularyOf, entityOf } from '../model/vocabulary.ts';

const NUMERIC = new Set(['sum', 'avg', 'min', 'max', 'median']);
const timeful = (field: Field | undefined) => field !== undefined && isTimed(field);
// Where a person or a department stands in the tree is known; where a record does is not.
const PLACED: Readonly<Record<Named, boolean>> = { person: true, department: true, record: false };
const isPlaced = ({ type }: Field) => PLACED[fieldTypes[type].names ?? 'record'];

/** Every reason a report's question cannot be asked of this app. */
export function checkQuestion(app: App, question: Question, path: string): Issue[] {
  const entity = entityOf(app, question.entity);
  if (!entity) return [issue(`${path}.entity`, 'unknown.entity', { name: question.entity })];
  const scope = askVocabularyOf(app, entity);
  const rule = (at: string, value: Question['filter']) => (value === undefined ? [] : issuesOf(check(value, scope, at)));
  const keys = [...question.dimensions, ...question.measures].map((part) => part.key);
  return [
    ...keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => issue(path, 'key.twice', { key })),
    ...rule(`${path}.filter`, question.filter),
    ...(question.sort ?? [])
      .filter((sort) => !keys.includes(sort.by))
      .map((sort) => issue(`${path}.sort`, 'unknown.field', { name: sort.by })),
    ...question.dimensions.flatMap((dimension, i) => {
      const at = `${path}.dimensions.${i}`;
      const field = fieldAt(app, entity, dimension.field);
      if (!field) return [issue(at, 'unknown.field', { name: dimension.field })];
      const fits =
        fieldTypes[field.type].report !== 'none' && (!dimension.bucket || timeful(field)) && (!dimension.level || isPlaced(field));
      return fits ? [] : [issue(at, 'report.dimension', { field: field.name })];
    }),
    ...question.measures.flatMap((measure, i) => checkMeasure(app, entity, scope, measure, `${path}.measures.${i}`, rule)),
  ];
}

/** The reason a report cannot be narrowed to a period by the field it names for that. */
export function checkTime(app: App, { entity: key, time }: Report, path: string): Issue[] {
  const entity = entityOf(app, key);
  if (!entity || time === undefined) return [];
  const field = fieldAt(app, entity, time);
  if (!field) return [issue(path, 'unknown.field', { name: time })];
  return isTimed(field) ? [] : [issue(path, 'report.time', { field: field.name })];
}

/** The reason a report cannot have the target it names. */
export function checkTarget(report: Report, path: string): Issue[] {
  return report.targetAmount === undefined || takesTarget(report) ? [] : [issue(path, 'report.target')];
}

/** The reasons an expression cannot be what a figure is of: its value must be a number. */
function checkFigure(expression: Rule, scope: Vocabulary, at: string): readonly Issue[] {
  const checked = checkExpression(expression, scope, at);
  if ('issues' in checked) return checked.issues;
  return checked.value.type === 'number' ? [] : [issue(at, 'report.number')];
}

function checkMeasure(
  app: App,
  entity: Entity,
  scope: Vocabulary,
  measure: Measure,
  at: string,
  rule: (at: string, value: Measure['filter']) => readonly Issue[],
): Issue[] {
  const issues = [...rule(`${at}.filter`, measure.filter), ...rule(`${at}.of`, measure.of)];
  const fits = NUMERIC.has(measure.fn) && measure.field === undefined;
  if (measure.expression !== undefined)
    return [...issues, ...(fits ? [] : [issue(at, 'report.expression')]), ...checkFigure(measure.expression, scope, `${at}.expression`)];
  if (measure.fn.endsWith('_days')) {
    for (const name of [measure.from, measure.to]) {
      if (!name || !timeful(fieldAt(app, entity, name))) issues.push(issue(at, 'report.measure', { name: name ?? '' }));
    }
  } else if (NUMERIC.has(measure.fn)) {
    const field = measure.field ? fieldAt(app, entity, measure.field) : undefined;
    if (!field || fieldTypes[field.type].report !== 'measure') issues.push(issue(at, 'report.measure', { name: measure.field ?? '' }));
  } else if (measure.fn === 'ratio' && (measure.filter === undefined || measure.of === undefined)) issues.push(issue(at, 'report.ratio'));
  return issues;
}
