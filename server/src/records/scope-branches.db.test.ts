import {
  type App,
  accessTo,
  addField,
  CLAIM_SCOPES,
  editEntity,
  entityOf,
  type Grant,
  type Principal,
  type Role,
  setGrant,
} from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Rule } from '@pipewright/logic';
import { fillFor, type ListShape, listShape, listSql, recordsSql, type Sight, writeCursor } from '@pipewright/sql';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { makeTables, putRows, putShares } from '../../../test/support/tables.ts';
import { openPool, type Pool, rows } from '../db/pool.ts';

/** Questions of this run, each read to its last page in both ways. */
const ASKED = Number(process.env.BRANCHES_ASKED ?? 150);
const SCHEMA = 'app_branches';
const v = (name: string): Rule => ({ var: name });
const label = { en: 'x', 'zh-CN': 'x' };
const id = (end: string) => `01a00000-0000-7000-8000-0000000000${end}`;
const users = ['u1', 'u2', 'u3'];
const departments = [id('d1'), id('d2'), id('d3'), id('d4')];
const pick = <T>(list: readonly T[], n: number) => list[n % list.length] as T;

/** The orders of views, for which there are indexes, and others. */
const VIEWED = [undefined, '-due', 'name', 'reason'];
const SORTS = [...VIEWED, 'due', '-name', '-reason', 'due,amount', '-amount,-due', 'stage', 'due,-amount', '-reviewed'];
const base: App = editEntity(addField(exampleApp(), 'deal', { key: 'reviewed', type: 'boolean', name: label }), 'deal', (entity) => ({
  ...entity,
  views: VIEWED.map((sort, i) => ({ key: `v${i}`, name: label, columns: ['name'], ...(sort ? { sort } : {}) })),
}));
const shared: Rule = {
  or: [{ '==': [v('owner'), v('user.id')] }, { '==': [v('reason'), 'price'] }, { in: [v('department'), v('user.departments')] }],
};
const roles = (['own', 'department', 'below', { rule: shared }] as const).map((read): Role => {
  const { roles: made } = setGrant(base, 'sales', 'deal', { read, hidden: [] });
  return { ...(made[1] as Role), key: `r_${JSON.stringify(read).length}` };
});
/** Those that take records out of the pool besides, as far as that opens more to them. */
const takers = roles.flatMap((role) =>
  CLAIM_SCOPES.map((claim): Role => {
    const { deal: grant } = role.grants;
    return { ...role, key: `${role.key}_${claim}`, grants: { ...role.grants, deal: { ...(grant as Grant), claim } } };
  }),
);

const app: App = { ...base, roles: [...base.roles.filter((role) => role.admin), ...roles, ...takers] };
const deal = entityOf(app, 'deal') as NonNullable<ReturnType<typeof entityOf>>;

const all = Array.from({ length: 150 }, (_, n) => ({
  id: `01a00000-0000-7000-8000-${String((n * 61) % 150).padStart(12, '0')}`,
  version: 1,
  name: pick(['阿里', '波音', 'zeta', 'Alpha', '阿里', '重庆'], n),
  owner: pick([...users, null], n),
  department: pick([null, ...departments], Math.floor(n / 3)),
  amount: pick([null, '1.5', '20', '300'], n * 3),
  due: pick([null, '2026-01-01', '2026-01-02', '2026-01-03'], n + Math.floor(n / 5)),
  reason: pick([null, 'price'], Math.floor(n / 7)),
  reviewed: pick([null, true, false], n),
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  deleted_at: n % 11 === 0 ? '2026-01-05T00:00:00.000Z' : null,
  baseline: false,
  pipeline: 'plain',
  stage: pick(['start', 'offer', 'sign'], n * 7),
  status: pick(['open', 'won'], n),
}));

let pool: Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  const fresh = await freshDatabase('migrated');
  ({ drop } = fresh);
  pool = openPool(fresh.url);
  await makeTables(pool, app, SCHEMA);
  await putRows(pool, SCHEMA, 'deal', all);
  await putShares(
    pool,
    SCHEMA,
    'deal',
    users.flatMap((person, i) => all.flatMap(({ id: record }, n) => (n % 9 === i ? [{ person, record }] : []))),
  );
});
afterAll(async () => {
  await pool?.end();
  await drop?.();
});

/** The ids of every page, page by page, and whether any statement read each way for itself. */
async function walk(view: Sight, query: { filter?: Rule | undefined; sort?: string | undefined; limit: number }, branched: boolean) {
  const found: string[] = [];
  let after: string | undefined;
  let apart = false;
  for (;;) {
    const asked = listShape({ ...query, after, fields: ['name'] });
    if ('issues' in asked) throw new Error(JSON.stringify(asked.issues));
    const shape: ListShape = { ...asked.value.shape, branched };
    const compiled = listSql(view, deal, shape);
    if ('issues' in compiled) throw new Error(JSON.stringify(compiled.issues));
    apart ||= compiled.value.sql.includes(' as p join ');
    const page = await rows<{ j: string; c: string }>(pool, fillFor(view, compiled.value, asked.value.values));
    const shown = page.slice(0, query.limit);
    found.push(...shown.map((row) => JSON.parse(row.j).id as string));
    if (page.length <= query.limit) return { found, apart };
    after = writeCursor(shown.at(-1)?.c ?? '');
  }
}

/** The ids of all records in sight, each asked for itself. */
async function inSight(view: Sight): Promise<string[]> {
  const compiled = recordsSql(view, deal, 'many', { fields: ['name'] });
  if ('issues' in compiled) throw new Error(JSON.stringify(compiled.issues));
  const found = await rows<{ j: string }>(pool, fillFor(view, compiled.value, { records: all.map((each) => each.id) }));
  return found.map(({ j }) => JSON.parse(j).id as string).sort();
}

const filters: fc.Arbitrary<Rule | undefined> = fc.constantFrom<(Rule | undefined)[]>(
  undefined,
  { '==': [v('status'), 'open'] },
  { and: [{ '==': [v('status'), 'won'] }, { '>=': [v('amount'), 10] }] },
  { '!=': [v('due'), null] },
  { or: [{ '==': [v('reason'), 'price'] }, { '==': [v('due'), null] }] },
  { '!': [{ in: [v('department'), v('user.departments')] }] },
  { '==': [v('owner'), 'u2'] },
);

describe('a list of a role that reaches records in several ways', () => {
  it(`has the same records in the same order when each way is read for itself, on every page (${ASKED} questions)`, async () => {
    let apart = 0;
    const question = fc.record({
      role: fc.constantFrom(...roles, ...takers),
      user: fc.constantFrom(...users),
      department: fc.constantFrom(null, ...departments),
      departments: fc.array(fc.constantFrom(...departments, 'no-uuid'), { maxLength: 5 }),
      filter: filters,
      sort: fc.constantFrom(...SORTS),
      limit: fc.constantFrom(1, 2, 7, 40),
      open: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ role, user, department, departments: mine, open, ...query }) => {
        const principal: Principal = {
          user,
          workspace: id('00'),
          role,
          department,
          departments: mine,
          ...(open ? { shared: ['deal'] } : {}),
          today: '2026-01-01',
          now: '2026-01-01T00:00:00.000Z',
        };
        const view: Sight = { app, schema: SCHEMA, principal };
        const [plain, branched] = [await walk(view, query, false), await walk(view, query, true)];
        expect(branched.found).toEqual(plain.found);
        expect(new Set(branched.found).size).toBe(branched.found.length);
        expect(plain.apart).toBe(false);
        if (query.filter === undefined) expect([...plain.found].sort()).toEqual(await inSight(view));
        if (branched.apart) apart += 1;
      }),
      { numRuns: ASKED },
    );
    console.log(`branches: ${apart} of ${ASKED} questions read each way for itself`);
    expect(apart).toBeGreaterThan(ASKED / 4);
  }, 300_000);

  it('is read in two ways where the role reaches records in one and others are shared', () => {
    const [own] = roles;
    const text = (shared?: readonly string[]) => {
      const principal = { role: own as Role, ...(shared ? { shared } : {}) };
      const compiled = listSql({ app, schema: SCHEMA, principal }, deal, { searched: false, branched: true, sort: '-due' });
      return 'value' in compiled && compiled.value.sql.includes('union all');
    };
    expect([text(), text(['firm']), text(['deal'])]).toEqual([false, false, true]);
  });

  it('is read in one way where that leaves few, where no index follows, and among the deleted', () => {
    const [, role] = roles;
    const view = { app, schema: SCHEMA, principal: { role: role as Role } };
    expect(accessTo(app, deal, view.principal).rows.kind).toBe('or');
    const text = (shape: Partial<ListShape>) => {
      const compiled = listSql(view, deal, { searched: false, branched: true, sort: '-due', ...shape });
      return 'value' in compiled && compiled.value.sql.includes('union all');
    };
    expect(text({})).toBe(true);
    expect([
      text({ branched: false }),
      text({ filter: { '==': [v('owner'), 'u1'] } }),
      text({ filter: { '==': [v('id'), id('01')] } }),
      text({ filter: { '==': [v('applies'), 'big'] } }),
      text({ sort: 'cost' }),
      text({ searched: true }),
      text({ deleted: true }),
    ]).toEqual(Array(7).fill(false));
  });
});
