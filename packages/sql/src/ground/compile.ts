import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder } from 'kysely';
import { shareSlots } from './slot.ts';
import type { Statement } from './statement.ts';

/** A piece of SQL under construction. */
export type Fragment = RawBuilder<unknown>;

const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Turns a fragment into text and parameters; connects to nothing. */
export function compileSql(fragment: Fragment): Statement {
  return shareSlots(fragment.compile(compiler));
}
