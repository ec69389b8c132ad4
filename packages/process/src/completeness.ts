import type { Facts } from '@pipewright/logic';
import { isKnown } from './facts.ts';
import type { PreparedPipeline } from './prepare.ts';
import { placeOf } from './route.ts';

/** How complete the picture of a record is: of 100, and the facts that are missing, `reference.field` among them. */
export interface Completeness {
  readonly score: number;
  readonly missing: readonly string[];
}

/**
 * How much of what should be known by now is known: what the stage of a record names, and those before it. A fact that whoever asks may not know
 * neither counts nor is named. Undefined where nothing is named.
 */
export function completeness(pipeline: PreparedPipeline | undefined, stage: unknown, facts: Facts): Completeness | undefined {
  const at = pipeline && typeof stage === 'string' ? placeOf(pipeline, stage) : -1;
  const named = (pipeline?.stages ?? []).slice(0, at + 1).flatMap((each) => each.stage.facts ?? []);
  const asked = [...new Set(named)].filter((name) => isKnown([name], facts));
  if (asked.length === 0) return undefined;
  const missing = asked.filter((name) => isEmpty(facts[name]));
  // All of it is complete and nothing less.
  return { score: Math.floor((100 * (asked.length - missing.length)) / asked.length), missing };
}

const isEmpty = (value: unknown) => value === null || value === undefined || (Array.isArray(value) && value.length === 0);
