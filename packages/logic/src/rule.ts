/** A rule as stored: JSON-logic. Plain values, or an object with one key, the operator. */
export type Rule = null | string | number | boolean | readonly Rule[] | { readonly [operator: string]: Rule };

/** The most nodes a rule may have. */
export const MAX_NODES = 200;
/** The deepest a rule may nest. */
export const MAX_DEPTH = 20;

/** True when the value is an operator object rather than plain data. */
export function isLogic(rule: Rule): rule is { readonly [operator: string]: Rule } {
  return typeof rule === 'object' && rule !== null && !Array.isArray(rule) && Object.keys(rule).length === 1;
}

/** The code of the limit a rule breaks, or undefined. Walks without recursion, so that no depth can harm it. */
export function tooLarge(rule: Rule): 'rule.too_long' | 'rule.too_deep' | undefined {
  const open: [Rule, number][] = [[rule, 1]];
  let nodes = 0;
  while (open.length > 0) {
    const [next, depth] = open.pop() as [Rule, number];
    nodes += 1;
    if (nodes > MAX_NODES) return 'rule.too_long';
    if (typeof next !== 'object' || next === null) continue;
    const inner = Array.isArray(next);
    if (!inner && depth > MAX_DEPTH) return 'rule.too_deep';
    if (inner && depth > MAX_DEPTH * 2) return 'rule.too_deep';
    for (const child of Object.values(next)) open.push([child as Rule, inner ? depth : depth + 1]);
  }
  return undefined;
}
