import { reasonKey, setKey } from '@pipewright/definition';
import { type Facts, type Issue, issue, sameValue, type Value } from '@pipewright/logic';
import { type ReadyRule, type Ruled, ruledFor } from './by-rule.ts';
import { isKnown } from './facts.ts';

/** A write of a record, as rules that give values look at it. */
export interface RuledWrite {
  readonly before: Facts | null;
  /** What is written, defaults included. */
  readonly given: Facts;
  /** The fields that are worked out anew, whatever changed. */
  readonly anew?: ReadonlySet<string> | undefined;
  /** True where what writes says by itself why it gives other values: the past that is brought in, an import, an automation, a conversion. */
  readonly explained?: boolean | undefined;
}

/** What fields by rule come to, and what speaks against what is said of them. */
export interface Settled {
  readonly values: Readonly<Record<string, Value>>;
  readonly issues: readonly Issue[];
}

const blank = (value: Value | undefined) => typeof value !== 'string' || value.trim() === '';

/**
 * Gives each field by rule its value: what the rule says of a new record, and of one of which something changed that the rule reads; or what a person says
 * instead, with the reason, until that is taken back. Empty (null) says `as the rule says`, and so does the value that the rule says. What was stored and
 * comes again says nothing, unless with a reason, since programs send whole records back.
 * @param factsWith all facts of the record with some values over what it is
 */
export function settle(rules: readonly ReadyRule[], write: RuledWrite, factsWith: (values: Facts) => Facts): Settled {
  let values: Record<string, Value> = {};
  const issues: Issue[] = [];
  for (const rule of rules) {
    const settled = settleOne(rule, { ...write, given: { ...write.given, ...values } }, factsWith);
    values = { ...values, ...settled.values };
    issues.push(...settled.issues);
  }
  return { values, issues };
}

function settleOne(rule: ReadyRule, { before, given, anew, explained }: RuledWrite, factsWith: (values: Facts) => Facts): Settled {
  const { key, name, byRule } = rule.field;
  const [set, why] = [setKey(key), reasonKey(key)];
  const facts = factsWith({ ...before, ...given });
  // What is not known here is for whoever knows it to say.
  if (!isKnown(rule.names, facts)) return { values: { [key]: undefined as unknown as Value }, issues: [] };
  const { value } = ruledFor(rule, facts);
  const explains = Object.hasOwn(given, why) && given[why] !== undefined;
  const reason = explains && !blank(given[why]) ? (given[why] as Value) : null;
  const told = Object.hasOwn(given, key) && given[key] !== undefined;
  const says = told && (!before || reason !== null || !sameValue(given[key], before[key]));
  const give = (own: Value, held: Value, because: Value): Record<string, Value> =>
    byRule?.mayOverride ? { [key]: own, [set]: held, [why]: because } : { [key]: own };
  const lacks = (because: Value) =>
    byRule?.reason && !explained && because === null ? [issue(why, 'by_rule.reason', { field: name })] : [];
  if (says && given[key] !== null && !sameValue(given[key], value)) {
    const own = given[key] as Value;
    return { values: give(own, own, reason), issues: lacks(reason) };
  }
  const held = byRule?.mayOverride ? (before?.[set] ?? null) : null;
  if (!says && held !== null) {
    const because = explains ? reason : (before?.[why] ?? null);
    return { values: give(held, held, because), issues: explains ? lacks(because) : [] };
  }
  if (says || !before || anew?.has(key) || touches(rule, before, given)) return { values: give(value, null, null), issues: [] };
  return { values: explains ? { [why]: null } : {}, issues: [] };
}

/** True where a write changes what a rule reads of the record itself: a value, or what it refers to. */
function touches({ names }: ReadyRule, before: Facts, given: Facts): boolean {
  return names.some((name) => {
    const near = name.split('.')[0] ?? name;
    return Object.hasOwn(given, near) && !sameValue(given[near], before[near]);
  });
}

/** What a form shows of a field by rule. */
export interface RuledInForm {
  /** What it would be, with what is typed; undefined where only the server can say. */
  readonly value: Value | undefined;
  /** What the rule says; undefined where only the server can say. */
  readonly says: Ruled | undefined;
  /** True where a person says something else. */
  readonly byHand: boolean;
}

/** What fields by rule come to for these facts, by field. */
export function ruledIn(rules: readonly ReadyRule[], facts: Facts): Readonly<Record<string, RuledInForm>> {
  const entries = rules.map((rule) => {
    const { key } = rule.field;
    const byHand = typeof facts[setKey(key)] === 'string';
    return [key, { value: facts[key], says: isKnown(rule.names, facts) ? ruledFor(rule, facts) : undefined, byHand }] as const;
  });
  return Object.fromEntries(entries);
}
