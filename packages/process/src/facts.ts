import { isWorkFact } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';

/**
 * The facts a rule sees: the record's own values, those one reference away (`account.grade`), who asks, and when. The one maker of facts for
 * server, form, view and preview. A fact may be unknown (undefined), which is not the same as empty (null): see `isKnown`.
 * @param values the record by field
 * @param far values of what it refers to, by `reference.field`
 * @param surroundings `user.…`, `today` in the app's zone, `now`
 */
export function factsFor(values: Facts, far: Facts, surroundings: Facts): Facts {
  return { ...values, ...far, ...surroundings };
}

/**
 * True where every fact a rule reads is at hand; where one is not, the judgement belongs to whoever knows it. A value that the record lacks is empty;
 * one that is there but undefined is unknown.
 */
export function isKnown(names: readonly string[], facts: Facts): boolean {
  return names.every((name) => (Object.hasOwn(facts, name) ? facts[name] !== undefined : !isOutside(name)));
}

/** True for a fact that is not the record's own: one reference away, who asks, when, or what other records show. */
function isOutside(name: string): boolean {
  return name.includes('.') || name === 'today' || name === 'now' || isWorkFact(name);
}

/**
 * The facts one reference away that rules read: empty where the reference is empty, unknown (undefined) where nothing is known of what it names.
 * @param names as `reference.field`
 * @param factsOf what is known of the record that a reference field names
 */
export function farFacts(names: readonly string[], values: Facts, factsOf: (field: string, id: string) => Facts | undefined): Facts {
  const entries = names.map((name) => {
    const [near = '', far = ''] = name.split('.');
    const id = values[near];
    return [name, typeof id === 'string' ? factsOf(near, id)?.[far] : null] as const;
  });
  return Object.fromEntries(entries);
}
