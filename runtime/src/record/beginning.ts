import {
  type App,
  type Entity,
  type Pipeline,
  type RecordJson,
  type Stage,
  targetOf,
  withinOf,
  writableFields,
} from '@pipewright/definition';
import type { Rule, Value } from '@pipewright/logic';

/** The stage a new record is to begin in, by the address; undefined where that names none. */
export function beginningOf(entity: Entity, at: { readonly pipeline?: string | undefined; readonly stage?: string | undefined }) {
  const pipeline = entity.process?.pipelines.find((each) => each.key === at.pipeline);
  const stage = pipeline?.stages.find((each) => each.key === at.stage);
  return pipeline && stage ? ({ pipeline, stage } satisfies { pipeline: Pipeline; stage: Stage }) : undefined;
}

/** The record that a new one is made for, by the address: `link` is the reference by which it belongs to the record `to`; undefined where that names none. */
export function linkOf(app: App, entity: Entity, at: { readonly link?: string | undefined; readonly to?: string | undefined }) {
  const field = writableFields(entity).find(({ key }) => key === at.link);
  const target = targetOf(app, field);
  return field && target && at.to ? { field: field.key, target: target.key, id: at.to } : undefined;
}

/** Values that a new record is given, and what the records among them are called. */
export interface Carried {
  readonly values: Readonly<Record<string, Value>>;
  readonly names: Readonly<Record<string, string>>;
}

/**
 * What a new record has of the one that it is made for besides the reference to it: a quote the customer of its opportunity.
 * @param link the reference by which it belongs to that record
 */
export function carriedOf(app: App, entity: Entity, link: string | undefined, record: RecordJson | undefined): Carried {
  const field = entity.fields.find(({ key }) => key === link);
  const within = field && withinOf(app, entity, field);
  const value = within && record?.[within.by.key];
  if (!within || typeof value !== 'string' || !writableFields(entity).includes(within.near)) return { values: {}, names: {} };
  const name = record?.$names?.[within.by.key];
  return { values: { [within.near.key]: value }, names: name ? { [within.near.key]: name } : {} };
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
