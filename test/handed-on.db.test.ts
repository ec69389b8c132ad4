import { newId, tickApp } from '@pipewright/server';
import { afterAll, expect, it } from 'vitest';
import { freshServer } from './support/database.ts';
import { SIMULATED, Simulated } from './support/simulated.ts';
import { automations, HOUR, inYear, MONDAY } from './support/year/ladders.ts';
import { reclaimsOf } from './support/year/pool.ts';

let close: () => Promise<void> = async () => undefined;
afterAll(() => close());

const at = (hours: number) => new Date(MONDAY + hours * HOUR).toISOString();

/** Whom was said when the record would be taken. */
const saidSql = `select person, words->>'due' as due from pipewright.notice where app = '${SIMULATED}' and kind = 'warning' order by id`;

it('takes a record that was handed on as its time came from nobody before the new owner was warned and had the grace of it', async () => {
  const fresh = await freshServer('demo');
  close = fresh.close;
  const { server } = fresh;
  const business = new Simulated(server, 1);
  await business.open(
    automations.filter(({ key }) => key === 'pool'),
    inYear(50),
  );
  const [first, second] = business.people;
  const deal = newId();
  const values = { name: 'Deal', amount: '500', due: '2026-12-01', owner: first };
  await business.tick(at(0));
  await business.write(at(0), [{ entity: 'deal', change: { kind: 'create', id: deal, values } }]);
  const ownerAt = async () => (await server.pool.query(`select owner from app_${SIMULATED}.deal where id = $1`, [deal])).rows[0].owner;
  const warned = async () =>
    (
      await server.pool.query(
        `select s.people from app_${SIMULATED}._run_step s join app_${SIMULATED}._run r on r.id = s.run where r.level = 'warned' and s.outcome = 'done' order by s.at`,
      )
    ).rows.map(({ people }) => people);

  await business.tick(at(481));
  expect(await warned()).toEqual([[first]]);
  // The run that takes it has begun; before its turn comes, the record is somebody else's.
  await tickApp(server, await business.app(), at(530));
  await business.write(at(530.1), [
    { entity: 'deal', change: { kind: 'update', id: deal, version: await business.versionOf(deal), values: { owner: second } } },
  ]);
  await business.settle(at(530.2));
  expect([await ownerAt(), await warned()]).toEqual([second, [[first]]]);
  for (const hours of [531, 540, 578]) await business.tick(at(hours));
  expect([await ownerAt(), await warned()]).toEqual([second, [[first], [second]]]);
  await business.tick(at(579.1));
  expect(await ownerAt()).toBeNull();
  // Each was told when: after the time of the ladder, or after the grace of a warning that came late.
  expect((await server.pool.query(saidSql)).rows).toEqual([
    { person: first, due: at(529) },
    { person: second, due: at(579) },
  ]);
  const [taken, ...more] = await reclaimsOf(server);
  expect([taken?.record, more, (taken?.at ?? 0) - (taken?.warned ?? 0) >= 48 * HOUR]).toEqual([deal, [], true]);
});
