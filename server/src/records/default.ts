import { surroundings } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { advance, defaultsFor, type Mover, wonValuesFor } from '@pipewright/process';
import type { Row } from '@pipewright/sql';
import type { Change, SaveGround } from './change.ts';

/**
 * What a change that makes a record gets besides its values: the defaults of the fields of which it says nothing, whatever the caller may see or write. The
 * past is taken as it was.
 * @param factsOf all facts of a record with these values
 */
export function defaultsOf(scope: SaveGround, change: Change, values: Row, factsOf: (values: Facts) => Facts, mover: Mover): Row {
  const { view, ready } = scope;
  if (change.kind !== 'create' || mover.past || ready.prepared.defaults.size === 0) return {};
  return defaultsFor(ready.prepared, values, surroundings(view.principal), (wanted) => {
    const facts = factsOf(wanted);
    return { ...facts, ...advance(ready.prepared, null, facts, change, mover)?.values };
  });
}

/** What a change that wins a record gives it besides its values, by the pipeline in which it is won, on whichever way it comes. The past is taken as it was. */
export function wonValuesOf(scope: SaveGround, change: Change, values: Row, before: Row | null, factsOf: (values: Facts) => Facts): Row {
  if (change.status !== 'won' || before?.status === 'won' || scope.past !== undefined) return {};
  return wonValuesFor(
    scope.ready.prepared,
    { before, given: values, pipeline: change.pipeline },
    surroundings(scope.view.principal),
    factsOf,
  );
}
