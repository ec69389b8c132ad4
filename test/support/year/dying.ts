import type { Pool } from '@pipewright/server';

/** What somebody who died says no more. */
export class Killed extends Error {}

/** A pool whose owner dies at one of the next commits: that one is taken back, and nothing is asked any more. */
export function dying(pool: Pool, commits: number): Pool {
  let left = commits;
  const dead = () => left < 0;
  return new Proxy(pool, {
    get(target, name) {
      if (name !== 'connect') {
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return async () => {
        if (dead()) throw new Killed();
        const client = await target.connect();
        return new Proxy(client, {
          get(own, key) {
            const value = Reflect.get(own, key);
            if (key !== 'query') return typeof value === 'function' ? value.bind(own) : value;
            return async (...args: unknown[]) => {
              if (args[0] === 'commit') left -= 1;
              if (!dead()) return Reflect.apply(value, own, args);
              await own.query('rollback');
              throw new Killed();
            };
          },
        });
      };
    },
  });
}
