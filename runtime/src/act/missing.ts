import {
  type App,
  type Entity,
  type Fault,
  type Field,
  fieldOf,
  grantOf,
  type RecordJson,
  type Role,
  SURROUNDINGS,
  targetOf,
  writableFields,
} from '@pipewright/definition';
import type { Facts, Value } from '@pipewright/logic';
import { type Criterion, factsFor, landing, lostAsked, type PreparedEntity, placeOf, type Route, unmetAhead } from '@pipewright/process';
import type { StandingAct } from './standing.ts';

/** What a person wants of a record: an act, and for a move the stage it goes to. */
export interface Aim {
  readonly act: StandingAct;
  readonly stage?: string;
}

/** The way an aim takes, where it takes one: through the pipeline the record stands in, or into the one that applies. */
export function wayOf(prepared: PreparedEntity, record: RecordJson, { act, stage }: Aim): Pick<Route, 'pipeline' | 'from' | 'to'> {
  const byKey = (key: unknown) => prepared.pipelines.find(({ pipeline }) => pipeline.key === key);
  const here = byKey(record.pipeline);
  const stands = typeof record.stage === 'string' ? record.stage : null;
  if (act === 'rechoose') {
    const pipeline = byKey(record.applies);
    return { pipeline, from: -1, to: pipeline ? landing(here, pipeline, stands) : -1 };
  }
  const from = placeOf(here, stands);
  return { pipeline: here, from, to: act === 'move' ? placeOf(here, stage ?? stands) : from };
}

/**
 * The fields a person can fill in for what an aim still asks for, as far as can be told here: those that criteria on the way read and that
 * do not hold; for what is asked of a record that is not chosen yet, the field to choose it in. What stays unknown is left to the answer of the server.
 */
export function fieldsToFill(prepared: PreparedEntity, role: Role, record: RecordJson, surroundings: Facts, aim: Aim): Field[] {
  const names = stillAsked(prepared, record, surroundings, aim).flatMap((criterion) => criterion.names);
  const own = names.flatMap((name) => {
    const [near = '', far] = name.split('.');
    return far === undefined || empty(record[near]) ? [near] : [];
  });
  return writable(prepared.entity, role, own);
}

/** A record that the one in question refers to, with the fields of it that an aim still asks for. */
export interface FarAsk {
  /** The field that names it. */
  readonly near: Field;
  readonly entity: Entity;
  readonly id: string;
  readonly fields: readonly Field[];
  /** The keys of those without which the aim is not reached. */
  readonly needed: readonly string[];
}

/** What an aim still asks for of the records one step away, as far as this person can fill it in there. */
export function farToFill(app: App, prepared: PreparedEntity, role: Role, record: RecordJson, surroundings: Facts, aim: Aim): FarAsk[] {
  const open = stillAsked(prepared, record, surroundings, aim);
  const outside = (names: readonly string[]) => names.filter((name) => !Object.hasOwn(SURROUNDINGS, name));
  const names = [...new Set(open.flatMap((criterion) => outside(criterion.names)))].filter((name) => name.includes('.'));
  return [...Map.groupBy(names, (name) => name.split('.')[0] ?? '')].flatMap(([key, each]): FarAsk[] => {
    const [near, id] = [fieldOf(prepared.entity, key), record[key]];
    const entity = targetOf(app, near);
    if (!near || !entity || typeof id !== 'string' || grantOf(role, entity.key).update === 'none') return [];
    const keys = each.map((name) => name.slice(key.length + 1));
    const alone = open.flatMap((criterion) => (outside(criterion.names).length === 1 ? outside(criterion.names) : []));
    const fields = writable(entity, role, keys);
    return fields.length > 0 ? [{ near, entity, id, fields, needed: keys.filter((far) => alone.includes(`${key}.${far}`)) }] : [];
  });
}

const empty = (value: unknown) => value === null || value === undefined;

/** The fields without which an aim is not reached, whatever else is filled in. */
export function neededFields(prepared: PreparedEntity, record: RecordJson, surroundings: Facts, aim: Aim): string[] {
  return stillAsked(prepared, record, surroundings, aim).map(({ path }) => path);
}

function stillAsked(prepared: PreparedEntity, record: RecordJson, surroundings: Facts, aim: Aim): Criterion[] {
  const ending = aim.act === 'win' ? 'won' : aim.act === 'lose' ? 'lost' : null;
  const facts = factsFor(record as Facts, record.$far ?? {}, surroundings);
  return unmetAhead(prepared, wayOf(prepared, record, aim), ending, facts);
}

/** The keys of the fields that closing as lost asks for by what is typed so far, as far as this person may fill them in. */
export function moreWhenLost(
  prepared: PreparedEntity,
  role: Role,
  record: RecordJson,
  surroundings: Facts,
  typed: Readonly<Record<string, Value>>,
): string[] {
  const facts = factsFor({ ...record, ...typed } as Facts, record.$far ?? {}, surroundings);
  return writable(prepared.entity, role, lostAsked(prepared, facts)).map(({ key }) => key);
}

/** The fields that faults name and that this person may fill in. */
export function faultFields(prepared: PreparedEntity, role: Role, faults: readonly Fault[]): Field[] {
  return writable(
    prepared.entity,
    role,
    faults.map(({ path }) => path),
  );
}

function writable(entity: Entity, role: Role, names: readonly string[]): Field[] {
  const locked = new Set(grantOf(role, entity.key).readonly);
  const free = new Set(writableFields(entity).flatMap(({ key }) => (locked.has(key) ? [] : [key])));
  return [...new Set(names)].filter((name) => free.has(name)).flatMap((name) => fieldOf(entity, name) ?? []);
}
