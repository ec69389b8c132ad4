import { faults, type Given, REASSIGN_MOST, type Reassigned } from '@pipewright/definition';
import { compileOnce, idsSql, searchText } from '@pipewright/sql';
import type { Context } from 'hono';
import { ask } from '../db/ask.ts';
import { askerOf } from '../door/asker.ts';
import { entityFor, orRefuse } from '../door/entity.ts';
import type { Env, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { namesOf } from '../door/names.ts';
import { Routes } from '../door/route.ts';
import { listQuery } from './list-request.ts';
import { type HandedOver, handOver } from './reassign.ts';

/** How many refused records are named with each reason. */
const MOST_NAMED = 20;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

type Asked = Given<'reassignRecords'>;

/** Gives records to another owner: a selection, or all that a filter finds, a stretch at a time. */
export function reassignRoutes(server: Server): Routes {
  /** The next ids of a filter, and where to go on. */
  const found = async (c: Context<Env>, key: string, of: Extract<Asked['body']['of'], { filter?: string | undefined }>) => {
    const { view } = c.get('inApp');
    const { filter } = listQuery({ filter: of.filter });
    const search = searchText(of.search);
    const shape = { filter, searched: search !== undefined };
    const statement = orRefuse(
      compileOnce(
        view,
        `ids ${key} ${JSON.stringify(shape)}`,
        { search, after: of.after ?? BEFORE_ALL, limit: REASSIGN_MOST + 1 },
        (each) => idsSql(each, entityFor(view, key), shape),
      ),
    );
    const asker = { ...askerOf(c), since: undefined };
    const text = await server.desk.list(
      asker,
      () => '',
      async (db) => JSON.stringify(await ask<{ id: string }>(db, statement)),
    );
    const ids = (JSON.parse(text) as { id: string }[]).map(({ id }) => id);
    const now = ids.slice(0, REASSIGN_MOST);
    return { ids: now, next: ids.length > REASSIGN_MOST ? (now.at(-1) ?? null) : null };
  };

  return new Routes().operation('reassignRecords', async ({ entity, body: { of, ...wish } }, c) => {
    entityFor(c.get('inApp').view, entity);
    const { ids, next } = 'ids' in of ? { ids: [...new Set(of.ids)], next: null } : await found(c, entity, of);
    const many = !('ids' in of) || ids.length > 1;
    return { ...(await inWords(c, entity, await handOver(server, c.get('inApp'), { ...wish, entity, ids, many }))), next };
  });

  /** What became of them, the refused ones by reason, in the reader's language. */
  async function inWords(c: Context<Env>, entity: string, { refused, ...numbers }: HandedOver): Promise<Omit<Reassigned, 'next'>> {
    const groups = Map.groupBy(refused, ({ issues }) => JSON.stringify(issues[0]));
    const { view } = c.get('inApp');
    const named = [...groups.values()].flatMap((group) => group.slice(0, MOST_NAMED).map(({ id }) => id));
    const titles = await namesOf(server.pool, view, { type: 'reference', target: entity }, named);
    const told = [...groups.values()].flatMap((group) => {
      const [fault] = faults(group[0]?.issues.slice(0, 1) ?? [], languageOf(c));
      const records = group.slice(0, MOST_NAMED).map(({ id }) => ({ id, title: titles[id] ?? null }));
      return fault ? [{ fault, count: group.length, records }] : [];
    });
    return { ...numbers, refused: told };
  }
}
