import { check, checkExpression, type Rule, type Vocabulary } from '@pipewright/logic';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { compileSql } from '../ground/compile.ts';
import { told } from '../test-view.ts';
import { condition, expressionSql } from './condition.ts';

const scope: Vocabulary = {
  ...{ n: 'number', m: 'number', s: 'text', t: 'text', l: 'list', d: 'date', at: 'datetime', b: 'boolean', ref: 'text' },
  ...{ 'user.id': 'text', 'user.department': 'text', 'user.departments': 'list', today: 'date', now: 'datetime' },
};
const v = (name: string): Rule => ({ var: name });
const ID = '01a00000-0000-7000-8000-000000000000';
const column = (name: string) => sql.id('r', name);
const uuid = (name: string) => (name === 'ref' ? sql.id('r', 'ref') : undefined);

function where(rule: Rule): string {
  const checked = check(rule, scope);
  if ('issues' in checked) throw new Error(JSON.stringify(checked.issues));
  return told(compileSql(condition(checked.value, column, uuid)));
}
function value(rule: Rule): string {
  const checked = checkExpression(rule, scope);
  if ('issues' in checked) throw new Error(JSON.stringify(checked.issues));
  return told(compileSql(expressionSql(checked.value, column, uuid)));
}

describe('a condition and its opposite as SQL', () => {
  it.each<[Rule, string, string]>([
    [true, 'true', 'false'],
    [v('b'), '(r.b is true)', '(r.b is true) is not true'],
    [{ '==': [v('s'), 'x'] }, `r.s = 'x'::text`, `r.s is distinct from 'x'::text`],
    [{ '!=': [v('s'), 'x'] }, `r.s is distinct from 'x'::text`, `r.s = 'x'::text`],
    [{ '==': [null, v('s')] }, 'r.s is null', 'r.s is not null'],
    [{ '==': [v('s'), v('t')] }, 'r.s is not distinct from r.t', 'r.s is distinct from r.t'],
    [{ '==': [v('b'), true] }, 'r.b = true::boolean', 'r.b is distinct from true::boolean'],
    [{ '<': [v('n'), 5] }, `(r.n < '5'::numeric)`, `(r.n < '5'::numeric) is not true`],
    [{ '>=': [v('n'), '5.50'] }, `('5.50'::numeric <= r.n)`, `('5.50'::numeric <= r.n) is not true`],
    [{ '<': [v('at'), v('now')] }, '(r.at < :now::timestamptz)', '(r.at < :now::timestamptz) is not true'],
    [{ in: [v('s'), ['a', 'b']] }, '(r.s = any(["a","b"]::text[]))', '(r.s = any(["a","b"]::text[])) is not true'],
    [{ in: [v('n'), [1, 2]] }, '(r.n = any(["1","2"]::numeric[]))', '(r.n = any(["1","2"]::numeric[])) is not true'],
    [{ in: ['x', v('l')] }, `(r.l @> array['x'::text])`, `(r.l @> array['x'::text]) is not true`],
    [{ in: ['x', v('s')] }, `(strpos(r.s, 'x'::text) > 0)`, `(strpos(r.s, 'x'::text) > 0) is not true`],
    [{ startsWith: [v('s'), '%'] }, `(starts_with(r.s, '%'::text))`, `(starts_with(r.s, '%'::text)) is not true`],
    [{ endsWith: [v('s'), v('t')] }, '(right(r.s, length(r.t)) = r.t)', '(right(r.s, length(r.t)) = r.t) is not true'],
  ])('%j', (rule, yes, no) => expect([where(rule), where({ '!': rule })]).toEqual([yes, no]));

  it('orders texts by code point, whatever the database is sorted by', () => {
    expect(where({ '<': [v('s'), 'x'] }).replaceAll('"', '')).toBe(`(r.s collate C < 'x'::text)`);
  });

  it('turns over inwards, so that each comparison stays one that an index can serve', () => {
    const rule: Rule = { and: [v('b'), { or: [{ '==': [v('s'), 'x'] }, { '!=': [v('s'), null] }] }] };
    expect(where(rule)).toBe(`((r.b is true) and (r.s = 'x'::text or r.s is not null))`);
    expect(where({ '!': rule })).toBe(`((r.b is true) is not true or (r.s is distinct from 'x'::text and r.s is null))`);
    expect(where({ '!': { '!': rule } })).toBe(where(rule));
  });

  it('is between two by being beyond neither', () => {
    expect(where({ '<=': [1, v('n'), 3] })).toBe(`(('1'::numeric <= r.n) and (r.n <= '3'::numeric))`);
    expect(where({ '!': { '<=': [1, v('n'), 3] } })).toBe(`(('1'::numeric <= r.n) is not true or (r.n <= '3'::numeric) is not true)`);
  });

  it('sends what is compared with beside the text and never in it', () => {
    const checked = check({ '==': [v('s'), `'; drop table x; --`] }, scope);
    const { sql: text, parameters } = compileSql(condition('value' in checked ? checked.value : (undefined as never), column));
    expect([text, parameters]).toEqual(['"r"."s" = $1::text', [`'; drop table x; --`]]);
  });
});

describe('a column that is stored as a uuid', () => {
  it.each<[Rule, string]>([
    [{ '==': [v('ref'), ID] }, `r.ref = '${ID}'::uuid`],
    [{ '==': [v('user.id'), v('ref')] }, 'r.ref = :user.id::uuid'],
    [{ '==': [v('ref'), null] }, 'r.ref is null'],
    // Nobody has such an id.
    [{ '==': [v('ref'), 'rubbish'] }, 'r.ref = null::uuid'],
    [{ in: [v('ref'), [ID, 'rubbish']] }, `(r.ref = any(["${ID}"]::uuid[]))`],
    [{ in: [v('ref'), v('user.departments')] }, '(r.ref = any(:user.departments::uuid[]))'],
    // Somebody may be in no department, and then what has none is meant.
    [{ '==': [v('ref'), v('user.department')] }, '(r.ref = :user.department::uuid or (r.ref is null and :user.department::text is null))'],
  ])('is compared as it is, so that its index can serve: %j', (rule, text) => expect(where(rule)).toBe(text));
});

describe('an expression as SQL', () => {
  it.each<[Rule, string]>([
    [{ '+': [v('n'), 1, '2.5'] }, `(r.n::numeric + '1'::numeric + '2.5'::numeric)`],
    [{ '-': [v('n')] }, '(- r.n::numeric)'],
    [{ '-': [v('n'), v('m')] }, '(r.n::numeric - r.m::numeric)'],
    [{ '/': [v('n'), v('m')] }, 'trim_scale(round(div(r.n::numeric * 1e21, nullif(r.m::numeric, 0)) * 1e-21, 20))'],
    [{ max: [v('n'), v('m')] }, 'greatest(r.n::numeric, r.m::numeric)'],
    [{ round: [v('n')] }, 'round(r.n::numeric, 0::integer)'],
    [
      { cat: [v('s'), v('n'), v('d')] },
      `(coalesce(r.s, '') || coalesce(trim_scale(r.n::numeric)::text, '') || coalesce(to_char(r.d::timestamp, 'YYYY-MM-DD'), ''))`,
    ],
    [{ daysBetween: [v('d'), v('today')] }, '(:today::date - r.d)::numeric'],
    [{ if: [{ '<': [v('n'), 5] }, 'a', 'b'] }, `(case when (r.n < '5'::numeric) then 'a'::text else 'b'::text end)`],
    [{ if: [v('b'), v('n')] }, '(case when (r.b is true) then r.n::numeric else null::numeric end)'],
    [{ if: [v('b'), v('d'), '2024-01-01'] }, `(case when (r.b is true) then r.d else '2024-01-01'::date end)`],
  ])('%j', (rule, text) => expect(value(rule)).toBe(text));

  it('stands in a condition like any value', () => {
    expect(where({ '>': [{ '*': [v('n'), v('m')] }, 10] })).toBe(`('10'::numeric < (r.n::numeric * r.m::numeric))`);
  });
});
