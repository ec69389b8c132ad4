import { type Entity, fieldsOf } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { criteriaAhead, type Ending } from './ahead.ts';
import type { Criterion } from './criterion.ts';
import { factsFor, isKnown } from './facts.ts';
import type { PreparedEntity, PreparedPipeline } from './prepare.ts';
import { placeOf, type Route } from './route.ts';

/** Where an open record may be sent: a stage of its pipeline, or an end. */
export type Goal = { readonly stage: string } | { readonly ending: Exclude<Ending, null> };

/**
 * The facts of a record of which only a part was read, as a card has them: a field that was not read is unknown, not empty.
 * @param read what was read, by field
 * @param far what was read of what it refers to, by `reference.field`
 */
export function partFacts(entity: Entity, read: Facts, far: Facts, surroundings: Facts): Facts {
  const unread = Object.fromEntries(fieldsOf(entity).map(({ key }) => [key, undefined]));
  return factsFor({ ...unread, ...read }, far, surroundings);
}

/** The criteria of a way that do not hold, as far as these facts can tell. */
export function unmetAhead(
  prepared: PreparedEntity,
  way: Pick<Route, 'pipeline' | 'from' | 'to'>,
  ending: Ending,
  facts: Facts,
): Criterion[] {
  return criteriaAhead(prepared, way, ending, facts)
    .flatMap(({ criteria }) => criteria)
    .filter(({ names, holds }) => isKnown(names, facts) && !holds(facts));
}

/**
 * The criteria between an open record and where it is sent that do not hold, as far as these facts can tell. What everybody is asked for when closing
 * is not among them, since it is given in the same step.
 * @param facts with `pipeline` and `stage`, where the record stands
 */
export function inTheWay(prepared: PreparedEntity, facts: Facts, goal: Goal): Criterion[] {
  const pipeline = prepared.pipelines.find((each) => each.pipeline.key === facts.pipeline);
  const from = placeOf(pipeline, facts.stage);
  const to = 'stage' in goal ? placeOf(pipeline, goal.stage) : from;
  const asked = new Set([...prepared.won, ...prepared.lost]);
  return unmetAhead(prepared, { pipeline, from, to }, 'ending' in goal ? goal.ending : null, facts).filter((each) => !asked.has(each));
}

/** The fields that closing as lost asks for by what these facts say, as the competitor of a deal that was lost to one. */
export function lostAsked(prepared: PreparedEntity, facts: Facts): string[] {
  return prepared.lostAsks.filter(({ names, holds }) => isKnown(names, facts) && holds(facts)).map(({ field }) => field);
}

/** Where a record goes from a stage: the following one, or being won after the last; undefined where it stands in none of this pipeline. */
export function nextGoal(pipeline: PreparedPipeline | undefined, stage: unknown): Goal | undefined {
  const at = typeof stage === 'string' ? placeOf(pipeline, stage) : -1;
  if (!pipeline || at < 0) return undefined;
  const next = pipeline.stages[at + 1];
  return next ? { stage: next.stage.key } : { ending: 'won' };
}

/** The names that the criteria and standards of a pipeline read, `reference.field` among them: what a record must bring along for them to be judged. */
export function criteriaNames(prepared: PreparedEntity, pipeline: string): string[] {
  const stages = prepared.pipelines.find((each) => each.pipeline.key === pipeline)?.stages ?? [];
  return [...new Set(stages.flatMap(({ entry, exit, standards }) => [...entry, ...exit, ...standards].flatMap(({ names }) => names)))];
}
