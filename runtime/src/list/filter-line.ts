import type { Rule } from '@pipewright/logic';

type Lines = { readonly join: 'and' | 'or'; readonly lines: readonly Rule[] };

/** A filter as the lines it was clicked together from; one that was not is a line of its own. */
function linesOf(rule: Rule | undefined): Lines {
  if (rule === undefined) return { join: 'and', lines: [] };
  if (typeof rule === 'object' && rule !== null && !Array.isArray(rule)) {
    const [entry] = Object.entries(rule);
    if (entry && (entry[0] === 'and' || entry[0] === 'or') && Array.isArray(entry[1])) return { join: entry[0], lines: entry[1] as Rule[] };
  }
  return { join: 'and', lines: [rule] };
}

function ruleOf({ join, lines }: Lines): Rule | undefined {
  return lines.length > 0 ? ({ [join]: lines } as Rule) : undefined;
}

const same = (a: Rule, b: Rule) => JSON.stringify(a) === JSON.stringify(b);

/** The filter without one of its lines. */
export function withoutLine(rule: Rule | undefined, index: number): Rule | undefined {
  const { join, lines } = linesOf(rule);
  return ruleOf({ join, lines: lines.filter((_, i) => i !== index) });
}

/** True where a filter asks for this line besides whatever else. */
export function hasLine(rule: Rule | undefined, line: Rule): boolean {
  const { join, lines } = linesOf(rule);
  return (join === 'and' || lines.length === 1) && lines.some((each) => same(each, line));
}

/** The filter with a line that all records must match added, or taken away where it is there. */
export function toggleLine(rule: Rule | undefined, line: Rule): Rule | undefined {
  const { join, lines } = linesOf(rule);
  if (hasLine(rule, line)) return ruleOf({ join, lines: lines.filter((each) => !same(each, line)) });
  return join === 'or' && lines.length > 1 ? { and: [rule as Rule, line] } : { and: [...lines, line] };
}
