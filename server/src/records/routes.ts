import { faults } from '@pipewright/definition';
import type { BoardRow } from '@pipewright/sql';
import type { Context } from 'hono';
import { z } from 'zod';
import { askerOf } from '../door/asker.ts';
import { Attempts } from '../door/attempts.ts';
import { jsonText as json, readBody } from '../door/body.ts';
import type { Env, Server } from '../door/env.ts';
import { languageOf, statusOf } from '../door/fault.ts';
import { idParam } from '../door/guard.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { boardJson, boardStatement } from './board.ts';
import { byPerson } from './by-person.ts';
import type { Change, RefusedChange, Written } from './change.ts';
import { recordHistory } from './history.ts';
import { listKey, listPage } from './list.ts';
import { listQuery, readRule } from './list-request.ts';
import { getRecord, getRecordWith, includeQuery, recordStatement } from './record.ts';
import { doneBefore, type OwnCause, requestMark } from './request.ts';
import { save } from './save.ts';
import { asPublished } from './stale.ts';

const values = z.record(z.string().max(60), z.unknown());
const key = z.string().max(40).optional();
const createBody = z.strictObject({ values, stage: key });
// `pipeline` is the caller's agreement to a move to that pipeline.
const patchBody = z.strictObject({ version: z.int().min(1), values, pipeline: key });
const moveBody = z.strictObject({
  version: z.int().min(1),
  ...{ stage: key, status: key, pipeline: key, reason: key },
  until: z.iso.date().optional(),
  values: values.optional(),
  // One of many that are moved together, which its time line says.
  bulk: z.boolean().optional(),
});

type Ctx = Context<Env>;

/** Reading and writing of records: `/records/:entity`, `/board/:entity`. */
export function recordRoutes(server: Server): Routes {
  const app = new Routes();
  // Who tries which values are taken learns of records out of sight, one a try. Whatever is written then waits, or what makes one wait would tell more.
  const guesses = new Attempts(30, 60_000);

  const write = async (c: Ctx, change: Change, cause: OwnCause) => {
    const entity = c.req.param('entity') ?? '';
    const request = await requestMark(c);
    const { user } = c.get('caller');
    if (guesses.isOver(user)) refuse('request.too_many');
    const options = { expand: listQuery(c).expand, deleted: change.kind === 'delete' };
    const [judged] = await asPublished(server, c.get('inApp'), async (inApp) => {
      c.set('inApp', inApp);
      // Whatever the answer cannot give is refused before anything is written.
      recordStatement(inApp.view, entity, '', options);
      return save({ ...byPerson(server, inApp, request ? { ...cause, request } : cause), answer: options }, [{ entity, change }]);
    });
    const { view } = c.get('inApp');
    if (!judged) throw new Error('A change without an outcome');
    const outcome = 'issues' in judged ? ((await doneBefore(server.pool, view, request)) ?? judged) : judged;
    if ('issues' in outcome) {
      if (outcome.issues.some(({ code }) => code === 'value.unique')) guesses.note(user);
      return refusal(c, entity, change, outcome);
    }
    const given = 'record' in outcome ? (outcome as Written).record : undefined;
    const record = given === undefined ? await getRecord(server.pool, view, entity, outcome.id, options) : given;
    // Someone may write a record that is then out of that person's sight; the answer still says what was written.
    return json(record ?? JSON.stringify({ id: outcome.id, version: outcome.version }), change.kind === 'create' ? 201 : 200);
  };

  const refusal = async (c: Ctx, entity: string, change: Change, { issues, asks, changedByOthers: changed }: RefusedChange) => {
    const [first] = issues;
    if (first?.code !== 'version.conflict') throw new Refusal(issues, asks ? { asks } : {});
    const { view } = c.get('inApp');
    const current = await getRecord(server.pool, view, entity, change.id ?? '', { expand: listQuery(c).expand });
    const visible = current ? Object.keys(JSON.parse(current)) : [];
    return c.json(
      {
        issues: faults(issues, languageOf(c)),
        current: current ? JSON.parse(current) : undefined,
        changed: changed?.filter((key) => visible.includes(key)),
      },
      statusOf(first) as 409,
    );
  };

  app.get('/records/:entity', 'member', async (c) => {
    const { view } = c.get('inApp');
    const query = listQuery(c);
    const entity = c.req.param('entity');
    const key = () => listKey(view, entity, query);
    return json(await server.desk.list(askerOf(c), key, (db) => listPage(db, view, entity, query)));
  });

  app.post('/records/:entity', 'member', 'document', async (c) => {
    const body = await readBody(c, createBody, 'values');
    return write(c, { kind: 'create', values: body.values, stage: body.stage }, { by: 'form' });
  });

  app.get('/records/:entity/:id', 'member', async (c) => {
    const { view } = c.get('inApp');
    const { fields, expand, deleted } = listQuery(c);
    const options = { fields, expand, deleted };
    const record = await getRecordWith(server.pool, view, c.req.param('entity'), idParam(c, isId), options, includeQuery(c));
    return record ? json(record) : refuse('unknown.record');
  });

  app.patch('/records/:entity/:id', 'member', 'document', async (c) => {
    const body = await readBody(c, patchBody, 'values');
    return write(c, { kind: 'update', id: idParam(c, isId).toLowerCase(), ...body }, { by: 'form' });
  });

  app.delete('/records/:entity/:id', 'member', async (c) => {
    const version = Number(c.req.query('version'));
    return write(
      c,
      {
        kind: 'delete',
        id: idParam(c, isId).toLowerCase(),
        version: Number.isInteger(version) && version > 0 ? version : undefined,
        values: {},
      },
      { by: 'form' },
    );
  });

  app.post('/records/:entity/:id/restore', 'member', 'small', async (c) => {
    const body = await readBody(c, z.strictObject({ version: z.int().min(1) }));
    return write(c, { kind: 'restore', id: idParam(c, isId).toLowerCase(), version: body.version, values: {} }, { by: 'restore' });
  });

  app.post('/records/:entity/:id/move', 'member', 'document', async (c) => {
    const { values: extra = {}, bulk, ...body } = await readBody(c, moveBody, 'values');
    const cause: OwnCause = { by: bulk ? 'bulk' : 'move' };
    return write(c, { kind: 'update', id: idParam(c, isId).toLowerCase(), values: extra, ...body }, cause);
  });

  app.get('/records/:entity/:id/history', 'member', async (c) => {
    const { view } = c.get('inApp');
    const id = idParam(c, isId);
    if (!(await getRecord(server.pool, view, c.req.param('entity'), id, { fields: [] }))) refuse('unknown.record');
    const { key } = c.get('inApp').published;
    const past = { at: (version: number) => server.apps.past(server.pool, key, version) };
    return c.json({ entries: await recordHistory(server.pool, view, c.req.param('entity'), id, past) });
  });

  app.get('/board/:entity', 'member', async (c) => {
    const { pipeline = '', filter, search } = c.req.query();
    const query = { pipeline, search, filter: filter === undefined ? undefined : readRule(filter), limit: listQuery(c).limit };
    const statement = boardStatement(c.get('inApp').view, c.req.param('entity'), query);
    return json(await server.desk.heavy<BoardRow>(askerOf(c), statement, boardJson));
  });

  return app;
}
