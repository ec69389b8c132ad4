import { openServer, workApps } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, root, SECRET } from '../../../test/support/database.ts';
import { wakeParents } from './children.ts';
import { forgetRuns } from './forget.ts';

let url: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ url, drop } = await freshDatabase('demo'));
});
afterAll(() => drop());

const SCHEMA = 'app_opportunity';
const open = () => openServer({ databaseUrl: url, secret: SECRET, root, demo: true });

it('gives apps that exist what their runs need to begin others, and to find them', async () => {
  const before = await open();
  await before.pool.query(
    `alter table ${SCHEMA}._run drop column parent, drop column parent_seq, drop column side; delete from pipewright.migration where number = 38`,
  );
  await before.close();
  const after = await open();
  try {
    const { rows } = await after.pool.query(`select indexdef from pg_indexes where schemaname = '${SCHEMA}' and indexname = 'run_parent'`);
    expect(rows).toEqual([
      { indexdef: `CREATE INDEX run_parent ON ${SCHEMA}._run USING btree (parent, parent_seq) WHERE (parent IS NOT NULL)` },
    ]);
  } finally {
    await after.close();
  }
});

it('wakes who waits once the last of several is over, though two of them end at the same moment', async () => {
  const server = await open();
  try {
    const [parent, one, two] = ['1', '2', '3'].map((n) => `00000000-0000-0000-0000-00000000000${n}`) as [string, string, string];
    const insert = (id: string, up: string | null) =>
      server.pool.query(
        `insert into ${SCHEMA}._run (id, automation, version, entity, record, episode, state, node, wake_at, depth, root, chain, begun_at, parent, parent_seq)
         values ($1::uuid, 'x', 1, 'customer', $1::uuid, $1::uuid::text, 'waiting', 'x', '9999-12-31', 0, $1::uuid, '{x}', now(), $2::uuid, case when $2::uuid is not null then 0 end)`,
        [id, up],
      );
    await insert(parent, null);
    for (const child of [one, two]) await insert(child, parent);
    const now = '2031-01-01T00:00:00.000Z';
    const ends = [await server.pool.connect(), await server.pool.connect()] as const;
    const wakes = async () =>
      (await server.pool.query(`select (wake_at < '9999-01-01') as woken from ${SCHEMA}._run where id = $1`, [parent])).rows[0].woken;
    // Both have ended theirs before either says so to the one that waits.
    for (const [i, child] of [one, two].entries()) {
      await ends[i]?.query('begin');
      await ends[i]?.query(`update ${SCHEMA}._run set state = 'done', ended_at = $2 where id = $1`, [child, now]);
    }
    await wakeParents(ends[0], SCHEMA, [parent], now);
    const second = wakeParents(ends[1], SCHEMA, [parent], now);
    await ends[0].query('commit');
    expect(await wakes()).toBe(false);
    await second;
    await ends[1].query('commit');
    expect(await wakes()).toBe(true);
    for (const end of ends) end.release();
    // What it began is kept as long as it may look at it, however long that is.
    const [app] = await workApps(server, server.pool, 'opportunity');
    const left = async () => {
      if (app) await forgetRuns(server.pool, app, '2032-01-01T00:00:00.000Z', 10);
      return (await server.pool.query(`select count(*)::int as n from ${SCHEMA}._run where parent = $1`, [parent])).rows[0].n;
    };
    expect(await left()).toBe(2);
    await server.pool.query(`update ${SCHEMA}._run set state = 'done', ended_at = $2 where id = $1`, [parent, now]);
    expect(await left()).toBe(0);
  } finally {
    await server.close();
  }
});
