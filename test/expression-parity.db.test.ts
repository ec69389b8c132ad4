import { checkExpression, compileExpression, type Facts, type Rule, type Term, type ValueType } from '@pipewright/logic';
import { openPool, type Pool } from '@pipewright/server';
import { compileSql, expressionSql, fillSlots } from '@pipewright/sql';
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { awkwardRows, columnOf, people, scope, uuidOf } from './support/awkward.ts';
import { freshDatabase } from './support/database.ts';
import { expression } from './support/random-expression.ts';

/** Expressions compared in this run; raise it for a longer one. */
const EXPRESSIONS = Number(process.env.PARITY_EXPRESSIONS ?? 600);

/** Those that chance rarely finds: each day as a text, each month end a month on, each quotient. */
const ALWAYS: readonly Rule[] = [
  { cat: [{ var: 'd' }] },
  { addMonths: [{ var: 'd' }, 1] },
  { addMonths: [{ var: 'e' }, -12] },
  { '/': [{ var: 'a' }, { var: 'b' }] },
  { '/': [{ var: 'b' }, { var: 'c' }] },
  { '*': [{ var: 'c' }, { var: 'c' }, { var: 'a' }] },
];

/** A value as text, whatever the session makes of its type. */
const WRITTEN: Readonly<Partial<Record<ValueType, (value: RawBuilder<unknown>) => RawBuilder<unknown>>>> = {
  number: (value) => sql`trim_scale(${value})::text`,
  date: (value) => sql`to_char(${value}::timestamp, 'YYYY-MM-DD')`,
  datetime: (value) => sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
};

let pool: Pool;
let drop: () => Promise<void>;
let facts: Facts[];

beforeAll(async () => {
  const database = await freshDatabase('migrated');
  drop = database.drop;
  pool = openPool(database.url, { max: 1 });
  facts = await awkwardRows(pool);
  // Nothing may hang on how a session writes or reads, nor on its zone: Kiritimati never had the last day of 1994.
  await pool.query("set datestyle = 'SQL, DMY'; set timezone = 'Pacific/Kiritimati'; set intervalstyle = 'sql_standard'");
});
afterAll(async () => {
  await pool?.end();
  await drop?.();
});

function termOf(rule: Rule): Term {
  const checked = checkExpression(rule, scope);
  if ('issues' in checked) throw new Error(`${JSON.stringify(rule)}: ${JSON.stringify(checked.issues)}`);
  return checked.value;
}

it(`gives ${EXPRESSIONS} random expressions over awkward rows exactly the values that Postgres does`, async () => {
  const seed = Number(process.env.PARITY_SEED ?? Date.now() % 1_000_000);
  const expressions = [...ALWAYS, ...fc.sample(expression, { numRuns: EXPRESSIONS, seed })];
  const kinds = new Set<string>();
  let [cells, held] = [0, 0];
  const mismatches: unknown[] = [];
  const BATCH = 25;
  for (let start = 0; start < expressions.length; start += BATCH) {
    const terms = expressions.slice(start, start + BATCH).map(termOf);
    for (const term of terms) kinds.add(term.kind === 'call' ? term.operator : term.kind);
    const columns = terms.map((term, i) => {
      const value = expressionSql(term, columnOf, uuidOf);
      return sql`${WRITTEN[term.type]?.(value) ?? value} as ${sql.id(`r${i}`)}`;
    });
    const statement = compileSql(sql`select ${sql.join(columns)} from awkward order by n`);
    const runs = terms.map(compileExpression);
    for (const person of people) {
      const { sql: text, parameters } = fillSlots(statement, (slot) => person[slot.name]);
      const found = (await pool.query({ text, values: [...parameters], rowMode: 'array' })).rows as unknown[][];
      facts.forEach((row, n) => {
        const known = { ...row, ...person };
        runs.forEach((run, i) => {
          cells += 1;
          const mine = run(known);
          if (mine !== null) held += 1;
          if (mine !== found[n]?.[i])
            mismatches.push({ seed, expression: JSON.stringify(expressions[start + i]), mine, theirs: found[n]?.[i], row, person });
        });
      });
    }
  }
  console.log(
    `parity: ${expressions.length} expressions × ${facts.length} rows × ${people.length} people = ${cells} comparisons, ${held} not empty, ${mismatches.length} mismatches, seed ${seed}`,
  );
  expect(mismatches.slice(0, 3)).toEqual([]);
  // Values must occur often, and so must every operator, or the comparison would prove nothing.
  expect(held / cells).toBeGreaterThan(0.4);
  expect([...kinds].sort()).toEqual(
    ['*', '+', '-', '/', 'addDays', 'addMonths', 'cat', 'daysBetween', 'if', 'max', 'min', 'round', 'var'].sort(),
  );
}, 900_000);
