import { type Field, fieldTypes } from '@pipewright/definition';
import { isLogic, type Rule } from '@pipewright/logic';
import { operatorsFor } from '../field/faces.ts';
import type { Operator } from '../field/operator.ts';
import { daysFromToday, fits, nameIn, sourceOf } from './operand.ts';
import { type Combinator, type ConditionGroup, type ConditionLine, type ConditionNode, isGroup, NOTHING_ASKED } from './tree.ts';

/** The tree of a rule, an empty one of none; undefined where the rule says something that lines and groups cannot. */
export function fromRule(rule: Rule | undefined, fields: readonly Field[]): ConditionGroup | undefined {
  if (rule === undefined || rule === null) return NOTHING_ASKED;
  const node = nodeIn(rule, fields);
  return node && (isGroup(node) ? node : { combinator: 'all', rules: [node] });
}

/** The line of a rule; undefined where it is none, or not one alone. */
export function lineIn(rule: Rule, fields: readonly Field[]): ConditionLine | undefined {
  const node = nodeIn(rule, fields);
  return node && !isGroup(node) ? node : undefined;
}

/** The operator of a rule and its operands, also of one that is written without a list around it. */
export function partsOf(rule: Rule): readonly [string, readonly Rule[]] | undefined {
  if (!isLogic(rule)) return undefined;
  const [[operator, args]] = Object.entries(rule) as [[string, Rule]];
  return [operator, Array.isArray(args) ? args : [args]];
}

function nodeIn(rule: Rule, fields: readonly Field[]): ConditionNode | undefined {
  const [operator, args] = partsOf(rule) ?? [];
  return operator !== undefined && args && Object.hasOwn(READ, operator) ? READ[operator]?.(args, fields, operator) : undefined;
}

type Read = (args: readonly Rule[], fields: readonly Field[], operator: string) => ConditionNode | undefined;

function groupOf(combinator: Combinator, nodes: readonly (ConditionNode | undefined)[]): ConditionGroup | undefined {
  return nodes.length > 0 && nodes.every((node) => node !== undefined) ? { combinator, rules: nodes } : undefined;
}

const group =
  (combinator: Combinator): Read =>
  (args, fields) =>
    groupOf(
      combinator,
      args.map((each) => nodeIn(each, fields)),
    );

const none: Read = ([inner = null], fields) => {
  const [operator, args] = partsOf(inner) ?? [];
  return group('none')(operator === 'or' && args ? args : [inner], fields, '!');
};

const fieldIn = (rule: Rule, fields: readonly Field[]) => fields.find(({ key }) => key === nameIn(rule));

/** A line where the field offers the comparison and can show what it is compared with. */
function line(field: Field | undefined, operator: Operator, operand: Rule, fields: readonly Field[]): ConditionLine | undefined {
  if (!field || !operatorsFor(field).includes(operator) || !fits(operand, field, fields)) return undefined;
  return { field: field.key, operator, value: operand };
}

const bare = (field: Field | undefined, operator: Operator): ConditionLine | undefined =>
  field && operatorsFor(field).includes(operator) ? { field: field.key, operator, value: null } : undefined;

/** A comparison of two; `turned` is the same one seen from the right. */
const pair =
  (operator: Operator, turned: Operator, empty?: Operator): Read =>
  (args, fields) => {
    const [left = null, right = null] = args;
    if (args.length !== 2) return undefined;
    if (empty && (left === null || right === null)) return bare(fieldIn(left ?? right, fields), empty);
    return line(fieldIn(left, fields), operator, right, fields) ?? line(fieldIn(right, fields), turned, left, fields);
  };

const atMost: Read = (args, fields) => {
  if (args.length === 2) return pair('at_most', 'at_least')(args, fields, '<=');
  return stretch(args, fields) ?? chain('<=', args, fields);
};

/** A field between two ends, as days from today where one of the ends is today. */
function stretch(args: readonly Rule[], fields: readonly Field[]): ConditionLine | undefined {
  const [from = null, middle = null, to = null] = args;
  const field = fieldIn(middle, fields);
  if (args.length !== 3 || !field) return undefined;
  const days = (ends: readonly [Rule, Rule], operator: Operator, sign: 1 | -1): ConditionLine | undefined => {
    const count = (daysFromToday(ends[1]) ?? Number.NaN) * sign;
    const fit = nameIn(ends[0]) === 'today' && nameIn(ends[1]) === undefined && count >= 0 && operatorsFor(field).includes(operator);
    return fit ? { field: field.key, operator, value: Math.abs(count) } : undefined;
  };
  const between = operatorsFor(field).includes('between') && fits(from, field, fields) && fits(to, field, fields);
  return (
    days([from, to], 'within_next', 1) ??
    days([to, from], 'within_last', -1) ??
    (between ? { field: field.key, operator: 'between', value: [from, to] } : undefined)
  );
}

/** `a < b < c` as `a < b` and `b < c`. */
function chain(operator: string, args: readonly Rule[], fields: readonly Field[]): ConditionNode | undefined {
  if (args.length !== 3) return undefined;
  return group('all')([{ [operator]: args.slice(0, 2) }, { [operator]: args.slice(1) }], fields, operator);
}

const within: Read = ([item = null, among = null], fields) => {
  const field = fieldIn(item, fields);
  if (Array.isArray(among)) {
    const list = among as readonly Rule[];
    if (!field || !list.every((each) => sourceOf(each) === 'value' && fits(each, field, fields))) return undefined;
    if (operatorsFor(field).includes('one_of') && list.length > 0) return { field: field.key, operator: 'one_of', value: list };
    return groupOf(
      'any',
      list.map((each) => line(field, 'is', each, fields)),
    );
  }
  if (nameIn(among) === 'user.departments') return bare(field, 'mine');
  const holder = fieldIn(among, fields);
  return line(holder, 'contains', item, fields) ?? line(holder, 'includes', item, fields);
};

const affix =
  (operator: Operator): Read =>
  ([text = null, part = null], fields) =>
    line(fieldIn(text, fields), operator, part, fields);

const flag: Read = ([name = null], fields) => {
  const field = fields.find(({ key }) => key === name);
  return field && fieldTypes[field.type].value === 'boolean' ? { field: field.key, operator: 'is', value: true } : undefined;
};

const READ: Readonly<Record<string, Read>> = {
  and: group('all'),
  or: group('any'),
  '!': none,
  '==': pair('is', 'is', 'empty'),
  '!=': pair('is_not', 'is_not', 'not_empty'),
  '<': (args, fields) => pair('less', 'greater')(args, fields, '<') ?? chain('<', args, fields),
  '<=': atMost,
  '>': pair('greater', 'less'),
  '>=': pair('at_least', 'at_most'),
  in: within,
  startsWith: affix('starts_with'),
  endsWith: affix('ends_with'),
  var: flag,
};
