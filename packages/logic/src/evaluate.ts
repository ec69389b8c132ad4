import Big from 'big.js';
import jsonLogic, { type RulesLogic } from 'json-logic-js';
import type { Term, Test } from './test-tree.ts';
import type { Facts, Value, ValueType } from './value-type.ts';

/** A rule made ready to run: true or false for the given facts. */
export type Predicate = (facts: Facts) => boolean;

type Present = Exclude<Value, null>;

/** Makes a typed test into a function. Evaluation never throws for facts of the types that were checked. */
export function compile(test: Test): Predicate {
  const logic = toLogic(test) as RulesLogic;
  return (facts) => jsonLogic.apply(logic, facts) === true;
}

/** Evaluates a typed test once. */
export function evaluate(test: Test, facts: Facts): boolean {
  return compile(test)(facts);
}

function toLogic(test: Test): unknown {
  switch (test.kind) {
    case 'constant':
      return test.value;
    case 'and':
    case 'or':
      return { [test.kind]: test.tests.map(toLogic) };
    case 'not':
      return { '!': [toLogic(test.test)] };
    case 'flag':
      return { 'pw.flag': [term(test.term)] };
    case 'equal':
    case 'less':
    case 'lessOrEqual':
      return { [`pw.${test.kind}.${test.type}`]: [term(test.left), term(test.right)] };
    case 'oneOf':
      return { [`pw.oneOf.${test.type}`]: [term(test.item), test.list] };
    case 'includes':
      return { 'pw.includes': [term(test.list), term(test.item)] };
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return { [`pw.${test.kind}`]: [term(test.text), term(test.part)] };
  }
}

function term(t: Term): unknown {
  switch (t.kind) {
    case 'value':
      return t.value;
    case 'var':
      return { 'pw.fact': [t.name] };
    case 'addDays':
      return { 'pw.addDays': [term(t.date), t.days] };
    default:
      return { [`pw.${t.kind}`]: t.terms.map(term) };
  }
}

/** Orders two texts by code point, as Postgres does under collation "C" with UTF-8; `<` on JS strings orders by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const surrogates = x >= 0xd800 && x <= 0xdfff ? 1 : 0;
    const others = y >= 0xd800 && y <= 0xdfff ? 1 : 0;
    return surrogates === others ? x - y : surrogates - others || x - y;
  }
  return a.length - b.length;
}

function compareNumber(a: Present, b: Present): number {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return (a as number) - (b as number);
  return new Big(a as string).cmp(b as string);
}

const instant = (value: Present) => Date.parse(value as string);

const ORDER: Record<ValueType, (a: Present, b: Present) => number> = {
  text: (a, b) => compareText(a as string, b as string),
  number: compareNumber,
  boolean: (a, b) => Number(a) - Number(b),
  date: (a, b) => instant(a) - instant(b),
  datetime: (a, b) => instant(a) - instant(b),
  list: () => Number.NaN,
};

const empty = (value: unknown): value is null | undefined => value === null || value === undefined;
const DAY = 86_400_000;

function addDays(date: string | null, days: number): string | null {
  if (empty(date)) return null;
  return new Date(Date.parse(date) + days * DAY).toISOString();
}

function arithmetic(step: (a: Big, b: Big) => Big) {
  return (...values: (string | number | null)[]) => {
    if (values.some(empty)) return null;
    return (values as (string | number)[])
      .map((value) => new Big(value))
      .reduce(step)
      .toFixed();
  };
}

type Text = string | null;
const both = (op: (a: string, b: string) => boolean) => (a: Text, b: Text) => !empty(a) && !empty(b) && op(a, b);

const OPERATORS: Record<string, (...args: never[]) => unknown> = {
  'pw.fact': function (this: Facts, name: string) {
    return Object.hasOwn(this, name) ? (this[name] ?? null) : null;
  } as (...args: never[]) => unknown,
  'pw.flag': (value: unknown) => value === true,
  'pw.includes': (list: readonly string[] | null, item: Text) => !empty(list) && !empty(item) && list.includes(item),
  'pw.contains': both((text, part) => text.includes(part)),
  'pw.startsWith': both((text, part) => text.startsWith(part)),
  'pw.endsWith': both((text, part) => text.endsWith(part)),
  'pw.add': arithmetic((a, b) => a.plus(b)),
  'pw.subtract': arithmetic((a, b) => a.minus(b)),
  'pw.multiply': arithmetic((a, b) => a.times(b)),
  'pw.addDays': addDays,
};

for (const [type, order] of Object.entries(ORDER)) {
  const present = (op: (a: Present, b: Present) => boolean) => (a: Value, b: Value) => !empty(a) && !empty(b) && op(a, b);
  OPERATORS[`pw.equal.${type}`] = (a: Value, b: Value) => (empty(a) || empty(b) ? empty(a) && empty(b) : order(a, b) === 0);
  OPERATORS[`pw.less.${type}`] = present((a, b) => order(a, b) < 0);
  OPERATORS[`pw.lessOrEqual.${type}`] = present((a, b) => order(a, b) <= 0);
  OPERATORS[`pw.oneOf.${type}`] = (item: Value, list: readonly Value[]) =>
    !empty(item) && list.some((each) => !empty(each) && order(item, each) === 0);
}

for (const [name, operate] of Object.entries(OPERATORS)) jsonLogic.add_operation(name, operate as never);
