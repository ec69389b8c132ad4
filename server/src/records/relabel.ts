import { ruledFields } from '@pipewright/definition';
import { toRelabelSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import type { Published } from '../published/published.ts';
import { announced } from './announced.ts';
import { bySystem } from './by-system.ts';
import type { SaveTerms } from './change.ts';
import { save } from './save.ts';

const BATCH = 200;

interface Waiting {
  readonly id: string;
  readonly entity: string;
  readonly field: string;
  readonly after: string;
}

/**
 * Gives some of the records that wait for it the value which their rule says, through the door of every write, and answers whether any may be left. How far
 * it is is written with the records, so that a stop at any moment loses nothing and does nothing twice. Where another server is at it, nothing is done.
 */
export async function relabelSome(
  server: Pick<Server, 'pool' | 'events'>,
  app: { readonly published: Published; readonly workspace: string },
  now: string,
): Promise<boolean> {
  const { key } = app.published;
  if (!(await waits(server.pool, key))) return false;
  return announced(server, async (db, announce) => {
    const [waiting] = await rows<Waiting>(db, {
      sql: `select r.id::text, r.entity, r.field, r.after_id::text as after from pipewright.relabel r where r.app = $1 and r.ended_at is null
        order by r.id limit 1 for update skip locked`,
      parameters: [key],
    });
    if (!waiting) return false;
    const terms = bySystem(app, db, now, announce, { by: 'relabel', version: app.published.version });
    await relabelBatch({ ...terms, relabels: new Set([waiting.field]) }, waiting);
    return true;
  });
}

async function waits(db: Queryable, app: string): Promise<boolean> {
  const { rowCount } = await db.query('select from pipewright.relabel where app = $1 and ended_at is null limit 1', [app]);
  return rowCount !== 0;
}

async function relabelBatch(terms: SaveTerms, { id, entity: key, field: name, after }: Waiting): Promise<void> {
  const { db, published, view } = terms;
  const entity = published.entity(key)?.entity;
  const field = entity && !entity.retired ? ruledFields(entity).find((each) => each.key === name) : undefined;
  const end = (last: string | null, done: number, refused: number) =>
    db.query(
      `update pipewright.relabel set done = done + $2, refused = refused + $3, after_id = coalesce($4::uuid, after_id),
         ended_at = case when $4::uuid is null then now() end where id = $1`,
      [id, done, refused, last],
    );
  // The field got its value by another way since.
  if (!entity || !field) return void (await end(null, 0, 0));
  const { today, now } = view.principal;
  const place = { app: published.app, schema: published.schema };
  const found = await rows<{ id: string; version: number }>(
    db,
    toRelabelSql(place, entity, field, { when: { today, now }, after, limit: BATCH }),
  );
  const outcomes = await save(
    terms,
    found.map((record) => ({ entity: key, change: { kind: 'update', ...record, values: {} } })),
  );
  const refused = outcomes.filter((outcome) => 'issues' in outcome).length;
  await end(found.length === BATCH ? (found.at(-1)?.id ?? null) : null, found.length - refused, refused);
}
