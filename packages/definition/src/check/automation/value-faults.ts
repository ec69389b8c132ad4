import { checkExpression, type Issue, isLogic, type Rule, type Term } from '@pipewright/logic';
import type { Entity } from '../../model/app.ts';
import { isNeeded } from '../../model/automation/arriving.ts';
import type { Field } from '../../model/field.ts';
import { fieldAt } from '../../model/field-at.ts';
import { fieldTypes } from '../../model/field-type.ts';
import { fieldOf } from '../../model/system-field.ts';
import { inForm, MAKER, outcomes } from '../../value/default.ts';
import { writableFields } from '../../value/record-schema.ts';
import { shapeIssue } from '../../value/shape-issue.ts';
import { below, fault, type Ground, gone, type Place, told } from './ground.ts';

/** What is wrong with the values that a step gives to the fields of an entity. */
export function valueFaults(ground: Ground, filled: Entity, values: Readonly<Record<string, Rule>>, place: Place): Issue[] {
  const writable = writableFields(filled);
  return Object.entries(values).flatMap(([key, rule]) => {
    const at = below(below(place, 'values'), key);
    const field = writable.find((each) => each.key === key);
    if (field) return valueFault(ground, field, rule, at);
    const system = fieldOf(filled, key);
    return system ? [fault(ground, at, 'automation.not_written', { field: system.name })] : [gone(ground, at, 'field', key)];
  });
}

/** A value has the field's type, and each constant it may come to is one that the field takes. */
function valueFault(ground: Ground, field: Field, rule: Rule, place: Place): Issue[] {
  const misfit = fault(ground, place, 'automation.value', { field: field.name });
  if (rule === null) return [];
  if (!isLogic(rule)) return shapeIssue(field, inForm(field, rule)) ? [misfit] : [];
  const read = checkExpression(rule, ground.scope, place.path, fieldTypes[field.type].value);
  if ('issues' in read) return told(ground, place, read.issues);
  return outcomes(read.value).every((term) => fits(ground, field, term)) ? [] : [misfit];
}

/** True where a field takes what a term over an entity may come to. */
export function fits(ground: Pick<Ground, 'app' | 'entity'>, field: Field, term: Term): boolean {
  if (term.kind === 'value') return term.value === null || !shapeIssue(field, inForm(field, term.value));
  const { names } = fieldTypes[field.type];
  if (!names && !field.options) return true;
  if (term.kind !== 'var') return false;
  if (names && term.name === MAKER[names]) return true;
  const from = fieldAt(ground.app, ground.entity, term.name);
  if (names === 'record') return term.name === 'id' ? field.target === ground.entity.key : from?.target === field.target;
  if (names) return from !== undefined && fieldTypes[from.type].names === names;
  const known = new Set(field.options?.map(({ key }) => key));
  return from?.options?.every(({ key }) => known.has(key)) ?? false;
}

/** What a record that a step makes lacks: a field that is always required, has no default and is given nothing. */
export function missingFaults(ground: Ground, made: Entity, given: ReadonlySet<string>, place: Place): Issue[] {
  return made.fields
    .filter((field) => isNeeded(field) && !given.has(field.key))
    .map((field) => fault(ground, place, 'automation.required', { field: field.name, entity: made.name }));
}
