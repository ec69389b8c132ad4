import { checkExpression, type Rule, type Vocabulary } from '@pipewright/logic';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { compileSql } from '../ground/compile.ts';
import { Slot } from '../ground/slot.ts';
import { expressionSql } from './condition.ts';

const scope: Vocabulary = { a: 'number', b: 'number', s: 'text', d: 'date', today: 'date' };
const v = (name: string): Rule => ({ var: name });

function compiled(rule: Rule) {
  const checked = checkExpression(rule, scope);
  if ('issues' in checked) throw new Error(JSON.stringify(checked.issues));
  return compileSql(sql`${expressionSql(checked.value, (name) => sql.id('r', name))}`);
}

describe('an expression in SQL', () => {
  it.each<[Rule, string, unknown[]]>([
    [{ '-': [v('a'), { '-': [v('b')] }] }, '("r"."a"::numeric - (- "r"."b"::numeric))', []],
    [{ '/': [v('a'), 100] }, 'trim_scale(round(div("r"."a"::numeric * 1e21, nullif($1::numeric, 0)) * 1e-21, 20))', ['100']],
    [{ min: [v('s'), 'x'] }, 'least("r"."s" collate "C", $1::text)', ['x']],
    [{ cat: [v('s'), v('a')] }, `(coalesce("r"."s", '') || coalesce(trim_scale("r"."a"::numeric)::text, ''))`, []],
    [{ cat: [v('d')] }, `(coalesce(to_char("r"."d"::timestamp, 'YYYY-MM-DD'), ''))`, []],
    [{ if: [{ '>': [v('a'), 1] }, v('b')] }, '(case when ($1::numeric < "r"."a") then "r"."b"::numeric else null::numeric end)', ['1']],
    [{ daysBetween: [v('d'), v('today')] }, '($1::date - "r"."d")::numeric', [new Slot('today')]],
  ])('says %j', (rule, text, parameters) => expect(compiled(rule)).toEqual({ sql: text, parameters }));

  it('writes each argument once, so that nested ones do not grow beyond their number', () => {
    let rule = v('a');
    for (const [i, operator] of ['+', '-', '*', '/', 'min', 'max', '/', '/', '*', '/', '/'].entries())
      rule = i % 2 ? { [operator]: [v('b'), rule] } : { round: [{ [operator]: [rule, v('b')] }, 3] };
    expect(compiled(rule).sql.match(/"r"\."a"/g)).toHaveLength(1);
    let day = v('d');
    for (let i = 0; i < 15; i += 1) day = i % 2 ? { addMonths: [day, v('a')] } : { addDays: [day, v('b')] };
    expect(compiled(day).sql.match(/"r"\."d"/g)).toHaveLength(1);
  });
});
