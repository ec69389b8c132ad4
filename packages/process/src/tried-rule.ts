import { type App, type Entity, type Field, ruledVocabulary } from '@pipewright/definition';
import { check, compile, type Facts, namesIn } from '@pipewright/logic';
import type { Ruled } from './by-rule.ts';
import { isKnown } from './facts.ts';

/**
 * How a row of a rule takes a record: it decides; it holds, but a row before it decides; it does not hold; nobody here can say; or what it asks for is not complete.
 */
export type RowOutcome = 'decides' | 'late' | 'not' | 'unknown' | 'faulty';

/** What a rule would say of a record. */
export interface TriedRule {
  /** How each row takes the record, in their order. */
  readonly rows: readonly RowOutcome[];
  /** What the rule says; undefined where that cannot be said. */
  readonly says: Ruled | undefined;
}

/** What the rule of a field, that of a draft too, would say for these facts, and what each of its rows has to do with it: the answer is that of `ruledFor`. */
export function triedRule(app: App, entity: Entity, { byRule }: Pick<Field, 'byRule'>, facts: Facts): TriedRule {
  const scope = ruledVocabulary(app, entity);
  const asked = (byRule?.rows ?? []).map(({ when }) => {
    const test = check(when, scope);
    if (!('value' in test)) return 'faulty';
    if (!isKnown(namesIn(test.value), facts)) return 'unknown';
    return compile(test.value)(facts) ? 'holds' : 'not';
  });
  const first = asked.findIndex((each) => each !== 'not');
  const rows = asked.map((each, at): RowOutcome => (each !== 'holds' ? each : at === first ? 'decides' : 'late'));
  if (!byRule || (first >= 0 && asked[first] !== 'holds')) return { rows, says: undefined };
  const row = byRule.rows[first] ?? null;
  return { rows, says: { value: row ? row.value : byRule.otherwise, row } };
}
