import type { Rule } from '@pipewright/logic';
import { type Operator, SHAPES } from '../field/operator.ts';
import { textNotRead } from './not-read.ts';

/** One line of a condition: a field (`amount`, `account.industry`), a comparison, and what it is compared with, as a rule has it. */
export interface ConditionLine {
  readonly field: string;
  readonly operator: Operator;
  /** A value or an operand (see `operand.ts`); a list where several options or two ends are asked for, a number of days, null where nothing is or nothing yet. */
  readonly value: Rule;
}

/** What holds together a group: all of its parts must hold, one of them, or none. */
export const COMBINATORS = ['all', 'any', 'none'] as const;
/** What holds together a group. */
export type Combinator = (typeof COMBINATORS)[number];

/** Lines and groups that hold together. */
export interface ConditionGroup {
  readonly combinator: Combinator;
  readonly rules: readonly ConditionNode[];
}

/** A line or a group. */
export type ConditionNode = ConditionLine | ConditionGroup;

/** A group in which nothing is asked. */
export const NOTHING_ASKED: ConditionGroup = { combinator: 'all', rules: [] };

/** True for a group. */
export function isGroup(node: ConditionNode): node is ConditionGroup {
  return 'combinator' in node;
}

const missing = (value: Rule) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0) || textNotRead(value) !== undefined;

/** A line that still lacks what it compares with asks nothing. */
export function isComplete({ operator, value }: ConditionLine): boolean {
  const shape = SHAPES[operator];
  if (shape === 'none') return true;
  return shape === 'pair' ? Array.isArray(value) && value.length === 2 && !value.some(missing) : !missing(value);
}

/** The lines of a tree by the id that the builder gave each. */
function linesById(group: ConditionGroup): Map<string, ConditionLine> {
  const found = new Map<string, ConditionLine>();
  for (const node of group.rules) {
    if (isGroup(node)) for (const [id, line] of linesById(node)) found.set(id, line);
    else if ('id' in node) found.set(String(node.id), node);
  }
  return found;
}

/** The tree after a change, without the values that only fitted the comparison or field their line had before. */
export function withFittingValues(before: ConditionGroup, after: ConditionGroup): ConditionGroup {
  const lines = linesById(before);
  const fit = (node: ConditionNode): ConditionNode => {
    if (isGroup(node)) return { ...node, rules: node.rules.map(fit) };
    const was = 'id' in node ? lines.get(String(node.id)) : undefined;
    const same = was?.field === node.field && SHAPES[was.operator] === SHAPES[node.operator];
    return was === undefined || same ? node : { ...node, value: null };
  };
  return fit(after) as ConditionGroup;
}
