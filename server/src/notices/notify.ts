import type { NoticeKind } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import type { AppEvent } from '../events/gathered.ts';
import { newId } from '../ground/id.ts';

/** What a notice says besides whom, what and where: a person it speaks of, how many records, and what somebody wrote with it. */
export interface NoticeWords {
  /** A person's id; the name is looked up when the notice is read. */
  readonly person?: string;
  readonly count?: number;
  readonly note?: string;
  /** Of what is done in several goes: all of them have the same. */
  readonly run?: string;
}

/** What people are to be told. */
export interface NoticeWish {
  readonly app: string;
  readonly kind: NoticeKind;
  /** Whom, by user. Who causes it is not told, nor is who has no role in the app or works here no more. */
  readonly people: readonly string[];
  readonly entity: string;
  /** The record it is about; null where it is about many. */
  readonly record: string | null;
  /** Who causes it; null where nobody does. */
  readonly by: string | null;
  readonly words?: NoticeWords;
}

/**
 * Tells people of something, all of them in one statement, inside the transaction of the write that causes it; open screens hear of it by `announce`,
 * which whoever commits passes on afterwards (`announced`).
 */
export async function notify(db: Queryable, wish: NoticeWish, announce: (event: AppEvent) => void): Promise<void> {
  const { app, kind, entity, record, by, words = {} } = wish;
  const people = [...new Set(wish.people)].filter((person) => person !== by);
  if (people.length === 0) return;
  const { rows } = await db.query<{ person: string }>(
    `insert into pipewright.notice (id, app, person, kind, entity, record, caused_by, words)
     select n.id, $1, n.person, $4, $5, $6, $7, $8 from unnest($2::uuid[], $3::text[]) as n (id, person)
     join pipewright.member m on m.app = $1 and m.user_id = n.person join pipewright.person p on p.user_id = n.person and p.active
     returning person`,
    [app, people.map(() => newId()), people, kind, entity, record, by, JSON.stringify(words)],
  );
  if (rows.length > 0) announce({ app, entity: null, people: rows.map(({ person }) => person) });
}
