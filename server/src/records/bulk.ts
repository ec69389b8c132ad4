import { type Entity, faults, type Given, type Language, MOST_TOGETHER, type RecordPage, type Together } from '@pipewright/definition';
import { compileOnce, countOf, recordsSql, type Sight } from '@pipewright/sql';
import type { Context } from 'hono';
import { ask } from '../db/ask.ts';
import { askerOf } from '../door/asker.ts';
import { Attempts } from '../door/attempts.ts';
import { entityFor, orRefuse } from '../door/entity.ts';
import type { Env, InApp, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from './announced.ts';
import { byPerson } from './by-person.ts';
import type { Change, Outcome } from './change.ts';
import { listPage } from './list.ts';
import { save } from './save.ts';
import { asPublished } from './stale.ts';

type Wish = Given<'changeTogether'>['body'];
type Meant = RecordPage['records'][number];

/** One change to many records, in the order of their making. Each request takes some of them, in a transaction, and says where the next goes on. */
export function bulkRoutes(server: Server): Routes {
  // As with single writes: who tries which values are taken learns of records out of sight.
  const guesses = new Attempts(30, 60_000);
  const together = async ({ entity: name, body }: Given<'changeTogether'>, c: Context<Env>): Promise<Together> => {
    const { user } = c.get('caller');
    if (guesses.isOver(user)) refuse('request.too_many');
    return asPublished(server, c.get('inApp'), async (inApp) => {
      const entity = entityFor(inApp.view, name);
      const { records, next } = await meant(server, c, inApp.view, entity, body);
      const outcomes = await changeAll(server, inApp, entity, records.map(changeOf(body)));
      if (outcomes.some((outcome) => 'issues' in outcome && outcome.issues.some(({ code }) => code === 'value.unique'))) guesses.note(user);
      return { ...told(records, outcomes, entity, languageOf(c)), next };
    });
  };
  return new Routes().operation('changeTogether', together, { later: 'values' });
}

/** The records of this request as their person sees them, and where the next goes on. */
async function meant(server: Server, c: Context<Env>, view: Sight, entity: Entity, { records: ids, ...wish }: Wish) {
  const fields = [entity.title];
  if (ids) {
    if (ids.length === 0) return { records: [], next: null };
    const statement = compileOnce(view, `together ${entity.key} ${countOf(ids)}`, { records: ids }, (each) =>
      recordsSql(each, entity, countOf(ids), { fields }),
    );
    const found = await ask<{ j: string }>(server.pool, orRefuse(statement));
    return { records: found.map(({ j }) => JSON.parse(j) as Meant), next: null };
  }
  // Without an order of its own a list goes by ids, so that a change takes no record out of the way of those behind it.
  const query = { filter: wish.filter, search: wish.search, after: wish.after, fields, limit: MOST_TOGETHER };
  const { person, signal } = askerOf(c);
  const page = await server.desk.list(
    { person, signal },
    () => '',
    (db) => listPage(db, view, entity.key, query),
  );
  return JSON.parse(page) as RecordPage;
}

const changeOf =
  ({ values = {}, stage, remove }: Wish) =>
  ({ id, version }: Meant): Change =>
    remove ? { kind: 'delete', id, version, values: {} } : { kind: 'update', id, version, values, ...(stage ? { stage } : {}) };

/** Writes the changes in one transaction, in which a refused one does not undo the others. */
async function changeAll(server: Server, inApp: InApp, entity: Entity, changes: readonly Change[]): Promise<readonly Outcome[]> {
  if (changes.length === 0) return [];
  const terms = byPerson(server, inApp, { by: 'bulk' });
  return announced(server, (db, announce) =>
    save(
      { ...terms, db, announce, inTransaction: true },
      changes.map((change) => ({ entity: entity.key, change })),
    ),
  );
}

function told(records: readonly Meant[], outcomes: readonly Outcome[], { title }: Entity, language: Language): Omit<Together, 'next'> {
  const refused = records.flatMap((record, i) => {
    const outcome = outcomes[i];
    if (!outcome || !('issues' in outcome)) return [];
    const name = record[title];
    return [{ id: record.id, name: typeof name === 'string' ? name : null, faults: faults(outcome.issues, language) }];
  });
  return { done: records.length - refused.length, refused };
}
