import type { App, AppForPerson, Role } from '@pipewright/definition';
import { DEMO, publish, type RunningServer, setRoles } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { randomApp } from './support/random-app.ts';

/** Random definitions published in this run, each used in all of its roles; raise it for a longer one. */
const PUBLISHED = Number(process.env.PERSON_PUBLISHED ?? 10);
const SEED = Number(process.env.PERSON_SEED ?? 1);

let server: RunningServer;
let close: () => Promise<void>;
let person: TestClient;
let user: string;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  person = await clientFor(server, 'sales@demo.local');
  user = (await person.get('/me')).body.user;
});
afterAll(() => close());

async function publishNew(key: string, app: App): Promise<void> {
  await server.pool.query(
    `insert into pipewright.app (key, workspace, draft) select $1, workspace, $2 from pipewright.app where key = $3`,
    [key, JSON.stringify(app), DEMO.app],
  );
  await publish(server.pool, { key, document: app, base: 0, by: null });
}

it(`lets every role of ${PUBLISHED} random apps do all that its document offers`, { timeout: 600_000 }, async () => {
  const counts = { apps: 0, roles: 0, lists: 0, records: 0, reports: 0, stages: 0 };
  for (let seed = SEED; seed < SEED + PUBLISHED; seed += 1) {
    const [key, app] = [`random_${seed}`, randomApp(seed)];
    await publishNew(key, app);
    counts.apps += 1;
    for (const role of app.roles as Role[]) {
      counts.roles += 1;
      await setRoles(server.pool, key, [{ user, role: role.key }]);
      server.callers.forget();
      const at = `seed ${seed}, role ${role.key}`;
      const { body: made } = (await person.get(`/apps/${key}/definition`)) as { body: AppForPerson };
      expect([at, made.role.key, made.app.roles.some((each) => each.key === role.key)]).toEqual([at, role.key, true]);
      const moving = made.app.entities.filter((entity) => entity.process);
      const stages = new Set(
        moving.flatMap((entity) => entity.process?.pipelines.flatMap((each) => each.stages.map((stage) => stage.key)) ?? []),
      );
      counts.stages += stages.size;
      expect([at, Object.keys(made.formerStages).toSorted()]).toEqual([at, [...stages].toSorted()]);
      const described = (await person.get(`/apps/${key}/openapi.json`)).body;
      for (const entity of made.app.entities.filter((each) => !each.retired)) {
        const path = `/apps/${key}/records/${entity.key}`;
        for (const { columns, filter, sort } of entity.views) {
          const query = {
            fields: [entity.title, ...columns].join(),
            ...(filter === undefined ? {} : { filter }),
            ...(sort ? { sort } : {}),
          };
          const answer = await person.get(path, query);
          counts.lists += 1;
          expect([at, entity.key, answer.status, answer.text.slice(0, 300)]).toEqual([at, entity.key, 200, '{"records":[],"next":null}']);
        }
        // A record can be asked for by every property it is described with.
        const properties = Object.keys(described.components.schemas[entity.key].properties).filter(
          (name) => name !== 'id' && name !== 'version',
        );
        counts.records += 1;
        expect([at, entity.key, (await person.get(path, { fields: properties.join() })).status]).toEqual([at, entity.key, 200]);
      }
      for (const report of made.app.reports) {
        const answer = await person.send('POST', `/apps/${key}/reports/run`, { report: report.key });
        counts.reports += 1;
        expect([at, report.key, answer.status, answer.text.slice(0, 300)]).toEqual([at, report.key, 200, expect.any(String)]);
      }
    }
  }
  console.info(`published for persons: seed ${SEED}`, JSON.stringify(counts));
  expect(counts.reports).toBeGreaterThan(PUBLISHED);
});
