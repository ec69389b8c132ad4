import type { Automation, Band, TriggerOf } from '@pipewright/definition';
import { accepted, check, compile, type Facts, namesIn, type Predicate, type Rule, type Vocabulary } from '@pipewright/logic';

/** The rules by which an automation begins, compiled. */
export interface AutomationRules {
  /** True where nothing speaks against beginning for a record. */
  readonly holds: Predicate;
  /** Of a ladder: whether the rule of each row holds. */
  readonly bands: readonly Predicate[];
}

/** Compiles a rule of an automation, and adds the names of the facts that it reads; none is a rule that always holds. */
export function compileRule({ key }: Automation, scope: Vocabulary, rule: Rule | null | undefined, names: Set<string>): Predicate {
  const read = accepted(check(rule ?? true, scope), `A rule of ${key}`);
  for (const name of namesIn(read)) names.add(name);
  return compile(read);
}

/** Compiles the rules by which an automation begins, and adds the names of the facts that they read. */
export function compileRules(automation: Automation, scope: Vocabulary, names: Set<string>): AutomationRules {
  const { when, on } = automation;
  const test = (rule: Rule | null | undefined) => compileRule(automation, scope, rule, names);
  return { holds: test(when), bands: on.kind === 'since' ? on.bands.map((band) => test(band.when)) : [] };
}

/** The row of a ladder that applies to a record with these facts: the first whose rule holds; undefined where none does. */
export function bandOf({ bands }: Pick<AutomationRules, 'bands'>, on: TriggerOf<'since'>, facts: Facts): Band | undefined {
  return on.bands[bands.findIndex((holds) => holds(facts))];
}
