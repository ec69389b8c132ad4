import { expect, it, vi } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { openPool } from '../db/pool.ts';
import { Events, type HeardEvent } from './events.ts';

it('tells another server of changes, and again after its connection was cut', async () => {
  const { url, drop } = await freshDatabase('migrated');
  const [here, there] = [openPool(url, { max: 2 }), openPool(url, { max: 2 })];
  const [mine, other] = [new Events(here), new Events(there)];
  await Promise.all([mine.start(), other.start()]);
  const heard: Omit<HeardEvent, 'at'>[] = [];
  const times: number[] = [];
  other.listen('a', ({ at, ...event }) => {
    heard.push(event);
    times.push(at);
  });
  const changes = [{ id: 'x', version: 2 }];
  const change = { app: 'a', entity: 'deal', changes };
  const before = await mine.clock();
  mine.announce(change);
  mine.announce({
    ...change,
    changes: [
      { id: 'x', version: 3 },
      { id: 'y', version: 1 },
    ],
  });
  mine.announce({
    app: 'b',
    entity: 'deal',
    changes: Array.from({ length: 100 }, (_, i) => ({ id: String(i).padStart(36, '0'), version: 2 ** 31 })),
  });
  // What changed twice is named once, with the first version of interest, which is where one has to look back from.
  const both = [...changes, { id: 'y', version: 1 }].sort((a, b) => a.id.localeCompare(b.id));
  await vi.waitFor(() =>
    expect(heard.map((each) => ({ ...each, changes: each.changes?.toSorted((a, b) => a.id.localeCompare(b.id)) }))).toEqual([
      { ...change, changes: both },
    ]),
  );
  expect(times[0]).toBeGreaterThan(before);
  expect(times[0]).toBeLessThan(await mine.clock());
  for (let i = 0; i < 101; i += 1) mine.announce({ ...change, changes: [{ id: String(i), version: 1 }] });
  await vi.waitFor(() => expect(heard.slice(1)).toEqual([{ app: 'a', entity: 'deal' }]));
  heard.splice(1, 1);

  const cut = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'";
  expect((await here.query(cut)).rowCount).toBe(2);
  await vi.waitFor(() => expect(heard.slice(1)).toEqual([{ app: 'a', entity: null }]), { timeout: 10_000 });
  await vi.waitFor(
    () => {
      mine.announce(change);
      expect(heard.slice(2).length).toBeGreaterThan(0);
    },
    { timeout: 10_000, interval: 300 },
  );
  expect(heard.at(-1)).toEqual(change);
  for (const events of [mine, other]) events.stop();
  await Promise.all([here.end(), there.end()]);
  await drop();
});
