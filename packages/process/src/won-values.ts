import type { Facts } from '@pipewright/logic';
import { type Begun, isSaid } from './default.ts';
import { isKnown } from './facts.ts';
import { choosePipeline, type PreparedEntity } from './prepare.ts';
import { mayBeShown } from './shown.ts';

/** A record that is about to be won. */
export interface Winning {
  readonly before: Facts | null;
  /** What is said of its values at the same time. */
  readonly given: Facts;
  /** The pipeline that it is agreed to move to by that. */
  readonly pipeline?: string | undefined;
}

/**
 * What a record is given when it is won, by the pipeline in which it is: a value for each field that is empty and of which nothing is said. That a field is empty (null) says something.
 * @param about who wins it and when, as rules name them
 * @param factsWith all facts of the record with some values
 */
export function wonValuesFor(
  prepared: PreparedEntity,
  { before, given, pipeline }: Winning,
  about: Facts,
  factsWith: (values: Facts) => Facts,
): Begun {
  const facts = factsWith({ ...before, ...given, status: 'won' });
  const key = pipeline ?? before?.pipeline;
  const here = before ? prepared.pipelines.find((each) => each.pipeline.key === key) : choosePipeline(prepared, facts);
  const entries = [...(here?.wonValues ?? [])].flatMap(([field, { names, value }]) => {
    const empty = before?.[field] === null || before?.[field] === undefined;
    if (!empty || isSaid(given, field) || !isKnown(names, about) || !mayBeShown(prepared, { key: field }, facts)) return [];
    const worked = value(about);
    return worked === null ? [] : [[field, worked] as const];
  });
  return Object.fromEntries(entries);
}
