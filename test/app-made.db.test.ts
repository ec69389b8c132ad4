import { setTimeout as sleep } from 'node:timers/promises';
import { openPool, openServer, type Pool, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshDatabase, root, SECRET } from './support/database.ts';
import { type Line, openLine } from './support/line.ts';

let server: RunningServer;
let line: Line;
let admin: TestClient;
let drop: () => Promise<void>;
let url: string;
/** Looks at the database past the line that is cut. */
let beside: Pool;
let twin: string;

const open = (databaseUrl: string) => openServer({ databaseUrl, secret: SECRET, root, demo: true });

beforeAll(async () => {
  ({ url, drop } = await freshDatabase('demo'));
  beside = openPool(url, { max: 1 });
  line = await openLine(url);
  server = await open(line.url);
  admin = await clientFor(server, 'admin@demo.local');
});
afterAll(async () => {
  await Promise.all([server?.close(), beside?.end()]);
  await line?.close();
  await drop?.();
});

/** What stands in the database under keys that begin so: rows, members, versions, tables. */
async function traces(key: string) {
  const { rows } = await beside.query(
    `select (select count(*)::int from pipewright.app where starts_with(key, $1)) as apps, (select count(*)::int from pipewright.version where starts_with(app, $1)) as versions,
       (select count(*)::int from pipewright.member where starts_with(app, $1)) as members, (select count(*)::int from pg_tables where starts_with(schemaname, 'app_' || $1)) as tables`,
    [key],
  );
  return rows[0] as { apps: number; versions: number; members: number; tables: number };
}

describe('a new app', () => {
  it('is all there or not at all wherever the database is lost, and its key is free again', async () => {
    const wish = { key: 'broken', template: 'opportunity', sample: true };
    const nothing = { apps: 0, versions: 0, members: 0, tables: 0 };
    let pause = 5;
    let cuts = 0;
    for (let made = false; !made; pause *= 2.2) {
      const asked = admin.send('POST', '/apps', wish);
      await sleep(pause);
      await line.cut();
      const { status } = await asked;
      await line.mend();
      // A commit that was still under way when this was last looked at is there by now.
      made = status === 201;
      if (made) continue;
      cuts += 1;
      expect(status).toBe(503);
      const left = await traces(wish.key);
      // A lost answer to the commit is no lost commit.
      made = left.apps === 1;
      if (!made) expect(left).toEqual(nothing);
    }
    console.log(`an app: broken off ${cuts} times before it was made`);
    expect(cuts).toBeGreaterThan(3);
    const whole = await traces(wish.key);
    expect([whole.apps, whole.versions, whole.members > 1]).toEqual([1, 1, true]);
    const { rows: keys } = await beside.query<{ key: string }>(`select key from pipewright.app where starts_with(key, $1)`, [wish.key]);
    const key = keys[0]?.key;
    let seen = await admin.get(`/apps/${key}/records/opportunity`, { limit: 1 });
    while (seen.status === 503) seen = await admin.get(`/apps/${key}/records/opportunity`, { limit: 1 });
    expect(seen.body.records).toHaveLength(1);
    const { rows } = await beside.query(`select count(*)::int as n from app_${key}.opportunity`);
    expect(rows[0].n).toBe(2200);
  });

  it('is another one where two with the same wish are made at once', async () => {
    const wish = { key: 'twins', template: 'opportunity' };
    const answers = await Promise.all([admin.send('POST', '/apps', wish), admin.send('POST', '/apps', wish)]);
    expect(answers.map((answer) => answer.status)).toEqual([201, 201]);
    expect(new Set(answers.map((answer) => answer.body.key)).size).toBe(2);
    twin = answers[0]?.body.key;
  });

  it('that an earlier release left half made is cleared away, or given to whoever published it', async () => {
    await beside.query(
      `insert into pipewright.app (key, workspace, draft) select 'dead', workspace, draft from pipewright.app where key = $1`,
      [twin],
    );
    await beside.query('delete from pipewright.member where app = $1', [twin]);
    await beside.query('delete from pipewright.migration where number = 9');
    const again = await open(url);
    await again.close();
    expect(await traces('dead')).toEqual({ apps: 0, versions: 0, members: 0, tables: 0 });
    expect((await admin.get(`/apps/${twin}/definition`)).status).toBe(200);
  });
});
