import type { Entity } from '@pipewright/definition';
import { type RawBuilder, sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';

/** True for a status in which a record still has a way before it. */
export const waiting = (status: Fragment) => sql<boolean>`coalesce(${status}, 'open') in ('open', 'paused', 'future')`;

/** Statuses in which a record `t` still has a way before it. */
export const WAITING: RawBuilder<boolean> = waiting(sql`t.status`);

/** Records that may have duplicates: those of an entity with pipelines that still have a way before them, all of another. */
export const unfinished = ({ process }: Entity, alias: string): RawBuilder<boolean> =>
  process ? waiting(sql.id(alias, 'status')) : sql<boolean>`true`;
