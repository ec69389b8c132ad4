import { isLogic, type Rule } from '@pipewright/logic';

/** The lines of a filter that must all hold, each of which is said and taken away by itself. */
export function linesOf(rule: Rule | undefined): readonly Rule[] {
  if (rule === undefined) return [];
  if (!isLogic(rule)) return [rule];
  if (Array.isArray(rule.or) && rule.or.length === 1) return rule.or as readonly Rule[];
  return Array.isArray(rule.and) ? (rule.and as readonly Rule[]) : [rule];
}

function ruleOf(lines: readonly Rule[]): Rule | undefined {
  return lines.length > 0 ? { and: lines } : undefined;
}

const same = (a: Rule, b: Rule) => JSON.stringify(a) === JSON.stringify(b);

/** The filter with another line in the place of one of its own; without it where there is none. */
export function withLine(rule: Rule | undefined, index: number, line: Rule | undefined): Rule | undefined {
  return ruleOf(linesOf(rule).flatMap((each, i) => (i !== index ? [each] : line === undefined ? [] : [line])));
}

/** True where a filter asks for this line besides whatever else. */
export function hasLine(rule: Rule | undefined, line: Rule): boolean {
  return linesOf(rule).some((each) => same(each, line));
}

/** The filter with a line that all records must match added, or taken away where it is there. */
export function toggleLine(rule: Rule | undefined, line: Rule): Rule | undefined {
  const lines = linesOf(rule);
  return ruleOf(hasLine(rule, line) ? lines.filter((each) => !same(each, line)) : [...lines, line]);
}
