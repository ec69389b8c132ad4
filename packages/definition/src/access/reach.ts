import { check, checkExpression, namesIn, namesInTerm, type Rule } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import type { Role } from '../model/role.ts';
import { fieldOf, fieldsOf } from '../model/system-field.ts';
import { askVocabularyOf, entityOf, SURROUNDINGS } from '../model/vocabulary.ts';
import { pipelineNames, readableFields, readsEntity, readsName } from './fields.ts';

/** Every name of an app that a role may know: the fields by entity. What is not in it does not exist for that role. */
export interface Reach {
  readonly app: App;
  readonly role: Role;
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Where a record stands is known as a whole or not at all. */
const STANDING = ['pipeline', 'stage', 'status'];

/** The names that a role may know. */
export function reachOf(app: App, role: Role): Reach {
  const entries = app.entities
    .filter((entity) => readsEntity(role, entity))
    .map((entity) => [entity.key, namesFor(app, role, entity)] as const)
    // An entity of whose own fields none may be known has nothing to show.
    .filter(([key, names]) => entityOf(app, key)?.fields.some((field) => names.has(field.key)));
  return { app, role, names: new Map(entries) };
}

function namesFor(app: App, role: Role, entity: Entity): Set<string> {
  const readable = new Set(readableFields(app, entity, role).map((field) => field.key));
  if (!entity.process || STANDING.every((key) => readable.has(key))) return readable;
  // Without the process its system fields are gone from the document as well.
  return new Set(fieldsOf({ ...entity, process: undefined }).flatMap(({ key }) => (readable.has(key) ? [key] : [])));
}

/** True where the role may know where the records of an entity stand, and so the process they move through. */
export function knowsProcess(reach: Reach, entity: Entity): boolean {
  return entity.process !== undefined && STANDING.every((name) => knows(reach, entity, name));
}

/** True where the role may know every rule that chooses a pipeline. */
export function knowsChoice({ app, role }: Reach, entity: Entity): boolean {
  return pipelineNames(app, entity).every((name) => readsName(app, entity, role, name));
}

/** True where the role may know what a name stands for: `amount`, `customer.grade` one reference away, `today`. */
export function knows(reach: Reach, entity: Entity, name: string): boolean {
  if (name === 'id' || Object.hasOwn(SURROUNDINGS, name)) return true;
  const [near = '', far, ...more] = name.split('.');
  if (more.length > 0 || !reach.names.get(entity.key)?.has(near)) return false;
  if (far === undefined) return true;
  const target = fieldOf(entity, near)?.target;
  return target !== undefined && reach.names.get(target)?.has(far) === true;
}

/** True where the role may know every name that a rule reads or mentions. */
export function knowsRule(reach: Reach, entity: Entity, rule: Rule): boolean {
  const checked = check(rule, askVocabularyOf(reach.app, entity));
  return 'value' in checked && [...namesIn(checked.value), ...mentioned(rule)].every((name) => knows(reach, entity, name));
}

/** True where the role may know every name that an expression reads or mentions. */
export function knowsExpression(reach: Reach, entity: Entity, expression: Rule): boolean {
  const checked = checkExpression(expression, askVocabularyOf(reach.app, entity));
  return 'value' in checked && [...namesInTerm(checked.value), ...mentioned(expression)].every((name) => knows(reach, entity, name));
}

/** Every text that stands where a variable is named, also where the checker reads past it: the rule travels as it is written. */
function mentioned(rule: Rule): string[] {
  if (Array.isArray(rule)) return rule.flatMap((each: Rule) => mentioned(each));
  if (typeof rule !== 'object' || rule === null) return [];
  return Object.entries(rule).flatMap(([operator, args]) => (operator === 'var' ? texts(args) : mentioned(args)));
}

function texts(rule: Rule): string[] {
  if (typeof rule === 'string') return [rule];
  return typeof rule === 'object' && rule !== null ? Object.values(rule).flatMap((each: Rule) => texts(each)) : [];
}
