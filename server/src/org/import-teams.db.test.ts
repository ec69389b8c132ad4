import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshServer } from '../../../test/support/database.ts';
import { addAccounts } from '../auth/accounts.ts';
import { newId } from '../ground/id.ts';
import type { RunningServer } from '../running/server.ts';
import { importTeams } from './import-teams.ts';
import { addDepartment, addPeople, listDepartments, setRoles } from './org.ts';
import { listPeople } from './people.ts';

let server: RunningServer;
let close: () => Promise<void>;
const [here, abroad] = [newId(), newId()];
beforeAll(async () => {
  ({ server, close } = await freshServer('migrated'));
  for (const id of [here, abroad]) await server.pool.query('insert into pipewright.workspace (id, name) values ($1, $2)', [id, id]);
});
afterAll(() => close?.());

const person = async (workspace: string, name: string, department: string | null = null) => {
  const [user = ''] = await addAccounts(server.pool, [{ name }]);
  await addPeople(server.pool, workspace, [{ user, name, department }]);
  return user;
};

describe('a list of teams', () => {
  const lines = [
    { name: '张三', manager: '李四', office: '上海' },
    { name: '王五', manager: '李四', office: '上海' },
    { name: '李四', manager: '赵六', office: '北京' },
  ];

  it('makes departments under offices, led by their managers, and each person once in the first team that is named', async () => {
    expect(await importTeams(server.pool, here, lines)).toEqual({ people: 4, departments: 4 });
    const departments = await listDepartments(server.pool, here);
    const name = new Map(departments.map(({ id, name: each }) => [id, each]));
    const people = await listPeople(server.pool, here);
    const whose = new Map(people.map(({ id, name: each }) => [id, each]));
    expect(departments.map(({ name: each, parent, manager }) => [each, name.get(parent ?? ''), whose.get(manager ?? '')]).sort()).toEqual(
      [
        ['上海', undefined, undefined],
        ['北京', undefined, undefined],
        ['李四', '上海', '李四'],
        ['赵六', '北京', '赵六'],
      ].sort(),
    );
    expect(people.map((each) => [each.name, name.get(each.department ?? '')]).sort()).toEqual(
      [
        ['张三', '李四'],
        ['王五', '李四'],
        // Who leads a team is in it, whatever comes later.
        ['李四', '李四'],
        ['赵六', '赵六'],
      ].sort(),
    );
  });

  it('can be read again, and adds what is new alone', async () => {
    expect(await importTeams(server.pool, here, lines)).toEqual({ people: 0, departments: 0 });
    expect(await importTeams(server.pool, here, [...lines, { name: '新人', manager: '李四', office: '上海' }])).toEqual({
      ...{ people: 1, departments: 0 },
    });
  });
});

describe('people and departments', () => {
  it('of one company are none of another', async () => {
    await person(abroad, 'Foreign');
    await addDepartment(server.pool, abroad, { name: 'Foreign', parent: null });
    expect((await listPeople(server.pool, here)).map(({ name }) => name)).not.toContain('Foreign');
    expect((await listDepartments(server.pool, abroad)).map(({ name }) => name)).toEqual(['Foreign']);
  });

  it('are found by part of the name, in which no character means anything else, and sorted by pinyin', async () => {
    for (const name of ['阿 100%', '阿_', '白 é']) await person(abroad, name);
    const found = async (text: string, limit?: number) => (await listPeople(server.pool, abroad, text, limit)).map(({ name }) => name);
    expect([await found('%'), await found('_'), await found('e\u0301'), await found('阿')]).toEqual([
      ['阿 100%'],
      ['阿_'],
      ['白 é'],
      ['阿 100%', '阿_'],
    ]);
    // By code point 白 comes first.
    expect((await found('')).filter((name) => /^[阿白]/.test(name))).toEqual(['阿 100%', '阿_', '白 é']);
    expect(await found('', 1)).toHaveLength(1);
  });

  it('out of action are not offered', async () => {
    const user = await person(abroad, 'Gone');
    await server.pool.query('update pipewright.person set active = false where user_id = $1', [user]);
    expect(await listPeople(server.pool, abroad, 'Gone')).toEqual([]);
  });

  it('stand under each other by a path from the root, parents first', async () => {
    const root = await addDepartment(server.pool, abroad, { name: 'Root', parent: null });
    const inner = await addDepartment(server.pool, abroad, { name: 'Inner', parent: root });
    const leaf = await addDepartment(server.pool, abroad, { name: 'Leaf', parent: inner });
    const { rows } = await server.pool.query('select path::text[] as path from pipewright.department where id = $1', [leaf]);
    expect(rows[0].path).toEqual([root, inner, leaf]);
    const order = (await listDepartments(server.pool, abroad)).map(({ id }) => id);
    expect([order.indexOf(root) < order.indexOf(inner), order.indexOf(inner) < order.indexOf(leaf)]).toEqual([true, true]);
  });

  it('have one role in an app, the last that was given', async () => {
    const user = await person(abroad, 'Member');
    await server.pool.query(`insert into pipewright.app (key, workspace, draft) values ('roles', $1, '{}')`, [abroad]);
    await setRoles(server.pool, 'roles', [{ user, role: 'sales' }]);
    await setRoles(server.pool, 'roles', [{ user, role: 'boss' }]);
    const { rows } = await server.pool.query(`select role from pipewright.member where app = 'roles'`);
    expect(rows).toEqual([{ role: 'boss' }]);
  });
});
