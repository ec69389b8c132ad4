import { askVocabularyOf, type BoardColumn, entityOf, type Principal, type Role, rowsFor, surroundings } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { check, evaluate, type Rule, type Test } from '@pipewright/logic';
import type { BoardRow, Sight } from '@pipewright/sql';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { makeTables, putRows, putShares } from '../../../test/support/tables.ts';
import { openPool, type Pool, rows as rowsOf } from '../db/pool.ts';
import { boardJson, boardStatement } from './board.ts';
import { listPage } from './list.ts';
import { getRecord } from './record.ts';

/** Questions of this run, each asked by several people of one role; raise it for a longer one. */
const ASKED = Number(process.env.SLOTS_ASKED ?? 200);
const PEOPLE = 4;
const SCHEMA = 'app_slots';
const app = exampleApp();
const deal = entityOf(app, 'deal') as NonNullable<ReturnType<typeof entityOf>>;
const sales = app.roles[1] as Role;
const id = (end: string) => `01a00000-0000-7000-8000-0000000000${end}`;
/** What stood in statements for a person, a day and an instant in the past: now values like any other. */
const LOOKS = ['f1', 'f2', 'f3', 'f4'].map((end) => `00000000-0000-4000-8000-0000000000${end}`);
const [DAY, INSTANT] = ['0001-02-03', '0001-02-03T04:05:06.789Z'];

const users = [id('a1'), id('a2'), 'not-a-uuid', LOOKS[0] as string];
const departments = [id('d1'), id('d2'), LOOKS[1] as string, LOOKS[2] as string];
const days = [DAY, '2026-01-01', '2026-01-02'];
const instants = [INSTANT, '2026-01-01T00:00:00.000Z', '2026-01-02T12:00:00.000Z'];
const names = [...users, ...LOOKS, 'user.id', 'today', '{"name":"user.id"}', '\u0001', '%', '50%'];

const pick = <T>(list: readonly T[], n: number) => list[n % list.length] as T;
const firms = Array.from({ length: 9 }, (_, n) => ({
  id: `01a00000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`,
  version: 1,
  name: pick(names, n),
  size: pick([null, 'big', 'small'], n),
  owner: pick(users, n * 3),
  department: pick([null, ...departments], n * 4),
  created_at: pick(instants, n),
  updated_at: pick(instants, n),
  baseline: false,
}));
const rows = Array.from({ length: 120 }, (_, n) => ({
  id: `01a00000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  version: 1,
  name: pick(names, n),
  owner: pick(users, n + Math.floor(n / 7)),
  department: pick([null, ...departments], n * 2),
  amount: pick([null, '1.5', '20', '300'], n * 3),
  due: pick([null, ...days], n + Math.floor(n / 5)),
  created_at: pick(instants, n + Math.floor(n / 4)),
  updated_at: pick(instants, n),
  baseline: false,
  pipeline: 'plain',
  stage: pick(['start', 'offer'], n),
  status: 'open',
  firm: n % 5 === 0 ? null : pick(firms, n).id,
}));
/** What rules know of a row besides its columns: the firm it refers to, and the pipeline that would be chosen for it. */
function beyond(row: (typeof rows)[number]) {
  const firm = firms.find((each) => each.id === row.firm);
  const far = Object.entries(firm ?? {}).map(([key, value]) => [`firm.${key}`, value]);
  return { ...Object.fromEntries(far), applies: firm?.size === 'big' ? 'big' : null };
}

const v = (name: string): Rule => ({ var: name });
const scopes = [
  ...(['none', 'own', 'department', 'below', 'all'] as const),
  { rule: { or: [{ '==': [v('department'), v('user.department')] }, { '==': [v('created_at'), v('now')] }] } as Rule },
  { rule: { '!': [{ in: [v('department'), v('user.departments')] }] } as Rule },
];
const grant = sales.grants.deal as Role['grants'][string];
const roles = scopes.map(
  (read, i): Role => ({
    ...sales,
    key: `role_${i}`,
    grants: { deal: { ...grant, read }, firm: { ...grant, read: 'all', hidden: [] } },
  }),
);
const someone = (role: fc.Arbitrary<Role>): fc.Arbitrary<Sight> =>
  fc
    .record({
      user: fc.constantFrom(...users),
      workspace: fc.constant(id('00')),
      role,
      department: fc.constantFrom(null, ...departments),
      departments: fc.subarray(departments),
      today: fc.constantFrom(...days),
      now: fc.constantFrom(...instants),
    })
    .map((principal: Principal) => ({ app, schema: SCHEMA, principal: { ...principal, ...shared(principal.user) } }));
/** The records of an entity that are shared with a person: every tenth, each person's others. */
const sharesOf = (user: string, all: readonly { readonly id: string }[]) => all.filter((_, n) => n % 10 === users.indexOf(user) % 10);
/** The last person has no share in anything. */
const shared = (user: string) => (user === users.at(-1) ? {} : { shared: ['deal', 'firm'] });
const filters = fc.oneof(
  fc.constantFrom<Rule[]>(
    true,
    ...['==', '!=', '<'].map((op): Rule => ({ [op]: [v('due'), v('today')] })),
    { '<': [v('due'), { addDays: [v('today'), 1] }] },
    ...['==', '!='].flatMap((op): Rule[] => [
      { [op]: [v('department'), v('user.department')] },
      { [op]: [v('owner'), v('user.id')] },
      { [op]: [v('name'), v('user.id')] },
      { [op]: [v('id'), v('user.id')] },
      { [op]: [v('created_at'), v('now')] },
    ]),
    { in: [v('name'), v('user.departments')] },
    { in: [v('firm.department'), v('user.departments')] },
    { '==': [v('firm.department'), v('user.department')] },
    { '!=': [v('firm.owner'), v('user.id')] },
    { '>=': [v('firm.created_at'), v('now')] },
    { '==': [v('firm'), (firms[1] as (typeof firms)[number]).id] },
    { '!=': [v('applies'), 'big'] },
    { in: [v('id'), rows.slice(0, 40).map((row) => row.id)] },
  ),
  fc
    .tuple(fc.constantFrom('==', '!='), fc.constantFrom('name', 'owner', 'department', 'id'), fc.constantFrom(...names, ...departments))
    .map(([op, field, literal]): Rule => ({ [op]: [v(field), literal] })),
  fc.constantFrom(...days).map((day): Rule => ({ '==': [v('due'), day] })),
  fc.constantFrom(...instants).map((instant): Rule => ({ '<=': [v('created_at'), instant] })),
  fc.subarray(names).map((list): Rule => ({ in: [v('name'), list] })),
);
const question = fc.constantFrom(...roles.slice(1)).chain((role) =>
  fc.record({
    views: fc.array(someone(fc.constant(role)), { minLength: PEOPLE, maxLength: PEOPLE }),
    filter: filters,
    sort: fc.constantFrom(undefined, '-amount', 'amount', 'due', '-created_at', 'name,-due'),
    limit: fc.integer({ min: 7, max: 130 }),
    search: fc.constantFrom(undefined, undefined, '50%', '%', 'USER', LOOKS[0]),
  }),
);

const sharing = (all: readonly { readonly id: string }[]) =>
  users.slice(0, -1).flatMap((user) => sharesOf(user, all).map(({ id: record }) => ({ person: user, record })));

let pool: Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase('migrated');
  drop = database.drop;
  pool = openPool(database.url, { max: 2 });
  await makeTables(pool, app, SCHEMA);
  await putRows(pool, SCHEMA, 'firm', firms);
  await putRows(pool, SCHEMA, 'deal', rows);
  await putShares(pool, SCHEMA, 'deal', sharing(rows));
  await putShares(pool, SCHEMA, 'firm', sharing(firms));
});
afterAll(async () => {
  await pool?.end();
  await drop?.();
});

function meant(rule: Rule): Test {
  const checked = check(rule, askVocabularyOf(app, deal));
  if ('issues' in checked) throw new Error(JSON.stringify(checked.issues));
  return checked.value;
}

/** The ids of the rows a person should be shown, by the evaluator. */
function expected(view: Sight, filter: Rule, search?: string): string[] {
  const { user, shared: open } = view.principal;
  const given = new Set(open ? sharesOf(user, rows).map((row) => row.id) : []);
  const holds = (test: Test, row: (typeof rows)[number]) => evaluate(test, { ...row, ...beyond(row), ...surroundings(view.principal) });
  const kept = rows.filter(
    (row) =>
      (given.has(row.id) || holds(rowsFor(app, deal, view.principal, 'read'), row)) &&
      holds(meant(filter), row) &&
      row.name.toLowerCase().includes(search?.toLowerCase() ?? ''),
  );
  return kept.map((row) => row.id).sort();
}

async function listed(view: Sight, query: Parameters<typeof listPage>[3]): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = JSON.parse(await listPage(pool, view, 'deal', { ...query, after }));
    found.push(...page.records.map((record: { id: string }) => record.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return found.sort();
}

describe('a statement that serves everybody of a role', () => {
  it(`answers ${ASKED} random questions to ${PEOPLE} people each with the rows that the evaluator gives that person, page by page`, async () => {
    const seed = Number(process.env.SLOTS_SEED ?? Date.now() % 1_000_000);
    let shown = 0;
    for (const { views, filter, sort, limit, search } of fc.sample(question, { numRuns: ASKED, seed })) {
      for (const view of views) {
        const told = { seed, person: view.principal, filter, search };
        const found = await listed(view, { filter, sort, limit, search });
        expect({ ...told, found }).toEqual({ ...told, found: expected(view, filter, search) });
        shown += found.length;
      }
    }
    console.log(`slots: ${ASKED} questions × ${PEOPLE} people, ${shown} rows shown, 0 mismatches, seed ${seed}`);
    expect(shown).toBeGreaterThan(ASKED * PEOPLE * 5);
  });

  it('is not there for whoever reads nothing', async () => {
    const [view] = fc.sample(someone(fc.constant(roles[0] as Role)), { numRuns: 1, seed: 1 }) as [Sight];
    await expect(listed(view, { limit: 10 })).rejects.toMatchObject({ issues: [{ code: 'unknown.entity' }] });
  });

  it('knows nothing of what lies behind a reference to records that the role does not read', async () => {
    const role = { ...(roles[4] as Role), key: 'near_sighted', grants: { deal: { ...grant, read: 'all' as const } } };
    const [view] = fc.sample(someone(fc.constant(role)), { numRuns: 1, seed: 1 }) as [Sight];
    for (const name of ['firm.size', 'firm.owner', 'firm.no_such_field', 'applies'])
      await expect(listed(view, { limit: 10, filter: { '==': [v(name), 'big'] } })).rejects.toMatchObject({
        issues: [{ code: 'rule.variable', params: { name } }],
      });
  });

  it('takes what a person writes for what it says, whatever it looks like', async () => {
    const [view] = fc.sample(someone(fc.constant(roles[4] as Role)), { numRuns: 1, seed: 1 }) as [Sight];
    const me = { ...view, principal: { ...view.principal, user: id('a1'), today: '2026-01-01', now: instants[1] as string } };
    const count = async (filter: Rule) => (await listed(me, { filter, limit: 200 })).length;
    const having = (field: keyof (typeof rows)[number], value: string) => rows.filter((row) => row[field] === value).length;
    const written = [
      ['due', DAY],
      ['due', '2026-01-01'],
      ['created_at', INSTANT],
      ...LOOKS.flatMap((text) => (['name', 'owner', 'department'] as const).map((field) => [field, text] as const)),
      ['owner', id('a2')],
      ['name', id('a2')],
      ['name', 'user.id'],
      ['name', '{"name":"user.id"}'],
      ['name', '\u0001'],
    ] as const;
    for (const [field, text] of written)
      expect([field, text, await count({ '==': [v(field), text] })]).toEqual([field, text, having(field, text)]);
    expect(having('due', DAY)).not.toBe(having('due', '2026-01-01'));
  });

  it('shows a board and a record to each person as far as that person sees', async () => {
    for (const view of fc.sample(someone(fc.constantFrom(...roles.slice(1))), { numRuns: 40, seed: 7 })) {
      const wanted = expected(view, true);
      const found = await rowsOf<BoardRow>(pool, boardStatement(view, 'deal', { pipeline: 'plain', limit: 200 }));
      const columns: BoardColumn[] = JSON.parse(boardJson(found)).columns;
      expect(columns.flatMap(({ records }) => records.map((record) => record.id)).sort()).toEqual(wanted);
      expect(columns.map(({ stage, count }) => [stage, count])).toEqual(
        ['start', 'offer', 'sign'].map((stage) => [stage, rows.filter((row) => row.stage === stage && wanted.includes(row.id)).length]),
      );
      for (const row of rows.slice(0, 6))
        expect([row.id, (await getRecord(pool, view, 'deal', row.id.toUpperCase())) !== undefined]).toEqual([
          row.id,
          wanted.includes(row.id),
        ]);
    }
  });
});
