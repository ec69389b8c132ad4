import { type Entity, fieldTypes, type Me, type Pipeline, type Stage, writableFields } from '@pipewright/definition';
import { type Rule, sameValue, type Value } from '@pipewright/logic';
import type { FormValues } from '@pipewright/ui';

/** The stage a new record is to begin in, by the address; undefined where that names none. */
export function beginningOf(entity: Entity, at: { readonly pipeline?: string | undefined; readonly stage?: string | undefined }) {
  const pipeline = entity.process?.pipelines.find((each) => each.key === at.pipeline);
  const stage = pipeline?.stages.find((each) => each.key === at.stage);
  return pipeline && stage ? ({ pipeline, stage } satisfies { pipeline: Pipeline; stage: Stage }) : undefined;
}

/** The values with which a pipeline applies, where its rule says so plainly: one field that is a certain value. */
export function valuesFor(entity: Entity, { when }: Pick<Pipeline, 'when'>): Readonly<Record<string, Value>> {
  const [near, value] = sides(when) ?? [];
  const field = writableFields(entity).find((each) => each.key === near);
  return field && value !== undefined ? { [field.key]: value } : {};
}

function sides(rule: Rule | null): readonly [string, Value] | undefined {
  const equal = rule !== null && typeof rule === 'object' && !Array.isArray(rule) && '==' in rule ? rule['=='] : undefined;
  if (!Array.isArray(equal) || equal.length !== 2) return undefined;
  const [left, right] = equal as readonly Rule[];
  const name = typeof left === 'object' && left !== null && !Array.isArray(left) && 'var' in left ? left.var : undefined;
  return typeof name === 'string' && typeof right === 'string' ? [name, right] : undefined;
}

const hasDefault = (entity: Entity, key: string) => entity.fields.some((field) => field.key === key && field.default !== undefined);

/** True where somebody typed something into the form of a new record: a default that is as it was is nothing typed, one that was emptied is. */
export function isTouched(entity: Entity, typed: FormValues, given: FormValues): boolean {
  return Object.entries(typed).some(
    ([key, value]) => (value === null && hasDefault(entity, key)) || !sameValue(value, Object.hasOwn(given, key) ? given[key] : null),
  );
}

/**
 * What the form of a new record sends: what is filled in, and that a field is empty where it has a default, which the server would give it otherwise. A default
 * that this person may not write is left to the server.
 */
export function valuesToSend(entity: Entity, values: FormValues, readonly: readonly string[]): FormValues {
  const sent = Object.entries(values).filter(([key, value]) => {
    if (!hasDefault(entity, key)) return value !== null && value !== undefined;
    return value !== undefined && !readonly.includes(key);
  });
  return Object.fromEntries(sent);
}

/** What the maker of a record is called, for the fields that begin with whoever makes it. */
export function makerNames(entity: Entity, me: Pick<Me, 'name'>): Readonly<Record<string, string>> {
  const own = entity.fields.filter(({ key, type }) => hasDefault(entity, key) && fieldTypes[type].names === 'person');
  return Object.fromEntries(own.map(({ key }) => [key, me.name]));
}
