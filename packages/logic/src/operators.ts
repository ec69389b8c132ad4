import Big from 'big.js';
import { addDays, addMonths, daysBetween } from './calendar.ts';
import { empty, ORDER, type Present } from './order.ts';
import type { Value, ValueType } from './value-type.ts';

/**
 * What may stand as an argument: a value of a type; `same`, values of one type that has an order; `written`, what has one way to be written as a text
 * (text, number, date); or a `constant` whole number, and where values may stand too, a number that is whole if it is a constant (`steps`).
 */
export type Argument = 'number' | 'date' | 'same' | 'written' | 'constant' | 'steps';

/** An operator that makes a value out of values. */
export interface Operator {
  /** What may stand as each argument; the last one also as all that follow. */
  readonly takes: readonly Argument[];
  readonly least: number;
  readonly most: number;
  /** The type of the result; `same` is that of the arguments. */
  readonly gives: ValueType | 'same';
  /** True where one empty argument makes the result empty; else `run` is given the empty ones too. */
  readonly strict: boolean;
  /** For arguments of the types that were checked; never throws. */
  readonly run: (values: readonly Value[], types: readonly ValueType[]) => Value;
}

/** The most digits a quotient has after the point; it is rounded there, halves away from zero. */
export const QUOTIENT_DIGITS = 20;

const Decimal = Big();
Decimal.DP = QUOTIENT_DIGITS;
Decimal.RM = 1;

/** A number in its one writing: no zeros at the end, no exponent, no negative zero. */
export function decimalText(value: Value | Big): string {
  const decimal = new Decimal(value as Big);
  return decimal.eq(0) ? '0' : decimal.toFixed();
}

const decimals = (values: readonly Value[]) => values.map((value) => new Decimal(value as string));
const folded = (step: (a: Big, b: Big) => Big) => (values: readonly Value[]) => decimalText(decimals(values).reduce(step));
/** The whole part, so far as a number of JavaScript goes; what is beyond leads out of all calendars. */
const whole = (value: Value | undefined) => Number(new Decimal(value as string).round(0, 0));
const arithmetic = { takes: ['number'], least: 1, most: 20, gives: 'number', strict: true } as const;
const extreme = (sign: 1 | -1): Operator => ({
  ...{ takes: ['same'], least: 1, most: 20, gives: 'same', strict: false },
  run: (values, [type = 'text']) => {
    const [first = null, ...rest] = values.filter((each): each is Present => !empty(each));
    return rest.reduce<Value>((best, each) => (ORDER[type](each, best as Present) * sign > 0 ? each : best), first);
  },
});
const shifted = (shift: (date: string, by: number) => string | null): Operator => ({
  ...{ takes: ['date', 'steps'], least: 2, most: 2, gives: 'date', strict: true },
  run: ([date, by]) => shift(date as string, whole(by)),
});

/**
 * Every operator with a value, by its name in JSON-logic: those of the public standard (`+ - * / min max cat`) and our own. `packages/sql/src/read/operators.ts` is
 * the same table in SQL. `if` is not among them, for it holds conditions; the operators of conditions are in `relations.ts`.
 */
export const OPERATORS = {
  '+': { ...arithmetic, run: folded((a, b) => a.plus(b)) },
  '-': {
    ...{ ...arithmetic, most: 2 },
    run: (values) => {
      const [a, b] = decimals(values) as [Big, Big?];
      return decimalText(b ? a.minus(b) : a.neg());
    },
  },
  '*': { ...arithmetic, run: folded((a, b) => a.times(b)) },
  '/': {
    ...{ ...arithmetic, least: 2, most: 2 },
    run: (values) => {
      const [a, b] = decimals(values) as [Big, Big];
      return b.eq(0) ? null : decimalText(a.div(b));
    },
  },
  min: extreme(-1),
  max: extreme(1),
  round: {
    ...{ takes: ['number', 'constant'], least: 1, most: 2, gives: 'number', strict: true },
    run: ([value, digits]) => decimalText(new Decimal(value as string).round(Number(digits ?? 0))),
  },
  cat: {
    ...{ takes: ['written'], least: 1, most: 20, gives: 'text', strict: false },
    run: (values, types) => values.map((each, i) => (empty(each) ? '' : types[i] === 'number' ? decimalText(each) : String(each))).join(''),
  },
  daysBetween: {
    ...{ takes: ['date'], least: 2, most: 2, gives: 'number', strict: true },
    run: ([from, to]) => daysBetween(from as string, to as string),
  },
  addDays: shifted(addDays),
  addMonths: shifted(addMonths),
} as const satisfies Record<string, Operator>;

/** The name of an operator with a value. */
export type OperatorName = keyof typeof OPERATORS;

/** The operator of a name; nothing that is only inherited is one. */
export function operatorOf(name: OperatorName): Operator {
  return OPERATORS[name];
}

/** True for the name of an operator with a value. */
export function isOperator(name: string): name is OperatorName {
  return Object.hasOwn(OPERATORS, name);
}
