import type { Given, ListAddress } from '@pipewright/definition';
import type { BoardRow } from '@pipewright/sql';
import type { Context } from 'hono';
import { askerOf } from '../door/asker.ts';
import { Attempts } from '../door/attempts.ts';
import type { Env, Server } from '../door/env.ts';
import { JsonText } from '../door/given.ts';
import { recordId } from '../door/guard.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { appForPerson } from '../published/view-for-person.ts';
import { announced } from './announced.ts';
import { boardJson, boardStatement } from './board.ts';
import { byPerson } from './by-person.ts';
import type { Change, RefusedChange, Written } from './change.ts';
import { tellsOfHidden } from './duplicates.ts';
import { findStatement, foundJson } from './find.ts';
import { recordHistory } from './history.ts';
import { listKey, listPage } from './list.ts';
import { findQuery, listQuery } from './list-request.ts';
import { needsTransaction } from './needs-transaction.ts';
import { originsOf } from './origins.ts';
import { getRecord, getRecordWith, includeQuery, recordStatement } from './record.ts';
import { doneBefore, type OwnCause } from './request.ts';
import { save } from './save.ts';
import { asPublished } from './stale.ts';
import { saveWithNext } from './with-next.ts';

type Ctx = Context<Env>;

/** Reading and writing of records. */
export function recordRoutes(server: Server): Routes {
  const app = new Routes();
  // Who tries which values are taken learns of records out of sight, one a try. Whatever is written then waits, or what makes one wait would tell more.
  const guesses = new Attempts(30, 60_000);

  const write = async (c: Ctx, entity: string, asked: Pick<ListAddress, 'expand'>, change: Change, cause: OwnCause, next?: Change) => {
    const request = await requestMark(c);
    const { user } = c.get('caller');
    if (guesses.isOver(user)) refuse('request.too_many');
    const { expand } = listQuery(asked);
    const options = { expand, deleted: change.kind === 'delete' };
    const [judged] = await asPublished(server, c.get('inApp'), async (inApp) => {
      c.set('inApp', inApp);
      // Whatever the answer cannot give is refused before anything is written.
      recordStatement(inApp.view, entity, '', options);
      const terms = { ...byPerson(server, inApp, request ? { ...cause, request } : cause), answer: options };
      const writes = [{ entity, change }];
      if (next)
        return announced(server, (db, announce) => saveWithNext({ ...terms, db, announce }, cause, { entity, change: next }, writes));
      // What others must hear of or may not change meanwhile is written in one transaction; all else is a single statement.
      if (!needsTransaction(inApp.published, user, writes)) return save(terms, writes);
      return announced(server, (db, announce) => save({ ...terms, db, announce, inTransaction: true }, writes));
    });
    const { view } = c.get('inApp');
    if (!judged) throw new Error('A change without an outcome');
    const outcome = 'issues' in judged ? ((await doneBefore(server.pool, view, request)) ?? judged) : judged;
    if ('issues' in outcome) {
      if (tellsOfHidden(outcome.issues)) guesses.note(user);
      throw await refusal(c, { entity, id: change.id, expand }, outcome);
    }
    const given = 'record' in outcome ? (outcome as Written).record : undefined;
    const record = given === undefined ? await getRecord(server.pool, view, entity, outcome.id, options) : given;
    // Someone may write a record that is then out of that person's sight; the answer still says what was written.
    return new JsonText(record ?? JSON.stringify({ id: outcome.id, version: outcome.version }));
  };

  /** Of a change that came too late, the record as it is now goes with the refusal, and what of it others changed. */
  const refusal = async (
    c: Ctx,
    { entity, id = '', expand }: { entity: string; id?: string | undefined; expand: readonly string[] | undefined },
    { issues, asks, heldUp, duplicate, changedByOthers: changed }: RefusedChange,
  ) => {
    const excepts = heldUp !== undefined && c.get('inApp').published.entity(entity)?.entity.process?.exceptions === true;
    const extra = { ...(asks ? { asks } : {}), ...(excepts ? { excepts } : {}), ...(duplicate ? { duplicate } : {}) };
    if (issues[0]?.code !== 'version.conflict') return new Refusal(issues, extra);
    const found = await getRecord(server.pool, c.get('inApp').view, entity, id, { expand });
    const current = found && JSON.parse(found);
    return new Refusal(issues, { current, changed: changed?.filter((key) => current && Object.hasOwn(current, key)) });
  };

  app.operation('findRecords', async ({ query }, c) => {
    const { view, published } = c.get('inApp');
    const statement = findStatement(view, appForPerson(published, view), findQuery(query));
    return new JsonText(
      await server.desk.list(
        askerOf(c),
        () => JSON.stringify(statement),
        (db) => foundJson(db, statement),
      ),
    );
  });

  app.operation('listRecords', async ({ entity, query }, c) => {
    const { view } = c.get('inApp');
    const asked = listQuery(query);
    const key = () => listKey(view, entity, asked);
    return new JsonText(await server.desk.list(askerOf(c), key, (db) => listPage(db, view, entity, asked)));
  });

  const create = ({ entity, query, body }: Given<'createRecord'>, c: Ctx) =>
    write(c, entity, query, { kind: 'create', ...body }, { by: 'form' });
  app.operation('createRecord', create, { later: 'values' });

  app.operation('readRecord', async ({ entity, id, query }, c) => {
    const { fields, expand, deleted } = listQuery(query);
    const lists = includeQuery(query.include);
    const record = await getRecordWith(server.pool, c.get('inApp').view, entity, recordId(id), { fields, expand, deleted }, lists);
    return new JsonText(record ?? refuse('unknown.record'));
  });

  const change = ({ entity, id, query, body: { next, ...body } }: Given<'changeRecord'>, c: Ctx) =>
    write(c, entity, query, { kind: 'update', id: recordId(id), ...body }, { by: 'form' }, next && { kind: 'create', ...next });
  app.operation('changeRecord', change, { later: 'values' });

  app.operation('deleteRecord', ({ entity, id, query }, c) => {
    const version = Number(query.version);
    const known = Number.isInteger(version) && version > 0 ? version : undefined;
    return write(c, entity, query, { kind: 'delete', id: recordId(id), version: known, values: {} }, { by: 'form' });
  });

  app.operation('restoreRecord', ({ entity, id, query, body }, c) =>
    write(c, entity, query, { kind: 'restore', id: recordId(id), ...body, values: {} }, { by: 'restore' }),
  );

  const move = ({ entity, id, query, body: { values = {}, ...wish } }: Given<'moveRecord'>, c: Ctx) =>
    write(c, entity, query, { kind: 'update', id: recordId(id), values, ...wish }, { by: 'move' });
  app.operation('moveRecord', move, { later: 'values' });

  app.operation('readOrigins', async ({ entity, id }, c) => ({
    steps: await originsOf(server.pool, c.get('inApp'), entity, recordId(id)),
  }));

  app.operation('readHistory', async ({ entity, id: text }, c) => {
    const { view, published } = c.get('inApp');
    const id = recordId(text);
    if (!(await getRecord(server.pool, view, entity, id, { fields: [] }))) refuse('unknown.record');
    const past = { at: (version: number) => server.apps.past(server.pool, published.key, version) };
    return { entries: await recordHistory(server.pool, view, entity, id, past) };
  });

  app.operation('readBoard', async ({ entity, query }, c) => {
    const { filter, limit } = listQuery(query);
    const statement = boardStatement(c.get('inApp').view, entity, { pipeline: query.pipeline ?? '', search: query.search, filter, limit });
    return new JsonText(await server.desk.heavy<BoardRow>(askerOf(c), statement, boardJson));
  });

  return app;
}
