import { type Issue, type IssueCode, type IssueParams, issue } from './issue.ts';
import { LITERALS, naturalType } from './literal.ts';
import { type Argument, isOperator, type OperatorName, operatorOf } from './operators.ts';
import { isLogic, type Rule } from './rule.ts';
import type { Term, Test } from './test-tree.ts';
import type { ValueType, Vocabulary } from './value-type.ts';

/** Makes a typed condition of an operator and its arguments, or refuses it. */
export type Build = (checker: Checker, args: readonly Rule[], operator: string) => Test;

/** Why a rule is refused, on its way out of the checker. */
export class Refusal extends Error {
  readonly issue: Issue;
  constructor(found: Issue) {
    super(found.code);
    this.issue = found;
  }
}

/** The most days or months a constant may shift a date by, and the most digits a number may be rounded to, before and after the point. */
const WHOLE = { steps: 36_500, constant: 20 } as const;

/** Types one rule against the names of a scope; the operators of conditions are given to it. */
export class Checker {
  readonly scope: Vocabulary;
  readonly path: string;
  private readonly conditions: Readonly<Record<string, Build>>;

  constructor(scope: Vocabulary, path: string, conditions: Readonly<Record<string, Build>>) {
    this.scope = scope;
    this.path = path;
    this.conditions = conditions;
  }

  test(rule: Rule): Test {
    if (typeof rule === 'boolean') return { kind: 'constant', value: rule };
    const [operator, args] = this.parts(rule);
    const build = Object.hasOwn(this.conditions, operator) ? this.conditions[operator] : undefined;
    return build ? build(this, args, operator) : this.refuse('rule.operator', { operator });
  }

  /** A term of the wanted type; without one, of the type it has by itself (undefined for a bare literal). */
  term(rule: Rule, wanted?: ValueType): Term {
    const term = isLogic(rule) ? this.computed(rule, wanted) : this.literal(rule, wanted);
    if (wanted && term.type !== wanted) this.refuse('rule.type', { expected: wanted, found: term.type });
    return term;
  }

  /** Terms of one type: literals take the type of the first that is none, else of the last. Each is typed once, or nested ones would be typed again and again. */
  alike(args: readonly Rule[], wanted?: ValueType): Term[] {
    const computed = args.findIndex(isLogic);
    const lead = Math.max(computed >= 0 ? computed : args.findLastIndex((each) => each !== null), 0);
    const first = this.term(args[lead] as Rule, wanted);
    return args.map((each, i) => (i === lead ? first : this.term(each, first.type)));
  }

  count(args: readonly Rule[], operator: string, least: number, most = least): void {
    if (args.length < least || args.length > most) this.refuse('rule.arguments', { operator, expected: least, found: args.length });
  }

  refuse<Code extends IssueCode>(code: Code, ...params: IssueParams<Code>): never {
    throw new Refusal(issue(this.path, code, ...params));
  }

  private parts(rule: Rule): [string, readonly Rule[]] {
    if (!isLogic(rule)) return this.refuse('rule.condition');
    const [entry] = Object.entries(rule) as [[string, Rule | readonly Rule[]]];
    return [entry[0], Array.isArray(entry[1]) ? entry[1] : [entry[1] as Rule]];
  }

  private computed(rule: Rule, wanted?: ValueType): Term {
    const [operator, args] = this.parts(rule);
    if (operator === 'var') return this.variable(args);
    if (operator === 'if') return this.choice(args, wanted);
    return isOperator(operator) ? this.call(operator, args, wanted) : this.refuse('rule.operator', { operator });
  }

  private call(name: OperatorName, args: readonly Rule[], wanted?: ValueType): Term {
    const { takes, least, most, gives } = operatorOf(name);
    this.count(args, name, least, most);
    if (gives !== 'same') {
      const terms = args.map((each, i) => this.argument(name, each, takes[Math.min(i, takes.length - 1)] as Argument));
      return { kind: 'call', type: gives, operator: name, terms };
    }
    const terms = this.alike(args, wanted);
    const [{ type }] = terms as [Term];
    if (type === 'boolean' || type === 'list') this.refuse('rule.not_ordered', { found: type });
    return { kind: 'call', type, operator: name, terms };
  }

  private argument(operator: string, rule: Rule, takes: Argument): Term {
    if (takes === 'written') {
      const term = this.term(rule);
      return ['text', 'number', 'date'].includes(term.type) ? term : this.refuse('rule.type', { expected: 'text', found: term.type });
    }
    if (takes !== 'steps' && takes !== 'constant') return this.term(rule, takes as ValueType);
    const term = this.term(rule, 'number');
    const known = term.kind === 'value' ? Number(term.value ?? Number.NaN) : undefined;
    const fits = known === undefined ? takes === 'steps' : Number.isInteger(known) && Math.abs(known) <= WHOLE[takes];
    return fits ? term : this.refuse('rule.whole', { operator, most: WHOLE[takes] });
  }

  /** `if`: conditions and values in turn, at the end what it is otherwise; empty where nothing is said. */
  private choice(args: readonly Rule[], wanted?: ValueType): Term {
    this.count(args, 'if', 2, 40);
    const whens = args.filter((_, i) => i % 2 === 0 && i < args.length - 1);
    const values = args.filter((_, i) => i % 2 === 1 || i === args.length - 1);
    const terms = this.alike(values, wanted);
    const [{ type }] = terms as [Term];
    if (type === 'list') this.refuse('rule.type', { expected: 'text', found: type });
    const cases = whens.map((when, i) => ({ when: this.test(when), value: terms[i] as Term }));
    return { kind: 'if', type, cases, otherwise: terms[cases.length] ?? { kind: 'value', type, value: null } };
  }

  private variable(args: readonly Rule[]): Term {
    const name = args[0];
    if (args.length !== 1 || typeof name !== 'string') return this.refuse('rule.variable_name');
    const type = Object.hasOwn(this.scope, name) ? this.scope[name] : undefined;
    return type ? { kind: 'var', type, name } : this.refuse('rule.variable', { name });
  }

  private literal(rule: Rule, wanted?: ValueType): Term {
    const type = wanted ?? naturalType(rule);
    if (rule === null) return { kind: 'value', type: type ?? 'text', value: null };
    if (!type || Array.isArray(rule)) return this.refuse('rule.literal');
    const value = rule as string | number | boolean;
    if (!LITERALS[type](value)) this.refuse('rule.literal_type', { expected: type, found: String(value).slice(0, 60) });
    return { kind: 'value', type, value };
  }
}
