import { expect, it, vi } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { openPool } from '../db/pool.ts';
import { Events } from './events.ts';

it('tells another server of changes, and again after its connection was cut', async () => {
  const { url, drop } = await freshDatabase('migrated');
  const [here, there] = [openPool(url, { max: 2 }), openPool(url, { max: 2 })];
  const [mine, other] = [new Events(here), new Events(there)];
  await Promise.all([mine.start(), other.start()]);
  const heard: unknown[] = [];
  other.listen('a', (event) => heard.push(event));
  const change = { app: 'a', entity: 'deal' };
  mine.announce(change);
  await vi.waitFor(() => expect(heard).toEqual([change]));

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
