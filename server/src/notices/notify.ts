import { type Label, MOST_SENTENCE, type NoticeKind } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import type { AppEvent } from '../events/gathered.ts';
import { newId } from '../ground/id.ts';

/** What a notice says besides whom, what and where: a person it speaks of, how many records, what somebody wrote with it, and what an automation has it say. */
export interface NoticeWords {
  /** A person's id; the name is looked up when the notice is read. */
  readonly person?: string;
  readonly count?: number;
  readonly note?: string;
  /** Of what is done in several goes: all of them have the same. */
  readonly run?: string;
  /**
   * A sentence in both languages, filled in already, plain; what is beyond 500 letters is cut. It is told only with a record, and only to who may see
   * that record when reading. Values in it are not looked at again: they must be such as the person may read.
   */
  readonly text?: Label;
  /** What the automation is called that tells it. */
  readonly automation?: Label;
  /** How far up the steps of an automation it is: 1 to 9. */
  readonly level?: number;
  /** By when something is to be done, or will be: an instant in ISO 8601. */
  readonly due?: string;
}

/** What people are to be told of, and where. */
export interface NoticeSource {
  readonly app: string;
  readonly kind: NoticeKind;
  readonly entity: string;
  /** Who causes it; null where nobody does. */
  readonly by: string | null;
}

/** What people are to be told. */
export interface NoticeWish extends NoticeSource {
  /** Whom, by user. Who causes it is not told, nor is who has no role in the app or works here no more. */
  readonly people: readonly string[];
  /** The record it is about; null where it is about many. */
  readonly record: string | null;
  /** What each person is told once in this app, ever, however often it is asked for. */
  readonly key?: string;
  readonly words?: NoticeWords;
}

/** What one person is to be told, of one record among many. */
export interface EachWish extends Pick<NoticeWish, 'record' | 'key' | 'words'> {
  readonly person: string;
}

/**
 * Tells people of something, all of them in one statement, inside the transaction of the write that causes it; open screens hear of it by `announce`,
 * which whoever commits passes on afterwards (`announced`).
 */
export async function notify(db: Queryable, wish: NoticeWish, announce: (event: AppEvent) => void): Promise<void> {
  const { people, record, key, words, ...source } = wish;
  const each = [...new Set(people)].map((person) => ({
    person,
    record,
    ...(key === undefined ? {} : { key }),
    ...(words ? { words } : {}),
  }));
  await notifyEach(db, source, each, announce);
}

/**
 * Tells each person of a record of its own, thousands in one statement, as `notify` does: by the same rules, in the transaction of what causes it.
 * Answers how many notices were written: none where the person is not to be told, or was told under that key before.
 */
export async function notifyEach(
  db: Queryable,
  { app, kind, entity, by }: NoticeSource,
  wishes: readonly EachWish[],
  announce: (event: AppEvent) => void,
): Promise<number> {
  const told = onceEach(wishes).filter(({ person }) => person !== by);
  if (told.length === 0) return 0;
  // Keys are taken in one order: who tells the same people at the same time waits, and neither of them for ever.
  const { rows } = await db.query<{ person: string }>(
    `with wished as (
       select n.* from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::jsonb[]) as n (id, person, record, key, words)
       join pipewright.member m on m.app = $1 and m.user_id = n.person join pipewright.person p on p.user_id = n.person and p.active),
     fresh as (
       insert into pipewright.notice_key (app, person, key) select $1, person, key from wished where key is not null order by person, key
       on conflict do nothing returning person, key)
     insert into pipewright.notice (id, app, person, kind, entity, record, caused_by, words)
     select id, $1, person, $7, $8, record, $9, words from wished w
     where key is null or exists (select 1 from fresh f where f.person = w.person and f.key = w.key)
     returning person`,
    [
      app,
      told.map(() => newId()),
      told.map(({ person }) => person),
      told.map(({ record }) => record),
      told.map(({ key }) => key ?? null),
      told.map(({ words = {} }) => JSON.stringify(fitting(words))),
      kind,
      entity,
      by,
    ],
  );
  if (rows.length > 0) announce({ app, entity: null, people: [...new Set(rows.map(({ person }) => person))] });
  return rows.length;
}

/** Of several wishes for a person under one key the first. */
function onceEach(wishes: readonly EachWish[]): EachWish[] {
  const seen = new Set<string>();
  return wishes.filter(({ person, key }) => {
    const name = key === undefined ? undefined : JSON.stringify([person, key]);
    if (name === undefined) return true;
    const first = !seen.has(name);
    seen.add(name);
    return first;
  });
}

/** The words with a text that fits and that a database can hold. */
function fitting(words: NoticeWords): NoticeWords {
  const { text } = words;
  return text ? { ...words, text: { en: cut(text.en), 'zh-CN': cut(text['zh-CN']) } } : words;
}

function cut(text: string): string {
  const letters = [...text.toWellFormed().replaceAll('\0', '')];
  return letters.length > MOST_SENTENCE ? `${letters.slice(0, MOST_SENTENCE - 1).join('')}…` : letters.join('');
}
