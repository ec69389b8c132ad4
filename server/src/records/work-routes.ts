import { type Entity, isOpen, readsEntity, type Work } from '@pipewright/definition';
import { compileOnce, marksSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { entityFor, orRefuse } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { recordId } from '../door/guard.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from './announced.ts';
import { byPerson } from './by-person.ts';
import { loadOne } from './load-for-write.ts';
import { getRecord } from './record.ts';
import { saveAll } from './save.ts';
import { makeStageTasks } from './stage-tasks.ts';
import { asPublished } from './stale.ts';
import { isDone, workOfRecords } from './work.ts';

/** The work of the stages that a record stands in: what is done of it, and the tasks it makes. */
export function workRoutes(server: Server): Routes {
  return new Routes()
    .operation('readWork', ({ entity, id }, c) => readWork(server.pool, c.get('inApp'), entity, recordId(id)))
    .operation('makeTasks', ({ entity, id, body }, c) =>
      asPublished(server, c.get('inApp'), async (inApp) => {
        await makeTasks(server, inApp, entity, recordId(id), body.stage);
        return readWork(server.pool, inApp, entity, recordId(id));
      }),
    );
}

async function readWork(db: Queryable, { view, published }: InApp, entityKey: string, id: string): Promise<Work> {
  const entity = entityFor(view, entityKey);
  const ready = published.entity(entityKey);
  const found = await getRecord(db, view, entityKey, id, { fields: [] });
  if (!found || !ready) return refuse('unknown.record');
  const known = ready.prepared.work.filter((item) => readsEntity(view.principal.role, item.entity));
  const row = known.length > 0 ? (await workOfRecords(db, view, ready, [id])).get(id) : undefined;
  const tasks = known.find(({ by }) => 'task' in by)?.entity;
  return {
    done: row ? known.filter((item) => isDone(item, row)).map(({ fact }) => fact) : [],
    tasks: tasks && entity.process ? await marksOf(db, view, tasks, id) : {},
  };
}

async function marksOf(db: Queryable, view: InApp['view'], tasks: Entity, id: string): Promise<Record<string, string>> {
  const compiled = compileOnce(view, `marks ${tasks.key}`, { record: id }, (each) => ({ value: marksSql(each, tasks) }));
  const found = await rows<{ id: string; mark: string }>(db, orRefuse(compiled));
  return Object.fromEntries(found.map((row) => [row.id, row.mark]));
}

/** Makes the key tasks of a stage that a record lacks: it came there before they were asked for, or is to go beyond the stage without having stood in it. */
async function makeTasks(server: Server, inApp: InApp, entityKey: string, id: string, stage: string): Promise<void> {
  const { view, published } = inApp;
  if (!entityFor(view, entityKey).process) return;
  const ready = published.entity(entityKey) ?? refuse('unknown.entity', { name: entityKey }, 'entity');
  await announced(server, async (db, announce) => {
    const terms = { ...byPerson(server, inApp, { by: 'form' }), db, announce, inTransaction: true, ready };
    // Held as a move holds it: two who ask at once would both find nothing.
    const { current } = (await loadOne(terms, id)) ?? refuse('unknown.record');
    const { values, may_update: mayUpdate } = current;
    if (!mayUpdate) refuse('denied.update');
    if (!isOpen(String(values.status))) refuse('stage.closed', undefined, 'stage');
    const pipeline = ready.prepared.pipelines.find((each) => each.pipeline.key === values.pipeline)?.pipeline;
    if (!pipeline?.stages.some(({ key }) => key === stage)) refuse('stage.unknown', { pipeline: pipeline?.name ?? '–' }, 'stage');
    await makeStageTasks(terms, ready, [{ id, pipeline: values.pipeline, stage, values }], saveAll, true);
  });
}
