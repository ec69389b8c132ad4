import { check, type Issue, issue, issuesOf, type Vocabulary } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import { isBesideRule, MOST_RULED_KEY } from '../model/by-rule-fields.ts';
import type { Field } from '../model/field.ts';
import { fieldTypes } from '../model/field-type.ts';
import { systemFields } from '../model/system-field.ts';
import { vocabularyOf } from '../model/vocabulary.ts';
import { namesInRule } from '../parts/said.ts';

/** Whose a record is may decide a value, of all that the product itself keeps of it. */
const SYSTEM_READ: ReadonlySet<string> = new Set(['owner', 'department']);

/**
 * The names that a rule by which a field gets its value may read: what a record holds itself and what it refers to holds, and the day. Not where it stands, which
 * may follow from the value; nor who asks, for a value is the same whoever writes; nor a number that is counted out as the record is written.
 */
export function ruledVocabulary(app: App, entity: Entity): Vocabulary {
  const own = new Set(systemFields(entity).flatMap(({ key }) => (SYSTEM_READ.has(key) ? [] : [key])));
  const counted = new Set(entity.fields.flatMap(({ key, type }) => (fieldTypes[type].store === 'numbered' ? [key] : [])));
  return Object.fromEntries(
    Object.entries(vocabularyOf(app, entity)).filter(
      ([name]) => name !== 'id' && !name.startsWith('user.') && !own.has(name) && !counted.has(name),
    ),
  );
}

/** The live fields of an entity that get their value by rule, each behind those that its rule reads; those that wait for each other in a circle are left out. */
export function ruledFields(entity: Entity): Field[] {
  const open = entity.fields.filter(({ byRule, retired }) => byRule && !retired);
  const done: Field[] = [];
  for (;;) {
    const waiting = open.filter((field) => !done.includes(field));
    const keys = new Set(waiting.map(({ key }) => key));
    const next = waiting.find((field) => !ruledNames(field).some((name) => keys.has(name)));
    if (!next) return done;
    done.push(next);
  }
}

/** The facts that the rule of a field reads. */
export function ruledNames({ byRule }: Pick<Field, 'byRule'>): string[] {
  return [...new Set((byRule?.rows ?? []).flatMap(({ when }) => namesInRule(when)))];
}

/** What is wrong with the rule by which a field gets its value. */
export function checkByRule(app: App, entity: Entity, field: Field, path: string): Issue[] {
  const { byRule, name, options = [] } = field;
  if (isBesideRule(field.key)) return [issue(`${path}.key`, 'key.reserved', { field: name })];
  if (!byRule) return [];
  const scope = ruledVocabulary(app, entity);
  const live = new Set(options.flatMap((option) => (option.retired ? [] : [option.key])));
  const keys = byRule.rows.map(({ key }) => key);
  const at = `${path}.byRule`;
  const option = (key: string, place: string) => (live.has(key) ? [] : [issue(place, 'by_rule.option', { field: name })]);
  return [
    ...(field.default === undefined ? [] : [issue(`${path}.default`, 'by_rule.default', { field: name })]),
    ...(field.key.length > MOST_RULED_KEY ? [issue(`${path}.key`, 'by_rule.key', { field: name, most: MOST_RULED_KEY })] : []),
    ...(byRule.rows.length === 0 ? [issue(`${at}.rows`, 'by_rule.rows', { field: name })] : []),
    ...byRule.rows.flatMap(({ key, when, value }, i) => [
      ...(keys.indexOf(key) < i ? [issue(`${at}.rows.${i}.key`, 'key.twice', { key })] : []),
      ...issuesOf(check(when, scope, `${at}.rows.${i}.when`)),
      ...option(value, `${at}.rows.${i}.value`),
    ]),
    ...(byRule.otherwise === null ? [] : option(byRule.otherwise, `${at}.otherwise`)),
    ...(ruledFields(entity).includes(field) ? [] : [issue(at, 'by_rule.circle', { field: name })]),
  ];
}
