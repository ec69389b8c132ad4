import { type Given, REASSIGN_MOST } from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import { holdPeopleSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { notifyOfMany } from '../notices/notify-of-many.ts';
import { announced } from './announced.ts';
import { byPerson } from './by-person.ts';
import type { Written } from './change.ts';
import { heldVersions } from './held-versions.ts';
import { save } from './save.ts';
import { asPublished } from './stale.ts';
import { takerOf } from './taker.ts';

/** Records that are given to somebody. */
export interface HandOver extends Pick<Given<'reassignRecords'>['body'], 'to' | 'note' | 'run'> {
  readonly entity: string;
  readonly ids: readonly string[];
  /** True where they are not all of it, so that both sides are told of a number. */
  readonly many: boolean;
}

/** What became of one record: written, theirs already, or refused. */
export interface HandedOver {
  readonly changed: number;
  readonly same: number;
  readonly refused: readonly { readonly id: string; readonly issues: readonly Issue[] }[];
}

/**
 * Gives records to another owner, each by the rights of who asks and by every rule, all in one transaction; those that are refused do not stop the others.
 * The new owner and each former one are told.
 */
export async function handOver(server: Pick<Server, 'pool' | 'apps' | 'events'>, inApp: InApp, wish: HandOver): Promise<HandedOver> {
  if (wish.ids.length > REASSIGN_MOST) throw new Error('More records at once than a transaction should hold');
  return asPublished(server, inApp, (current) =>
    announced(server, async (db, announce) => {
      const { ids, to, entity, many } = wish;
      await rows(db, holdPeopleSql([to]));
      await takerOf(db, current, entityFor(current.view, entity), to, 'to');
      const versions = await heldVersions(db, current.view.schema, entity, ids);
      const terms = { ...byPerson(server, current, { by: many ? 'bulk' : 'form' }), db, announce, inTransaction: true };
      const writes = ids.map((id) => ({
        entity,
        change: { kind: 'update' as const, id, version: versions.get(id) ?? 1, values: { owner: to } },
      }));
      const outcomes = await save(terms, writes);
      const refused = outcomes.flatMap((each, i) => ('issues' in each ? [{ id: ids[i] as string, issues: each.issues }] : []));
      const written = outcomes.filter((each): each is Written => !('issues' in each) && each.after.owner !== undefined);
      await tellBoth(db, announce, current, wish, written);
      return { changed: written.length, same: outcomes.length - refused.length - written.length, refused };
    }),
  );
}

async function tellBoth(
  db: Queryable,
  announce: Parameters<typeof notifyOfMany>[2],
  { view, published }: InApp,
  { to, note, run, entity, many }: HandOver,
  written: readonly Written[],
): Promise<void> {
  const [first] = written;
  if (!first) return;
  const record = many ? null : first.id;
  const base = { app: published.key, entity, record, by: view.principal.user };
  const said = note ? { note } : {};
  const told = (kind: 'assigned' | 'released', person: string, count: number, words: { readonly person?: string }) =>
    notifyOfMany(
      db,
      { ...base, kind: many ? `${kind}Many` : kind, people: [person], words: { ...said, ...words, ...(many ? { count, run } : {}) } },
      announce,
    );
  await told('assigned', to, written.length, {});
  const former = Map.groupBy(written, ({ before }) => before.owner);
  for (const [person, theirs] of former) if (typeof person === 'string') await told('released', person, theirs.length, { person: to });
}
