import { type CommentPart, type Entity, entityOf, type RequestMark } from '@pipewright/definition';
import { issue } from '@pipewright/logic';
import { readersSql } from '@pipewright/sql';
import type { PoolClient } from 'pg';
import { type Queryable, rows } from '../db/pool.ts';
import { viewsOf } from '../door/enter.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { namesOf } from '../door/names.ts';
import type { AppEvent } from '../events/gathered.ts';
import { newId } from '../ground/id.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { notify } from '../notices/notify.ts';
import { announced } from '../records/announced.ts';
import { getRecord } from '../records/record.ts';
import { sharesOf } from '../records/share.ts';
import { commentBefore } from './comment-request.ts';
import { peopleIn } from './line.ts';

type Parts = readonly CommentPart[];
type Ground = Pick<Server, 'pool' | 'events' | 'apps'>;

/** A record that somebody may read: where it is, and the version it has. */
interface Place {
  readonly entity: Entity;
  readonly id: string;
  readonly version: number;
}

/** Finds a record for a person; refuses where it does not exist for that person. */
async function placeOf(db: Queryable, { view }: InApp, entity: string, id: string): Promise<Place> {
  const found = (await getRecord(db, view, entity, id, { fields: [] })) ?? refuse('unknown.record');
  return { entity: entityFor(view, entity), id, version: (JSON.parse(found) as { version: number }).version };
}

/**
 * Comments on a record in the name of its reader, and tells those who are mentioned. Somebody who cannot see the record is named in a refusal, unless
 * its owner is to be asked to let that person. Answers the id of the comment; sent again by a request with the same mark, it is the one that is there.
 */
export async function addComment(
  server: Ground,
  inApp: InApp,
  at: { entity: string; id: string },
  parts: Parts,
  { ask = false, request }: { readonly ask?: boolean | undefined; readonly request?: RequestMark | undefined } = {},
): Promise<string> {
  const place = await placeOf(server.pool, inApp, at.entity, at.id);
  const { caller, published } = inApp;
  const before = await commentBefore(server.pool, caller.user, request);
  if (before) return before;
  const { seeing, without } = await mentionedIn(server, server.pool, inApp, place, parts);
  const owner = without.length > 0 ? await ownerToAsk(server, inApp, place) : null;
  if (without.length > 0 && !(ask && owner)) throw noAccess(without, await mayShare(server.pool, inApp, place), owner !== null);
  const id = newId();
  const base = { app: published.key, entity: place.entity.key, record: place.id, by: caller.user };
  await announced(server, async (db, announce) => {
    const { rowCount } = await db.query(
      'insert into pipewright.comment (id, app, entity, record, author, body, request) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
      [id, base.app, base.entity, base.record, base.by, JSON.stringify(parts), request ? JSON.stringify(request) : null],
    );
    // The same came at the same time, and is there by now.
    if (!rowCount) return;
    await notify(db, { ...base, kind: 'mention', people: seeing }, announce);
    for (const { id: person } of without)
      if (owner) await notify(db, { ...base, kind: 'access', people: [owner], words: { person } }, announce);
    tellReaders(announce, base.app, place);
  });
  return (await commentBefore(server.pool, caller.user, request)) ?? id;
}

/** Changes the text of one's own comment on a record one may still read. Nobody is told, but nobody can be mentioned who cannot see the record. */
export async function changeComment(server: Ground, inApp: InApp, id: string, parts: Parts): Promise<void> {
  await rewrite(server, inApp, id, async (db, place) => {
    const { without } = await mentionedIn(server, db, inApp, place, parts);
    if (without.length > 0) throw noAccess(without, await mayShare(db, inApp, place), false);
    await db.query(
      'update pipewright.comment set former = former || jsonb_build_array(body), body = $2, edited_at = now() where id = $1 and body <> $2',
      [id, JSON.stringify(parts)],
    );
  });
}

/** Deletes one's own comment on a record one may still read; that there was one stays on the time line. */
export async function deleteComment(server: Ground, inApp: InApp, id: string): Promise<void> {
  await rewrite(server, inApp, id, async (db) => {
    await db.query('update pipewright.comment set deleted_at = now() where id = $1', [id]);
  });
}

async function rewrite(server: Ground, inApp: InApp, id: string, work: (db: PoolClient, place: Place) => Promise<void>): Promise<void> {
  const { caller, published, view } = inApp;
  await announced(server, async (db, announce) => {
    const [found] = (
      await db.query<{ entity: string; record: string }>(
        'select entity, record::text from pipewright.comment where id = $1 and app = $2 and author = $3 and deleted_at is null for update',
        [id, published.key, caller.user],
      )
    ).rows;
    if (!found || !entityOf(view.app, found.entity)) return refuse('unknown.record');
    const place = await placeOf(db, inApp, found.entity, found.record);
    await work(db, place);
    tellReaders(announce, published.key, place);
  });
}

function tellReaders(announce: (event: AppEvent) => void, app: string, { entity, id, version }: Place): void {
  // Who could see the record only before its last change hears nothing.
  announce({ app, entity: entity.key, changes: [{ id, version: version + 1 }] });
}

interface Person {
  readonly id: string;
  readonly name: string;
}

/** Whom a comment mentions: who of them sees the record, and who does not. Refused where it says nothing, or names somebody who is nobody here. */
async function mentionedIn(server: Ground, db: Queryable, { view, published }: InApp, { entity, id }: Place, parts: Parts) {
  const people = peopleIn(parts);
  if (people.length === 0 && parts.every((part) => typeof part !== 'string' || part.trim() === ''))
    refuse('comment.empty', undefined, 'parts');
  if (people.length === 0) return { seeing: [], without: [] as Person[] };
  const names = await namesOf(db, view, { type: 'person' }, people);
  if (people.some((person) => names[person] === undefined)) refuse('unknown.person', undefined, 'parts');
  const statement = readersSql([...(await viewsOf(server, db, people, published.key)).values()], entity, id);
  const readers = new Set(statement ? (await rows<{ person: string }>(db, statement)).map(({ person }) => person) : []);
  return {
    seeing: people.filter((person) => readers.has(person)),
    without: people.flatMap((person): Person[] => (readers.has(person) ? [] : [{ id: person, name: names[person] ?? '' }])),
  };
}

/** The owner of a record, where that is somebody else who can be asked. */
async function ownerToAsk({ pool }: Ground, { view, caller }: InApp, { entity, id }: Place): Promise<string | null> {
  const { owner } = JSON.parse((await getRecord(pool, view, entity.key, id)) ?? '{}') as { owner?: string | null };
  return owner && owner !== caller.user ? owner : null;
}

/** Whether who comments may let others see the record. */
async function mayShare(db: Queryable, { view }: InApp, { entity, id }: Place): Promise<boolean> {
  return (await sharesOf(db, view, { entity: entity.key, id })).may;
}

function noAccess(people: readonly Person[], may: boolean, askable: boolean): Refusal {
  const names = people.map(({ name }) => name);
  return new Refusal([issue('parts', 'comment.no_access', { people: { en: names.join(', '), 'zh-CN': names.join('、') } })], {
    withoutAccess: { people, may, askable },
  });
}
