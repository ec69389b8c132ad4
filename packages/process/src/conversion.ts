import {
  type App,
  type Conversion,
  type ConversionTarget,
  type Entity,
  entityOf,
  fieldOf,
  fieldTypes,
  inForm,
  vocabularyOf,
} from '@pipewright/definition';
import {
  accepted,
  check,
  checkExpression,
  compile,
  compileExpression,
  type Facts,
  type Issue,
  isLogic,
  issue,
  namesIn,
  sameValue,
  type Value,
} from '@pipewright/logic';

/** What the records that a conversion makes begin with, by target and field. Fields for which the record has nothing are left out. */
export type Beginnings = Readonly<Record<string, Facts>>;

/** What each target of a conversion begins with, of these facts of the record that is converted. The app must have passed `validate`. */
export function conversionValues(app: App, entity: Entity, { targets }: Conversion, facts: Facts): Beginnings {
  return Object.fromEntries(targets.map((target) => [target.key, targetValues(app, entity, target, facts)]));
}

function targetValues(app: App, entity: Entity, { entity: key, values }: ConversionTarget, facts: Facts): Facts {
  const made = entityOf(app, key);
  const scope = vocabularyOf(app, entity);
  const entries = Object.entries(values).flatMap(([name, rule]): [string, Value][] => {
    const field = made && fieldOf(made, name);
    if (!field) return [];
    const fixed = !isLogic(rule);
    const value = fixed ? rule : compileExpression(accepted(checkExpression(rule, scope, name, fieldTypes[field.type].value), name))(facts);
    const formed = inForm(field, value);
    return formed === null || formed === undefined ? [] : [[name, formed]];
  });
  return Object.fromEntries(entries);
}

/** True for a record that was converted: it names what became of it. */
export function isConverted({ targets }: Conversion, facts: Facts): boolean {
  return targets.some(({ keep }) => facts[keep] !== null && facts[keep] !== undefined);
}

/** Why a record may not be converted: it is already, or is not yet what its rule asks for. Told at the first field that the rule reads. */
export function conversionRefusal(app: App, entity: Entity, conversion: Conversion, facts: Facts): Issue | undefined {
  if (isConverted(conversion, facts)) return issue('', 'conversion.done');
  const when = accepted(check(conversion.when, vocabularyOf(app, entity)), `The conversion of ${entity.key}`);
  if (compile(when)(facts)) return undefined;
  return issue(namesIn(when)[0] ?? '', 'constraint.failed', { message: conversion.message });
}

/**
 * What speaks against a change that no conversion makes: it would give a record what only a conversion gives, or take that from one that was converted.
 * @param before the record as it is; null for a new one
 */
export function conversionIssues({ conversion, ...entity }: Entity, before: Facts | null, given: Facts): Issue[] {
  if (!conversion) return [];
  const changed = Object.keys(conversion.sets).filter((key) => Object.hasOwn(given, key) && !sameValue(given[key], before?.[key]));
  const [first] = changed;
  if (first === undefined) return [];
  const named = (key: string) => ({ field: fieldOf(entity, key)?.name ?? key });
  if (before && isConverted(conversion, before)) return changed.map((key) => issue(key, 'conversion.stays', named(key)));
  const after = { ...before, ...given };
  return conversionSets(entity, conversion).every(([key, value]) => sameValue(after[key], value))
    ? [issue(first, 'conversion.only', named(first))]
    : [];
}

/** What a converted record has in its own fields, each value in the form of its field. */
export function conversionSets(entity: Entity, { sets }: Conversion): [string, Value][] {
  return Object.entries(sets).flatMap(([key, value]): [string, Value][] => {
    const field = fieldOf(entity, key);
    return field ? [[key, inForm(field, value)]] : [];
  });
}
