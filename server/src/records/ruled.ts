import type { Cause } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { type Settled, settle } from '@pipewright/process';
import type { Row } from '@pipewright/sql';
import type { Change, SaveGround } from './change.ts';

/** The causes that say by themselves why a value is another than the rule says: the file, the automation, the conversion. */
const EXPLAINED: ReadonlySet<Cause['by']> = new Set(['import', 'automation', 'convert']);

/**
 * What the fields by rule of a changed record come to, whatever the caller may see or write of them.
 * @param given what is written, defaults included
 * @param factsOf all facts of a record with these values
 */
export function ruledOf(scope: SaveGround, given: Row, before: Row | null, factsOf: (values: Facts) => Facts): Settled {
  const { ruled } = scope.ready.prepared;
  if (ruled.length === 0) return { values: {}, issues: [] };
  // The server knows all there is to know: what is not there is empty.
  const facts = (values: Facts) => Object.fromEntries(Object.entries(factsOf(values)).map(([key, value]) => [key, value ?? null]));
  return settle(
    ruled,
    { before, given, anew: scope.relabels, explained: scope.past !== undefined || EXPLAINED.has(scope.cause.by) },
    facts,
  );
}

/** The fields by rule of which a caller says something although nobody may: only the past is believed. */
export function lockedByRule({ ready: { entity }, past }: SaveGround, values: Change['values']): string[] {
  if (past) return [];
  return entity.fields.flatMap(({ key, byRule }) => (byRule && !byRule.mayOverride && Object.hasOwn(values, key) ? [key] : []));
}

/** The facts that a change of where a record stands is judged against: a record that is only labelled anew is not moved by its label. */
export function standsBy(scope: SaveGround, was: Facts | null, values: Facts): Facts | null {
  return was && scope.relabels ? { ...was, ...values } : was;
}
