import { type CommentJson, type CommentPart, LINE_KINDS, type LineEntry, type LineKind, type RecordJson } from '@pipewright/definition';
import { fillFor, type LinePlace, type LineRow, lineSql, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import { namesOf } from '../door/names.ts';
import { type PastVersions, type StoredEntry, tellEntries } from '../records/history.ts';

/** What of a time line is asked for. */
export interface LineAsk {
  readonly app: string;
  readonly entity: string;
  readonly id: string;
  readonly kinds: readonly LineKind[];
  readonly after: LinePlace | undefined;
  readonly limit: number;
}

interface StoredComment {
  readonly id: string;
  readonly author: string;
  readonly body: readonly CommentPart[] | null;
  readonly edited: boolean;
}

/** A page of the time line of one record, newest first, and the place after it where there is more; names are those that the reader may see. */
export async function readLine(
  db: Queryable,
  view: Sight,
  { entity: key, ...question }: LineAsk,
  past: PastVersions,
): Promise<{ entries: LineEntry[]; next: LinePlace | null }> {
  const found = await rows<LineRow>(db, fillFor(view, lineSql(view, entityFor(view, key), question)));
  const page = found.slice(0, question.limit);
  const entries = await tellEntries(
    db,
    view,
    key,
    page.filter(({ kind }) => kind === 'move' || kind === 'change').map(({ j }) => j as StoredEntry),
    past,
  );
  const told = new Map(entries.map((entry) => [entry.id, entry]));
  const comments = page.filter(({ kind }) => kind === 'comment').map(({ j }) => j as StoredComment);
  const people = [...new Set(comments.flatMap(({ author, body }) => [author, ...peopleIn(body ?? [])]))];
  const names = people.length > 0 ? await namesOf(db, view, { type: 'person' }, people) : {};
  const lines = page.flatMap(({ kind, source, at, place, j }): LineEntry[] => {
    const id = place[2];
    if (kind === 'activity') return [{ kind, id, at, entity: source, record: j as RecordJson }];
    if (kind === 'comment') return [{ kind, id, at, comment: commentOf(j as StoredComment, names) }];
    const entry = told.get((j as StoredEntry).id);
    return entry ? [{ kind, id, at, entry }] : [];
  });
  return { entries: lines, next: found.length > question.limit ? (page.at(-1)?.place ?? null) : null };
}

/** The people whom a comment mentions, each once. */
export function peopleIn(parts: readonly CommentPart[]): string[] {
  return [...new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.person])))];
}

function commentOf({ id, author, body, edited }: StoredComment, names: Readonly<Record<string, string>>): CommentJson {
  const named = (person: string) => ({ id: person, name: names[person] ?? '' });
  const parts = body?.map((part) => (typeof part === 'string' ? part : { person: named(part.person) })) ?? null;
  return { id, author: named(author), parts, edited };
}

/** The kinds that an address names; all where it names none, and none that are unknown. */
export function kindsAsked(text: string | undefined): LineKind[] {
  const words = text?.split(',');
  return LINE_KINDS.filter((kind) => words === undefined || words.includes(kind));
}
