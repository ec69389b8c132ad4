import { type Fault, type Field, fieldOf, grantOf, type RecordJson, type Role, writableFields } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { type Criterion, factsFor, landing, type PreparedEntity, placeOf, type Route, unmetAhead } from '@pipewright/process';
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
 * do not hold. What stays unknown is left to the answer of the server.
 */
export function fieldsToFill(prepared: PreparedEntity, role: Role, record: RecordJson, surroundings: Facts, aim: Aim): Field[] {
  const open = stillAsked(prepared, record, surroundings, aim);
  return writable(
    prepared,
    role,
    open.flatMap(({ names }) => names),
  );
}

/** The fields without which an aim is not reached, whatever else is filled in. */
export function neededFields(prepared: PreparedEntity, record: RecordJson, surroundings: Facts, aim: Aim): string[] {
  return stillAsked(prepared, record, surroundings, aim).map(({ path }) => path);
}

function stillAsked(prepared: PreparedEntity, record: RecordJson, surroundings: Facts, aim: Aim): Criterion[] {
  const ending = aim.act === 'win' ? 'won' : aim.act === 'lose' ? 'lost' : null;
  const facts = factsFor(record as Facts, record.$far ?? {}, surroundings);
  return unmetAhead(prepared, wayOf(prepared, record, aim), ending, facts);
}

/** The fields that faults name and that this person may fill in. */
export function faultFields(prepared: PreparedEntity, role: Role, faults: readonly Fault[]): Field[] {
  return writable(
    prepared,
    role,
    faults.map(({ path }) => path),
  );
}

function writable({ entity }: PreparedEntity, role: Role, names: readonly string[]): Field[] {
  const locked = new Set(grantOf(role, entity.key).readonly);
  const free = new Set(writableFields(entity).flatMap(({ key }) => (locked.has(key) ? [] : [key])));
  return [...new Set(names)].filter((name) => free.has(name)).flatMap((name) => fieldOf(entity, name) ?? []);
}
