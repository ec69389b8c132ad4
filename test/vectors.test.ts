import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  check,
  checkExpression,
  evaluate,
  evaluateExpression,
  type Facts,
  type Issue,
  type Rule,
  type ValueType,
  type Vocabulary,
} from '@pipewright/logic';
import { describe, expect, it } from 'vitest';

// The public test cases of jsonlogic.com lie beside the project where this was developed; without them this test cannot run.
const file = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'shared', 'vectors', 'jsonlogic.com', 'tests.json');
const present = existsSync(file);
if (!present) console.log(`The jsonlogic.com cases are not at ${file}; their test is skipped.`);

/** Why a case is refused, by the code of the refusal. The reasons are explained in docs/rules.md. */
const REASONS: Readonly<Record<string, string>> = {
  'rule.operator': 'the operator is outside the subset',
  'rule.condition': 'a value, not a condition',
  'rule.type': 'mixed types',
  'rule.literal': 'a bare array, or data that is no field',
  'rule.literal_type': 'mixed types',
  'rule.arguments': 'another number of arguments',
  'rule.variable': 'a variable that is no field',
  'rule.variable_name': 'a variable by number or with a default',
  'rule.not_ordered': 'an order of values that have none',
};

function vocabularyOf(data: unknown): { scope: Vocabulary; facts: Facts } {
  const scope: Record<string, ValueType> = {};
  const facts: Record<string, string | number | boolean | string[] | null> = {};
  for (const [name, value] of Object.entries((typeof data === 'object' ? data : null) ?? {})) {
    const types: Record<string, ValueType> = { string: 'text', number: 'number', boolean: 'boolean' };
    const type = Array.isArray(value) && value.every((each) => typeof each === 'string') ? 'list' : types[typeof value];
    if (!type) continue;
    scope[name] = type;
    facts[name] = value as string;
  }
  return { scope, facts };
}

/** What a rule comes to read as a condition and as an expression, or why it is refused. */
const READINGS: Readonly<Record<string, (rule: Rule, scope: Vocabulary, facts: Facts, expected: unknown) => boolean | readonly Issue[]>> = {
  condition: (rule, scope, facts, expected) => {
    const checked = check(rule, scope);
    return 'issues' in checked ? checked.issues : evaluate(checked.value, facts) === Boolean(expected);
  },
  expression: (rule, scope, facts, expected) => {
    const checked = checkExpression(rule, scope);
    if ('issues' in checked) return checked.issues;
    const value = evaluateExpression(checked.value, facts);
    return (checked.value.type === 'number' && value !== null ? Number(value) : value) === expected;
  },
};

describe.skipIf(!present)('the public JSON-logic cases', () => {
  it.each([
    ['condition', 30],
    ['expression', 30],
  ])('each give the same answer or are refused for a published reason, read as a %s', (reading, least) => {
    const cases = (JSON.parse(present ? readFileSync(file, 'utf8') : '[]') as unknown[]).filter((each): each is [Rule, unknown, unknown] =>
      Array.isArray(each),
    );
    const count: Record<string, number> = {};
    const wrong: unknown[] = [];
    for (const [rule, data, expected] of cases) {
      const { scope, facts } = vocabularyOf(data);
      const found = READINGS[reading]?.(rule, scope, facts, expected);
      if (typeof found === 'object') {
        const reason = REASONS[found[0]?.code ?? ''];
        if (!reason) wrong.push([rule, found]);
        count[reason ?? '?'] = (count[reason ?? '?'] ?? 0) + 1;
      } else if (found) count.same = (count.same ?? 0) + 1;
      else wrong.push([rule, data, expected]);
    }
    console.log(`jsonlogic.com: ${cases.length} cases, as ${reading}`, count);
    expect(cases.length).toBeGreaterThan(250);
    expect(wrong).toEqual([]);
    expect(count.same).toBeGreaterThan(least);
  });
});
