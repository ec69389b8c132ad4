import { entityOf, type Notice, readsEntity } from '@pipewright/definition';
import type { Sight } from '@pipewright/sql';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { namesOf } from '../door/names.ts';
import type { NoticeWords } from './notify.ts';

/** The most that are counted: nobody reads a larger number. */
const MOST_COUNTED = 100;

interface Kept extends Pick<Notice, 'id' | 'kind' | 'at' | 'read'> {
  readonly entity: string;
  readonly record: string | null;
  readonly by: string | null;
  readonly words: NoticeWords;
}

/** A page of what a person was told in an app, newest first, with the number of unread ones. */
export interface NoticePage {
  readonly notices: readonly Notice[];
  readonly next: string | null;
  readonly unread: number;
}

/** Reads what a person was told, from the one after `after` on. What it was about is looked up through the reading door, as that person may see it now. */
export async function listNotices(db: Queryable, view: Sight, app: string, after: string | null, limit: number): Promise<NoticePage> {
  const { user } = view.principal;
  const { rows } = await db.query<Kept>(
    `select id::text, kind, entity, record::text, caused_by as by, words, ${instantSql('created_at')} as at, read_at is not null as read
     from pipewright.notice where app = $1 and person = $2 and ($3::uuid is null or id < $3) order by id desc limit $4`,
    [app, user, after, limit + 1],
  );
  const kept = rows.slice(0, limit);
  const titles = await titlesOf(db, view, kept);
  const people = kept.flatMap(({ by, words }) => [by, words.person].filter((each) => typeof each === 'string'));
  const names = people.length > 0 ? await namesOf(db, view, { type: 'person' }, [...new Set(people)]) : {};
  const named = (id: string | null | undefined) => (id ? { id, name: names[id] ?? '' } : null);
  return {
    notices: kept.map(({ id, kind, at, read, by, ...notice }) => {
      const about = aboutOf(view, notice, titles);
      return { id, kind, at, read, by: named(by), about: about && { ...about, person: named(notice.words.person) } };
    }),
    next: rows.length > limit ? (kept.at(-1)?.id ?? null) : null,
    unread: await unreadOf(db, app, user),
  };
}

/** How many notices a person has not read, up to a hundred. */
async function unreadOf(db: Queryable, app: string, user: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::integer as n from (select 1 from pipewright.notice where app = $1 and person = $2 and read_at is null limit $3) u`,
    [app, user, MOST_COUNTED],
  );
  return rows[0]?.n ?? 0;
}

/** The titles of the records that notices are about, by id, of each entity in one statement. */
async function titlesOf(db: Queryable, view: Sight, kept: readonly Kept[]): Promise<Readonly<Record<string, string>>> {
  const titles: Record<string, string> = {};
  for (const [target, some] of Map.groupBy(kept, ({ entity }) => entity)) {
    const ids = [...new Set(some.flatMap(({ record }) => record ?? []))];
    if (ids.length > 0) Object.assign(titles, await namesOf(db, view, { type: 'reference', target }, ids));
  }
  return titles;
}

function aboutOf(view: Sight, { entity, record, words }: Pick<Kept, 'entity' | 'record' | 'words'>, titles: Record<string, string>) {
  const known = entityOf(view.app, entity);
  const title = record === null ? null : titles[record];
  if (!known || !readsEntity(view.principal.role, known) || title === undefined) return null;
  return { entity, record, title, count: words.count ?? null, note: words.note ?? null };
}
