import { type Issue, issue } from './issue.ts';
import { isLogic, type Rule, tooLarge } from './rule.ts';
import type { Term, Test } from './test-tree.ts';
import { isDate, isDecimal, isInstant, type Scope, type Value, type ValueType } from './value-type.ts';

/** What checking a rule gives: the typed test, or every reason it is refused. */
export type Checked = { readonly test: Test } | { readonly issues: readonly Issue[] };

const MAX_DAYS = 36_500;

class Refusal extends Error {
  readonly issue: Issue;
  constructor(found: Issue) {
    super(found.code);
    this.issue = found;
  }
}

/**
 * Checks a JSON-logic rule against the names and types of `scope` and gives the typed test both engines read.
 * @param path where the rule stands, the start of each issue's path
 */
export function check(rule: Rule, scope: Scope, path = ''): Checked {
  const excess = tooLarge(rule);
  if (excess) return { issues: [issue(path, excess)] };
  try {
    return { test: new Checker(scope, path).test(rule) };
  } catch (error) {
    if (error instanceof Refusal) return { issues: [error.issue] };
    throw error;
  }
}

class Checker {
  readonly scope: Scope;
  readonly path: string;
  constructor(scope: Scope, path: string) {
    this.scope = scope;
    this.path = path;
  }

  test(rule: Rule): Test {
    if (typeof rule === 'boolean') return { kind: 'constant', value: rule };
    const [operator, args] = this.parts(rule);
    const build = Object.hasOwn(TESTS, operator) ? TESTS[operator] : undefined;
    return build ? build(this, args, operator) : this.refuse('rule.operator', { operator });
  }

  /** A term of the wanted type; without one, of the type it has by itself (undefined for a bare literal). */
  term(rule: Rule, wanted?: ValueType): Term {
    const term = isLogic(rule) ? this.computed(rule) : this.literal(rule, wanted);
    if (wanted && term.type !== wanted) this.refuse('rule.type', { expected: wanted, found: term.type });
    return term;
  }

  /** Two terms of one type: a literal takes the type of the other side. */
  pair(args: readonly Rule[], operator: string): [Term, Term] {
    this.count(args, operator, 2);
    const [a, b] = args as [Rule, Rule];
    if (isLogic(a)) {
      const left = this.term(a);
      return [left, this.term(b, left.type)];
    }
    const right = this.term(b);
    return [this.term(a, right.type), right];
  }

  count(args: readonly Rule[], operator: string, least: number, most = least): void {
    if (args.length < least || args.length > most) this.refuse('rule.arguments', { operator, expected: least, found: args.length });
  }

  refuse(code: string, params?: Issue['params']): never {
    throw new Refusal(issue(this.path, code, params));
  }

  private parts(rule: Rule): [string, readonly Rule[]] {
    if (!isLogic(rule)) return this.refuse('rule.condition');
    const [entry] = Object.entries(rule) as [[string, Rule | readonly Rule[]]];
    return [entry[0], Array.isArray(entry[1]) ? entry[1] : [entry[1] as Rule]];
  }

  private computed(rule: Rule): Term {
    const [operator, args] = this.parts(rule);
    if (operator === 'var') return this.variable(args);
    const kind = { '+': 'add', '-': 'subtract', '*': 'multiply' } as const;
    if (operator === '+' || operator === '-' || operator === '*') {
      this.count(args, operator, 2, operator === '-' ? 2 : 20);
      return { kind: kind[operator], type: 'number', terms: args.map((each) => this.term(each, 'number')) };
    }
    if (operator === 'addDays') {
      this.count(args, operator, 2);
      const days = args[1];
      if (typeof days !== 'number' || !Number.isInteger(days) || Math.abs(days) > MAX_DAYS) this.refuse('rule.days', { most: MAX_DAYS });
      return { kind: 'addDays', type: 'date', date: this.term(args[0] as Rule, 'date'), days: days as number };
    }
    return this.refuse('rule.operator', { operator });
  }

  private variable(args: readonly Rule[]): Term {
    const name = args[0];
    if (args.length !== 1 || typeof name !== 'string') return this.refuse('rule.variable_name');
    const type = Object.hasOwn(this.scope, name) ? this.scope[name] : undefined;
    return type ? { kind: 'var', type, name } : this.refuse('rule.variable', { name });
  }

  private literal(rule: Rule, wanted?: ValueType): Term {
    const natural =
      typeof rule === 'string' ? 'text' : typeof rule === 'number' ? 'number' : typeof rule === 'boolean' ? 'boolean' : undefined;
    const type = wanted ?? natural;
    if (rule === null) return { kind: 'value', type: type ?? 'text', value: null };
    if (!type || Array.isArray(rule)) return this.refuse('rule.literal');
    const value = rule as string | number | boolean;
    if (!LITERALS[type](value)) this.refuse('rule.literal_type', { expected: type, found: String(value).slice(0, 60) });
    return { kind: 'value', type, value };
  }
}

const LITERALS: Record<ValueType, (value: string | number | boolean) => boolean> = {
  text: (v) => typeof v === 'string',
  number: (v) => (typeof v === 'number' ? Number.isFinite(v) && Math.abs(v) < 1e21 : typeof v === 'string' && isDecimal(v)),
  boolean: (v) => typeof v === 'boolean',
  date: (v) => typeof v === 'string' && isDate(v),
  datetime: (v) => typeof v === 'string' && isInstant(v),
  list: () => false,
};

type Build = (checker: Checker, args: readonly Rule[], operator: string) => Test;

const group: Build = (c, args, operator) => {
  if (args.length === 0) c.refuse('rule.arguments', { operator, expected: 1, found: 0 });
  return { kind: operator as 'and' | 'or', tests: args.map((each) => c.test(each)) };
};

const equal: Build = (c, args, operator) => {
  const [left, right] = c.pair(args, operator);
  const empties = [left, right].some((term) => term.kind === 'value' && term.value === null);
  if (left.type === 'list' && !empties) c.refuse('rule.list_equal');
  const test: Test = { kind: 'equal', type: left.type, left, right };
  return operator === '!=' ? { kind: 'not', test } : test;
};

const ordered: Build = (c, args, operator) => {
  const kind = operator.endsWith('=') ? 'lessOrEqual' : 'less';
  if (args.length === 3 && operator.startsWith('<')) {
    const tests = [args.slice(0, 2), args.slice(1)].map((two) => ordered(c, two, operator));
    return { kind: 'and', tests };
  }
  const [a, b] = c.pair(args, operator);
  if (a.type === 'boolean' || a.type === 'list') c.refuse('rule.not_ordered', { found: a.type });
  const [left, right] = operator.startsWith('<') ? [a, b] : [b, a];
  return { kind, type: a.type, left, right };
};

const within: Build = (c, args, operator) => {
  c.count(args, operator, 2);
  const [item, among] = args as [Rule, Rule];
  if (Array.isArray(among)) {
    const term = c.term(item);
    if (term.type === 'list') c.refuse('rule.type', { expected: 'text', found: 'list' });
    const list = among.map((each): Value => {
      const member = c.term(each as Rule, term.type);
      return member.kind === 'value' ? member.value : null;
    });
    if (list.some((value) => value === null || typeof value === 'object')) c.refuse('rule.literal');
    return { kind: 'oneOf', type: term.type, item: term, list };
  }
  const holder = c.term(among);
  if (holder.type === 'list') return { kind: 'includes', list: holder, item: c.term(item, 'text') };
  return { kind: 'contains', text: c.term(among, 'text'), part: c.term(item, 'text') };
};

const affix: Build = (c, args, operator) => {
  c.count(args, operator, 2);
  const [text, part] = args as [Rule, Rule];
  return { kind: operator as 'startsWith' | 'endsWith', text: c.term(text, 'text'), part: c.term(part, 'text') };
};

const TESTS: Readonly<Record<string, Build>> = {
  and: group,
  or: group,
  '!': (c, args, operator) => {
    c.count(args, operator, 1);
    return { kind: 'not', test: c.test(args[0] as Rule) };
  },
  '==': equal,
  '!=': equal,
  '<': ordered,
  '<=': ordered,
  '>': ordered,
  '>=': ordered,
  in: within,
  startsWith: affix,
  endsWith: affix,
  var: (c, args) => {
    c.count(args, 'var', 1);
    return { kind: 'flag', term: c.term({ var: args[0] as Rule }, 'boolean') };
  },
};
