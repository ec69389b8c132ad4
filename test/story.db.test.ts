import type { App, Entity } from '@pipewright/definition';
import { byPerson, publish, Refusal, saveTogether, type Write } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshServer } from './support/database.ts';
import { diceOf } from './support/dice.ts';
import { foldDifferences } from './support/fold.ts';
import { mutateApp, placesFor, ROLES, type RoleKey, randomApp } from './support/paths/app.ts';
import { ask } from './support/paths/ask.ts';
import { think, type Way } from './support/paths/attempt.ts';
import { importDeals } from './support/paths/import.ts';
import { foundTown, insideAs, openApp, rowsOf, type Town } from './support/paths/town.ts';
import { tag } from './support/paths/work-app.ts';
import type { Row, World } from './support/paths/world.ts';
import { storyDifferences } from './support/story.ts';

/** Entries of the ledger to write in this run, and the seed they come from. */
const WRITES = Number(process.env.STORY_WRITES ?? 1500);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const WRITERS = 5;
const KEY = 'story';

let town: Town;
let close: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshServer('demo');
  close = fresh.close;
  town = await foundTown(fresh.server);
});
afterAll(() => close());

/** Rows whose department is not that of their owner. */
async function strays(table: string): Promise<unknown[]> {
  const { rows } = await town.server.pool.query(
    `select t.id, t.owner, t.department, p.department as should from ${table} t join pipewright.person p on p.user_id = t.owner
     where t.department is distinct from p.department limit 5`,
  );
  return rows;
}

/** An app that lets most things through, so that much is written. */
function looseApp(seed: number): App {
  const app = randomApp(diceOf(seed));
  const loosen = (entity: Entity): Entity => ({
    ...entity,
    fields: entity.fields.map(({ required: _, ...field }) => field),
    ...(entity.process
      ? {
          process: {
            ...entity.process,
            wonRequires: [],
            pipelines: entity.process.pipelines.map((pipeline) => ({
              ...pipeline,
              stages: pipeline.stages.map((stage, i) =>
                i % 3 === 0 ? stage : { ...stage, required: [], gates: [], entryRequired: [], entryGates: [] },
              ),
            })),
          },
        }
      : {}),
  });
  return { ...app, entities: app.entities.map(loosen) };
}

const FIRM_PROCESS: NonNullable<Entity['process']> = {
  pipelines: [
    {
      key: 'care',
      name: tag('pipe_care'),
      when: null,
      stages: ['met', 'known', 'friend'].map((key) => ({
        key,
        name: tag(`stage_${key}`),
        probability: 10,
        color: 'blue',
        required: [],
        gates: [],
      })),
    },
  ],
  wonRequires: [],
  lostRequires: [],
};

describe('the ledger, the rows and the stage periods', () => {
  it(`tell one story after ${WRITES} writes of every kind at once`, async () => {
    const { server } = town;
    const { pool } = server;
    let app = looseApp(SEED);
    let version = 1;
    await openApp(town, KEY, app);
    const counts = new Map<string, [number, number]>();
    const faults: string[] = [];
    const count = (what: string, accepted: boolean) => {
      const found = counts.get(what) ?? [0, 0];
      counts.set(what, accepted ? [found[0] + 1, found[1]] : [found[0], found[1] + 1]);
    };
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const ids: string[] = [];
    let firms = new Map<string, Row>();
    let over = false;

    const worldOf = (role: RoleKey): World => ({
      app,
      role,
      user: town.users[role],
      today,
      firms,
      tasks: new Map(),
      papers: new Map(),
      codes: new Set(),
    });
    const rowOf = async (id: string): Promise<Row | null> =>
      ((await pool.query(`select * from app_${KEY}.deal where id = $1`, [id])).rows[0] as Row) ?? null;
    const entries = async () => Number((await pool.query(`select count(*)::int as n from app_${KEY}._ledger`)).rows[0].n);

    const writer = async (n: number) => {
      const dice = diceOf(SEED + 1000 + n);
      const some = async () => (ids.length > 0 ? rowOf(dice.pick(ids)) : null);
      const owner = () => (dice.chance(0.2) ? { owner: town.users[dice.pick(ROLES)] } : {});
      const single = async (way: Way) => {
        const role = dice.pick(['admin', 'lead', 'lead', 'sales'] as const);
        const before = way === 'create' ? null : await some();
        if (!before && way !== 'create') return;
        const thought = think(dice, worldOf(role), way, before);
        const attempt = {
          ...thought,
          values: way === 'mass' ? {} : { ...thought.values, ...(way === 'delete' || way === 'restore' ? {} : owner()) },
        };
        let answer = await ask(town.clients[role], KEY, way, before ? String(before.id) : undefined, attempt, 'en');
        const asks = answer.body?.asks?.pipeline;
        if (asks) answer = await ask(town.clients[role], KEY, way, String(before?.id), { ...attempt, pipeline: asks }, 'en');
        count(way, answer.status < 300);
        if (answer.status >= 500) faults.push(`${way}: ${answer.text}`);
        if (way === 'create' && answer.status === 201) ids.push(answer.body.id);
      };
      const together = async () => {
        const role = dice.pick(['admin', 'lead'] as const);
        const writes: Write[] = [];
        const used = new Set<string>();
        for (let i = 0; i < 8; i += 1) {
          const before = await some();
          if (!before || before.deleted_at || used.has(String(before.id))) continue;
          used.add(String(before.id));
          const { past: _, ...change } = think(dice, worldOf(role), 'patch', before);
          writes.push({
            entity: 'deal',
            change: { ...change, id: String(before.id), version: Number(before.version), values: { note: `n${n}`, ...owner() } },
          });
        }
        const { db: _db, announce: _announce, ...context } = byPerson(server, await insideAs(town, KEY, role), { by: 'bulk' });
        try {
          count('bulk', (await saveTogether(server, context, writes)).length >= 0);
        } catch (error) {
          count('bulk', false);
          if (!(error instanceof Refusal)) faults.push(`bulk: ${error}`);
        }
      };
      const imports = async (past: boolean) => {
        const world = worldOf('lead');
        const date = () => dice.pick(['2024-01-05', '2024-03-01', '2025-06-30', '2020-02-29', today]);
        const same = date();
        const attempts = Array.from({ length: 12 }, () => {
          const { values, stage } = think(dice, world, 'create', null);
          const closed = dice.chance(0.6);
          const status = past ? (closed ? dice.pick(['won', 'lost', 'void']) : dice.pick(['open', 'paused'])) : undefined;
          const days = past
            ? { valid_at: dice.chance(0.3) ? same : date(), ...(closed ? { closed_on: dice.chance(0.3) ? same : date() } : {}) }
            : {};
          return { kind: 'create' as const, values: { ...values, ...days }, stage, status };
        });
        const done = await importDeals(town, KEY, 'lead', world, attempts, past, 'en');
        if (done.denied) faults.push(`import: ${done.denied}`);
        for (const outcome of done.outcomes) count(past ? 'import baseline' : 'import', outcome.accepted);
        for (const id of done.ids) if (id) ids.push(id);
      };
      const firm = async () => {
        const known = await rowsOf(town, KEY, 'firm');
        const chosen = known.size > 8 ? dice.pick([...known.values()]) : undefined;
        const path = `/apps/${KEY}/records/firm`;
        const values = { name: `Firm ${n} ${dice.below(1e9)}`, size: dice.pick(['big', 'small']), score: dice.below(10), ...owner() };
        const what = chosen?.deleted_at ? 'restore' : chosen && dice.chance(0.3) ? 'delete' : 'patch';
        const { send } = town.clients.lead;
        const answer = !chosen
          ? await send('POST', path, { values })
          : what === 'restore'
            ? await send('POST', `${path}/${chosen.id}/restore`, { version: chosen.version })
            : what === 'delete'
              ? await send('DELETE', `${path}/${chosen.id}`)
              : await send('PATCH', `${path}/${chosen.id}`, { version: chosen.version, values });
        count('firm', answer.status < 300);
        if (answer.status >= 500) faults.push(`firm: ${answer.text}`);
        firms = await rowsOf(town, KEY, 'firm');
      };
      while (!over) {
        const what = dice.below(100);
        if (what < 18) await single('create');
        else if (what < 70)
          await single(dice.pick(['patch', 'empty', 'move', 'move', 'status', 'status', 'rechoose', 'delete', 'restore'] as const));
        else if (what < 82) await together();
        else if (what < 92) await firm();
        else await imports(what < 97);
      }
    };

    const mover = async () => {
      const dice = diceOf(SEED + 2000);
      while (!over) {
        const user = town.users[dice.pick(ROLES)];
        const department = dice.pick([...town.departments, null]);
        const answer = await town.clients.admin.send('PATCH', `/people/${user}`, { department });
        count('department', answer.status < 300);
        if (answer.status >= 300) faults.push(`department: ${answer.text}`);
        await new Promise((resolve) => setTimeout(resolve, 120));
      }
    };

    const publisher = async () => {
      const dice = diceOf(SEED + 3000);
      for (let n = 0; !over; n += 1) {
        await new Promise((resolve) => setTimeout(resolve, 250));
        const staged = n === 3 ? app.entities.map((each) => (each.key === 'firm' ? { ...each, process: FIRM_PROCESS } : each)) : undefined;
        const next = staged ? { ...app, entities: staged } : mutateApp(dice, app);
        try {
          ({ version } = await publish(pool, {
            key: KEY,
            document: next,
            base: version,
            by: town.users.admin,
            places: placesFor(dice, app, next),
          }));
          app = next;
          count('publish', true);
        } catch (error) {
          count('publish', false);
          if (!(error instanceof Refusal)) faults.push(`publish: ${error}`);
          if (n === 3) n -= 1;
        }
      }
    };

    for (const size of ['big', 'small'])
      await town.clients.lead.send('POST', `/apps/${KEY}/records/firm`, { values: { name: `Firm ${size}`, size } });
    firms = await rowsOf(town, KEY, 'firm');
    const work = [...Array.from({ length: WRITERS }, (_, n) => writer(n)), mover(), publisher()];
    const watch = (async () => {
      while ((await entries()) < WRITES) await new Promise((resolve) => setTimeout(resolve, 100));
      over = true;
    })();
    await Promise.all([...work, watch]).finally(() => {
      over = true;
    });

    const table = [...counts].sort().map(([what, [accepted, refused]]) => `${what} ${accepted}/${refused}`);
    const { rows } = await pool.query(
      `select (select count(*)::int from app_${KEY}._ledger) as entries, (select count(*)::int from app_${KEY}._period) as periods,
         (select count(*)::int from app_${KEY}.deal) as deals, (select count(*)::int from app_${KEY}.firm) as firms`,
    );
    console.log(`story: seed ${SEED}, ${JSON.stringify(rows[0])}, version ${version}; accepted/refused: ${table.join(', ')}`);
    expect(faults.slice(0, 5)).toEqual([]);
    expect(await storyDifferences(pool, KEY)).toEqual([]);
    expect((await foldDifferences(pool, KEY)).slice(0, 10)).toEqual([]);
    for (const name of ['deal', 'firm']) expect(await strays(`app_${KEY}.${name}`)).toEqual([]);
    const placeless = await pool.query(
      `select id from app_${KEY}.deal where pipeline is null union all select id from app_${KEY}.firm where pipeline is null and $1`,
      [version > 4],
    );
    expect(placeless.rows).toEqual([]);
  }, 1_800_000);

  it('know no write that was judged by a version which somebody has published over', async () => {
    const key = 'stale';
    const app = looseApp(1);
    await openApp(town, key, app);
    const before = await insideAs(town, key, 'admin');
    const path = `/apps/${key}/records/firm`;
    const { body: firm } = await town.clients.admin.send('POST', path, { values: { name: 'Firm' } });
    const staged = { ...app, entities: app.entities.map((each) => (each.key === 'firm' ? { ...each, process: FIRM_PROCESS } : each)) };
    await publish(town.server.pool, { key, document: staged, base: 1, by: null });
    const { db: _db, announce: _announce, ...context } = byPerson(town.server, before, { by: 'bulk' });
    const changes: Write['change'][] = [
      { kind: 'create', values: { name: 'Late' } },
      { kind: 'delete', id: firm.id, values: {} },
    ];
    for (const change of changes)
      await expect(saveTogether(town.server, context, [{ entity: 'firm', change }])).rejects.toMatchObject({
        issues: [{ code: 'publish.conflict' }],
      });
    const { rows } = await town.server.pool.query(`select name, version, pipeline, stage from app_${key}.firm`);
    expect(rows).toEqual([{ name: 'Firm', version: 2, pipeline: 'care', stage: 'met' }]);
    expect((await town.clients.admin.send('DELETE', `${path}/${firm.id}`)).status).toBe(200);
    expect(await storyDifferences(town.server.pool, key)).toEqual([]);
    // Without its stages again, the firm keeps where it stood.
    await publish(town.server.pool, { key, document: app, base: 2, by: null });
    const statuses = [
      await town.clients.admin.send('POST', `${path}/${firm.id}/restore`, { version: 3 }),
      await town.clients.admin.send('PATCH', `${path}/${firm.id}`, { version: 4, values: { name: 'Again' } }),
      await town.clients.admin.send('DELETE', `${path}/${firm.id}`),
      await town.clients.admin.send('POST', path, { values: { name: 'New' } }),
    ].map((answer) => answer.status);
    expect(statuses).toEqual([200, 200, 200, 201]);
    expect(await storyDifferences(town.server.pool, key)).toEqual([]);
    expect(await foldDifferences(town.server.pool, key)).toEqual([]);
  });

  it('tell one story in the sample, which is brought in step by step with its dates', async () => {
    expect(await storyDifferences(town.server.pool, 'opportunity')).toEqual([]);
    expect(await foldDifferences(town.server.pool, 'opportunity')).toEqual([]);
  });
});
