import type { ApprovalShelf } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { isId } from '../ground/id.ts';
import { COLUMNS, type KeptApproval } from './kept.ts';

/** Whose approvals are asked for: the people for whom somebody decides, and whether that is an administrator, who decides where nobody is left. */
export interface Whose {
  readonly user: string;
  readonly acts: readonly string[];
  readonly admin: boolean;
}

/** The most that are counted: nobody reads a larger number. */
const MOST_COUNTED = 100;

const TODO = `a.phase = 'open' and (a.asked && $2::text[] or ($3 and a.escalated)) and not (a.starter = $1 and not (a.state ->> 'own' = 'may'))`;
/** Each shelf: of which rows, and the instant and id by which they are ordered. */
const SHELVES: Readonly<Record<ApprovalShelf, { from: string; where: string; at: string }>> = {
  todo: { from: '', where: TODO, at: 'a.at' },
  done: {
    from: `join lateral (select max(x.at) as at from "SCHEMA"._approval_act x where x.approval = a.id and x.by = $1
      and x.kind in ('approve', 'reject', 'return', 'transfer', 'add', 'decide')) d on d.at is not null`,
    where: `a.id in (select x.approval from "SCHEMA"._approval_act x where x.by = $1)`,
    at: 'd.at',
  },
  mine: { from: '', where: 'a.starter = $1', at: 'a.at' },
};

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/;

/** A page of approvals, and the cursor of the next. */
export interface ApprovalPage {
  readonly approvals: readonly KeptApproval[];
  readonly next: string | null;
}

/** A page of the approvals of a shelf: what waits longest first, else the latest first. */
export async function pageOf(
  db: Queryable,
  schema: string,
  shelf: ApprovalShelf,
  whose: Whose,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<ApprovalPage> {
  const { from, where, at } = SHELVES[shelf];
  const [, place = null, id = null] = CURSOR.exec(after ?? '') ?? [];
  const [than, order] = shelf === 'todo' ? ['>', 'asc'] : ['<', 'desc'];
  const text = `select ${COLUMNS}, ${instantSql(at)} as place from "SCHEMA"._approval a ${from}
    where ${where} and ($2::text[] is not null and $3::boolean is not null) and ($4::timestamptz is null or (${at}, a.id) ${than} ($4, $5::uuid)) order by ${at} ${order}, a.id ${order} limit $6`;
  const { rows } = await db.query<KeptApproval & { place: string }>(text.replaceAll('"SCHEMA"', `"${schema}"`), [
    ...[whose.user, whose.acts, whose.admin, place, id !== null && isId(id) ? id : null, limit + 1],
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { approvals: page, next: rows.length > limit && last ? `${last.place}_${last.id}` : null };
}

/** How many approvals wait for somebody, up to a hundred. */
export async function todoCount(db: Queryable, schema: string, { user, acts, admin }: Whose): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::integer as count from (select 1 from "${schema}"._approval a where ${TODO} limit ${MOST_COUNTED}) x`,
    [user, acts, admin],
  );
  return rows[0]?.count ?? 0;
}
