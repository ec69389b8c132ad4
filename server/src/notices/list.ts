import { entityOf, type Notice, type NoticeShelf, readsEntity } from '@pipewright/definition';
import type { Sight } from '@pipewright/sql';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { namesOf, titlesOf } from '../door/names.ts';
import { isId } from '../ground/id.ts';
import type { NoticeWords } from './notify.ts';

/** The most that are counted: nobody reads a larger number. */
const MOST_COUNTED = 100;

/** What is kept of a notice, which is not yet what its reader may know. */
export interface KeptNotice extends Pick<Notice, 'id' | 'kind' | 'at' | 'shown' | 'read'> {
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
  readonly returns: string | null;
}

/** Which of a person's notices are read, from which on (a cursor), and how many. */
export interface NoticeQuestion {
  readonly show: NoticeShelf;
  readonly kinds: readonly string[] | null;
  readonly after: string | null;
  readonly limit: number;
}

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f-]{36})$/;

/** Reads the place in a list that a cursor names; undefined for what is none. */
export function placeOf(cursor: string): readonly [at: string, id: string] | undefined {
  const [, at = '', id = ''] = CURSOR.exec(cursor) ?? [];
  return Number.isNaN(Date.parse(at)) || !isId(id) ? undefined : [at, id];
}

const SHELF: Readonly<Record<NoticeShelf, string>> = {
  all: 'shown_at <= now()',
  unread: 'shown_at <= now() and read_at is null',
  later: 'shown_at > now()',
};

/** Reads what a person was told in an app, the latest to be seen first. What it was about is looked up through the reading door, as that person may see it now. */
export async function listNotices(db: Queryable, view: Sight, app: string, asked: NoticeQuestion): Promise<NoticePage> {
  const { user } = view.principal;
  const [at, id] = (asked.after !== null && placeOf(asked.after)) || [null, null];
  const { rows } = await db.query<KeptNotice & { place: string }>(
    `select ${KEPT}, to_char(shown_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || id as place
     from pipewright.notice n where app = $1 and person = $2 and ${SHELF[asked.show]} and ($3::timestamptz is null or (shown_at, id) < ($3, $4::uuid))
       and ($5::text[] is null or kind = any($5)) order by n.shown_at desc, n.id desc limit $6`,
    [app, user, at, id, asked.kinds, asked.limit + 1],
  );
  const kept = rows.slice(0, asked.limit);
  return {
    notices: await noticesFor(db, view, kept),
    next: rows.length > asked.limit ? (kept.at(-1)?.place ?? null) : null,
    ...(await countsOf(db, app, user)),
  };
}

/** What is read of each notice, for `noticesFor`. */
export const KEPT = `id::text, kind, entity, record::text, caused_by as by, words, ${instantSql('created_at')} as at, ${instantSql('shown_at')} as shown, read_at is not null as read`;

/** Makes of what is kept what a person is told of it now: nothing of what it is about where that is out of sight. */
export async function noticesFor(db: Queryable, view: Sight, kept: readonly KeptNotice[]): Promise<Notice[]> {
  const titles = await titlesOf(db, view, kept);
  const people = kept.flatMap(({ by, words }) => [by, words.person].filter((each) => typeof each === 'string'));
  const names = people.length > 0 ? await namesOf(db, view, { type: 'person' }, [...new Set(people)]) : {};
  const named = (id: string | null | undefined) => (id ? { id, name: names[id] ?? '' } : null);
  return kept.map(({ id, kind, at, shown, read, by, ...notice }) => {
    const about = aboutOf(view, notice, titles);
    return { id, kind, at, shown, read, by: named(by), about: about && { ...about, person: named(notice.words.person) } };
  });
}

/** How many notices a person has not read, up to a hundred, and when the next of those that are put off is back. */
async function countsOf(db: Queryable, app: string, user: string): Promise<Pick<NoticePage, 'unread' | 'returns'>> {
  const { rows } = await db.query<Pick<NoticePage, 'unread' | 'returns'>>(
    `select (select count(*)::integer from (
         select 1 from pipewright.notice n where app = $1 and person = $2 and read_at is null and shown_at <= now() limit $3) u) as unread,
       (select ${instantSql('min(shown_at)')} from pipewright.notice n where app = $1 and person = $2 and shown_at > now()) as returns`,
    [app, user, MOST_COUNTED],
  );
  return rows[0] ?? { unread: 0, returns: null };
}

function aboutOf(view: Sight, { entity, record, words }: Pick<KeptNotice, 'entity' | 'record' | 'words'>, titles: Record<string, string>) {
  const known = entityOf(view.app, entity);
  const title = record === null ? null : titles[record];
  if (!known || !readsEntity(view.principal.role, known) || title === undefined) return null;
  const { count = null, note = null, automation = null, level = null, due = null } = words;
  // A text may hold values of the record: without one that the reader sees it is not said. Of a list of records it holds none.
  const text = record !== null || (count !== null && automation !== null) ? (words.text ?? null) : null;
  return { entity, record, title, count, note, text, automation, level, due };
}
