import Big from 'big.js';
import { compareText } from './order.ts';
import { type Test, termsOf } from './test-tree.ts';
import type { Value, ValueType } from './value-type.ts';

const DAY = 86_400_000;

/** True for a condition that says of one name how it stands to constants: its truth changes only where one of them is passed. */
export function isSimple(atom: Test): boolean {
  const kinds = termsOf(atom).map((term) => term.kind);
  if (atom.kind === 'oneOf' || atom.kind === 'flag') return kinds[0] === 'var';
  if (atom.kind === 'includes') return kinds.join() === 'var,value';
  return ['equal', 'less', 'lessOrEqual'].includes(atom.kind) && kinds.sort().join() === 'value,var';
}

/** The present values a simple condition speaks of. */
export function constantsOf(atom: Test): Value[] {
  const listed = atom.kind === 'oneOf' ? atom.list : [];
  const direct = termsOf(atom).flatMap((term) => (term.kind === 'value' ? [term.value] : []));
  return [...listed, ...direct].filter((value) => value !== null);
}

/**
 * Values of a name of which one satisfies simple conditions if any value at all does: empty, each constant, and one between any two.
 * They may be values nobody could enter; that can only make more seem possible.
 */
export function candidates(type: ValueType, constants: readonly Value[]): Value[] {
  return [null, ...POINTS[type](constants as never)];
}

const POINTS: Readonly<Record<ValueType, (constants: readonly never[]) => Value[]>> = {
  boolean: () => [true, false],
  number: (constants: readonly (string | number)[]) => {
    const sorted = (constants.length > 0 ? constants : [0]).map((each) => new Big(each)).sort((a, b) => a.cmp(b));
    const between = sorted.slice(1).map((each, i) => each.plus(sorted[i] as Big).times('0.5'));
    return [(sorted[0] as Big).minus(1), ...sorted, ...between, (sorted.at(-1) as Big).plus(1)].map((each) => each.toFixed());
  },
  // After a text comes the same with one character more; before all comes the empty one.
  text: (constants: readonly string[]) => ['', ...constants.flatMap((each) => [each, `${each}\0`])].sort(compareText),
  date: (constants: readonly string[]) => {
    const days = (constants.length > 0 ? constants : ['2000-01-01']).map((each) => Date.parse(each));
    return days.flatMap((day) => [-DAY, 0, DAY].map((step) => new Date(day + step).toISOString().replace(/T.*/, '')));
  },
  datetime: (constants: readonly string[]) => {
    const instants = (constants.length > 0 ? constants : ['2000-01-01T00:00:00Z']).map((each) => Date.parse(each));
    return instants.flatMap((instant) => [-1, 0, 1].map((step) => new Date(instant + step).toISOString()));
  },
  // Of lists the constants are items; what must be in, and one thing more, satisfies whatever can be satisfied.
  list: (items: readonly string[]) => [[...items], [...items, '\0']],
};
