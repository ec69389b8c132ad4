import { check, checkExpression, type Issue, isLogic, issue, issuesOf, type Rule, type Vocabulary } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import type { Conversion, ConversionTarget } from '../model/conversion.ts';
import type { Field } from '../model/field.ts';
import { fieldTypes } from '../model/field-type.ts';
import { entityOf, SURROUNDINGS, targetOf, vocabularyOf } from '../model/vocabulary.ts';
import { inForm, outcomes } from '../value/default.ts';
import { writableFields } from '../value/record-schema.ts';
import { shapeIssue } from '../value/shape-issue.ts';
import { fits } from './automation/value-faults.ts';

/** What is wrong with the conversion of an entity: rules, values that do not fit, targets that are gone, and places where nothing can be kept. */
export function checkConversion(app: App, entity: Entity, { when, sets, targets }: Conversion, path: string): Issue[] {
  return [
    ...issuesOf(check(when, ownVocabulary(app, entity), `${path}.when`)),
    ...Object.entries(sets).flatMap(([key, value]) => constantFaults(entity, key, value, `${path}.sets.${key}`)),
    ...targets.flatMap((target, i) => targetFaults(app, entity, targets.slice(0, i), target, `${path}.targets.${i}`)),
    ...targets.flatMap(({ keep }, i) =>
      targets.slice(0, i).some((each) => each.keep === keep) ? [issue(`${path}.targets.${i}.keep`, 'conversion.keep_twice')] : [],
    ),
  ];
}

/** What the rules of a conversion may name: the record itself and who converts it, not other records, which that person might not see. */
function ownVocabulary(app: App, entity: Entity): Vocabulary {
  return Object.fromEntries(
    Object.entries(vocabularyOf(app, entity)).filter(([name]) => !name.includes('.') || Object.hasOwn(SURROUNDINGS, name)),
  );
}

function constantFaults(entity: Entity, key: string, value: Rule, path: string): Issue[] {
  const field = writableFields(entity).find((each) => each.key === key);
  if (!field) return [issue(path, 'unknown.field', { name: key })];
  // Who or what it is cannot be known before the record is.
  const takes = fieldTypes[field.type].names === null && value !== null && !isLogic(value) && !shapeIssue(field, inForm(field, value));
  return takes ? [] : [issue(path, 'conversion.value', { field: field.name })];
}

function targetFaults(app: App, entity: Entity, before: readonly ConversionTarget[], target: ConversionTarget, path: string): Issue[] {
  const made = target.entity === entity.key ? undefined : entityOf(app, target.entity);
  if (!made) return [issue(`${path}.entity`, 'conversion.target', { name: target.entity })];
  const { values, links = {}, match = [], source, keep } = target;
  const writable = writableFields(made);
  const given = (key: string, at: string, faults: (field: Field) => Issue[]) => {
    const field = writable.find((each) => each.key === key);
    return field ? faults(field) : [issue(`${path}.${at}`, 'unknown.field', { name: key })];
  };
  return [
    ...Object.entries(values).flatMap(([key, rule]) =>
      given(key, `values.${key}`, (field) => valueFaults(app, entity, field, rule, `${path}.values.${key}`)),
    ),
    ...Object.entries(links).flatMap(([key, link]) =>
      given(key, `links.${key}`, (field) => {
        const first = before.find((each) => each.key === link);
        const fit = first && targetOf(app, field)?.key === first.entity && !Object.hasOwn(values, key);
        return fit ? [] : [issue(`${path}.links.${key}`, 'conversion.link', { field: field.name })];
      }),
    ),
    ...match.flatMap((key, i) =>
      given(key, `match.${i}`, (field) =>
        Object.hasOwn(values, key) || Object.hasOwn(links, key)
          ? []
          : [issue(`${path}.match.${i}`, 'conversion.match', { field: field.name })],
      ),
    ),
    ...keptFaults(app, entity, keep, made, `${path}.keep`),
    ...(source === undefined ? [] : keptFaults(app, made, source, entity, `${path}.source`, true)),
  ];
}

/** What is wrong with what a field of a result begins with. */
export function valueFaults(app: App, entity: Entity, field: Field, rule: Rule, path: string): Issue[] {
  const misfit = issue(path, 'conversion.value', { field: field.name });
  if (!isLogic(rule)) return rule !== null && shapeIssue(field, inForm(field, rule)) ? [misfit] : [];
  const read = checkExpression(rule, ownVocabulary(app, entity), path, fieldTypes[field.type].value);
  if ('issues' in read) return [...read.issues];
  return outcomes(read.value).every((term) => fits({ app, entity }, field, term)) ? [] : [misfit];
}

/** Where a conversion keeps what became of what: in a reference that nothing else writes, and of which one record has one alone where it is `single`. */
function keptFaults(app: App, holder: Entity, key: string, named: Entity, path: string, single = false): Issue[] {
  const field = holder.fields.find((each) => each.key === key && !each.retired);
  if (!field) return [issue(path, 'unknown.field', { name: key })];
  const fit = field.kept && targetOf(app, field)?.key === named.key && (!single || field.unique);
  return fit ? [] : [issue(path, single ? 'conversion.source' : 'conversion.keep', { field: field.name, entity: named.name })];
}
