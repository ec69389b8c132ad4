import { surroundings } from '@pipewright/definition';
import { viewsOf } from '../door/enter.ts';
import type { Server } from '../door/env.ts';
import { recordId } from '../door/guard.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { getRecord } from './record.ts';

/** A record as another person sees it, for whoever sees it as well: never more than both of them may know. */
export function lookRoutes(server: Server): Routes {
  return new Routes().operation('lookAs', async ({ entity, id: text, body }, c) => {
    const { view, published } = c.get('inApp');
    const id = recordId(text);
    const own = await getRecord(server.pool, view, entity, id);
    if (!own) return refuse('unknown.record');
    const theirs = (await viewsOf(server, server.pool, [body.person], published.key)).get(body.person);
    if (!theirs) return refuse('unknown.person', undefined, 'person');
    const { role } = theirs.principal;
    const reads = role.admin || (role.grants[entity]?.read ?? 'none') !== 'none';
    const found = reads ? await getRecord(server.pool, theirs, entity, id) : undefined;
    const record = found === undefined ? null : both(JSON.parse(found), JSON.parse(own));
    return { record, role: role.key, surroundings: surroundings(theirs.principal) };
  });
}

/** What stands in both of two readings of a record. */
function both<T extends Record<string, unknown>>(theirs: T, own: Record<string, unknown>): T {
  return Object.fromEntries(Object.entries(theirs).filter(([key]) => key.startsWith('$') || Object.hasOwn(own, key))) as T;
}
