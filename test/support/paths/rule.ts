import type { Rule } from '@pipewright/logic';

/** What is known: names and their values, as the database or JSON gives them. */
export type Known = Readonly<Record<string, unknown>>;

// A second reading of rules, plain and slow, so that nothing here shares a mistake with the product's own.
type Node = Readonly<Record<string, readonly unknown[]>>;

function value(node: unknown, known: Known): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const name = (node as { var?: string }).var;
  if (name === undefined) throw new Error(`The oracle does not read ${JSON.stringify(node)}`);
  return known[name] ?? null;
}

function compare([left, right]: readonly unknown[], known: Known, test: (a: number | string, b: number | string) => boolean): boolean {
  const [a, b] = [value(left, known), value(right, known)];
  if (a === null || b === null) return false;
  return typeof a === 'number' || typeof b === 'number' ? test(Number(a), Number(b)) : test(String(a), String(b));
}

/** True where the rule holds. */
export function holds(rule: Rule, known: Known): boolean {
  if (typeof rule === 'boolean') return rule;
  const [[operator, args] = ['', []]] = Object.entries(rule as unknown as Node);
  switch (operator) {
    case 'and':
      return args.every((each) => holds(each as Rule, known));
    case 'or':
      return args.some((each) => holds(each as Rule, known));
    case '!':
      return !holds(args[0] as Rule, known);
    case '==':
      return value(args[0], known) === value(args[1], known);
    case '!=':
      return value(args[0], known) !== value(args[1], known);
    case '>':
      return compare(args, known, (a, b) => a > b);
    case '>=':
      return compare(args, known, (a, b) => a >= b);
    default:
      throw new Error(`The oracle does not know ${operator}`);
  }
}

/** The names a rule reads. */
export function namesOf(rule: Rule): string[] {
  return [...JSON.stringify(rule).matchAll(/"var":"([^"]+)"/g)].map((found) => found[1] as string);
}
