import type { Build } from './checker.ts';
import type { Rule } from './rule.ts';
import type { Term, Test } from './test-tree.ts';
import type { Value } from './value-type.ts';

const group: Build = (c, args, operator) => {
  if (args.length === 0) c.refuse('rule.arguments', { operator, expected: 1, found: 0 });
  return { kind: operator as 'and' | 'or', tests: args.map((each) => c.test(each)) };
};

/** Two terms of one type. */
const pair = (...[c, args, operator]: Parameters<Build>): [Term, Term] => {
  c.count(args, operator, 2);
  return c.alike(args) as [Term, Term];
};

const equal: Build = (c, args, operator) => {
  const terms = pair(c, args, operator);
  const [{ type }] = terms;
  const empties = terms.some((term) => term.kind === 'value' && term.value === null);
  if (type === 'list' && !empties) c.refuse('rule.list_equal');
  const test: Test = { kind: 'equal', type, terms };
  return operator === '!=' ? { kind: 'not', test } : test;
};

const ordered: Build = (c, args, operator) => {
  const kind = operator.endsWith('=') ? 'lessOrEqual' : 'less';
  if (args.length === 3 && operator.startsWith('<')) {
    const tests = [args.slice(0, 2), args.slice(1)].map((two) => ordered(c, two, operator));
    return { kind: 'and', tests };
  }
  const terms = pair(c, args, operator);
  const [{ type }] = terms;
  if (type === 'boolean' || type === 'list') c.refuse('rule.not_ordered', { found: type });
  return { kind, type, terms: operator.startsWith('<') ? terms : terms.toReversed() };
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
    return { kind: 'oneOf', type: term.type, terms: [term], list };
  }
  const holder = c.term(among);
  if (holder.type === 'list') return { kind: 'includes', type: 'list', terms: [holder, c.term(item, 'text')] };
  return { kind: 'contains', type: 'text', terms: [c.term(among, 'text'), c.term(item, 'text')] };
};

const affix: Build = (c, args, operator) => {
  c.count(args, operator, 2);
  return { kind: operator as 'startsWith' | 'endsWith', type: 'text', terms: args.map((each) => c.term(each, 'text')) };
};

/** Every operator that is a condition, by its name in JSON-logic. */
export const CONDITIONS: Readonly<Record<string, Build>> = {
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
    return { kind: 'flag', type: 'boolean', terms: [c.term({ var: args[0] as Rule }, 'boolean')] };
  },
};
