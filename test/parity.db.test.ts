import { SURROUNDINGS } from '@pipewright/definition';
import { check, compile, type Facts, namesIn } from '@pipewright/logic';
import { openPool, type Pool } from '@pipewright/server';
import { compileSql, condition, fillSlots } from '@pipewright/sql';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { awkwardRows, columnOf, people, scope, uuidOf } from './support/awkward.ts';
import { freshDatabase } from './support/database.ts';
import { rule } from './support/random-rule.ts';

/** Rules compared in this run; raise it for a longer one. */
const RULES = Number(process.env.PARITY_RULES ?? 5_000);

let pool: Pool;
let drop: () => Promise<void>;
let facts: Facts[];

beforeAll(async () => {
  const database = await freshDatabase('migrated');
  drop = database.drop;
  pool = openPool(database.url, { max: 2 });
  facts = await awkwardRows(pool);
});
afterAll(async () => {
  await pool?.end();
  await drop?.();
});

it('looks at columns that hold something in some rows and nothing in others', async () => {
  for (const column of Object.keys(facts[0] ?? {})) {
    const { rows } = await pool.query(`select count("${column}")::int as held, count(*)::int as all from awkward`);
    expect([column, rows[0].held > 0.5 * rows[0].all, rows[0].held < rows[0].all]).toEqual([column, true, true]);
  }
});

it(`evaluates ${RULES} random rules over awkward rows exactly as Postgres does`, async () => {
  const seed = Number(process.env.PARITY_SEED ?? Date.now() % 1_000_000);
  const rules = fc.sample(rule, { numRuns: RULES, seed });
  let cells = 0;
  let kept = 0;
  let personal = 0;
  const mismatches: unknown[] = [];
  const BATCH = 25;
  for (let start = 0; start < rules.length; start += BATCH) {
    const tests = rules.slice(start, start + BATCH).map((each) => {
      const checked = check(each, scope);
      if ('issues' in checked) throw new Error(`${JSON.stringify(each)}: ${JSON.stringify(checked.issues)}`);
      return checked.value;
    });
    personal += tests.filter((test) => namesIn(test).some((each) => Object.hasOwn(SURROUNDINGS, each))).length;
    const columns = tests.map((test, i) => sql`coalesce(${condition(test, columnOf, uuidOf)}, false) as ${sql.id(`r${i}`)}`);
    // Compiled once, then asked in the name of one person after the other.
    const statement = compileSql(sql`select ${sql.join(columns)} from awkward order by n`);
    const predicates = tests.map(compile);
    for (const person of people) {
      const { sql: text, parameters } = fillSlots(statement, (slot) => person[slot.name]);
      const found = (await pool.query({ text, values: [...parameters], rowMode: 'array' })).rows as boolean[][];
      facts.forEach((row, n) => {
        const known = { ...row, ...person };
        predicates.forEach((predicate, i) => {
          cells += 1;
          const mine = predicate(known);
          if (mine) kept += 1;
          if (mine !== found[n]?.[i]) mismatches.push({ seed, rule: rules[start + i], row, person });
        });
      });
    }
  }
  console.log(
    `parity: ${rules.length} rules (${personal} about who asks and when) × ${facts.length} rows × ${people.length} people = ${cells} comparisons, ${kept} kept, ${mismatches.length} mismatches, seed ${seed}`,
  );
  expect(mismatches.slice(0, 3)).toEqual([]);
  // Both answers must occur often, or the comparison would prove nothing.
  expect(kept / cells).toBeGreaterThan(0.1);
  expect(kept / cells).toBeLessThan(0.9);
  expect(personal / rules.length).toBeGreaterThan(0.2);
}, 900_000);
