import { faults, type Language, type PoolState } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { namesOf } from '../door/names.ts';
import { refuse } from '../ground/refusal.ts';
import { mayAnswer } from './appeal.ts';
import { appealOf } from './appeals.ts';
import { knowsPool, poolStories } from './stories.ts';
import { warningOf } from './warning.ts';
import { poolRow, whyNot } from './why-not.ts';

const NOTHING: PoolState = {
  ...{ inPool: false, mayClaim: false, whyNot: null, reclaims: [], story: null, warned: null, appeal: null },
  ...{ mayAppeal: false, mayAnswer: false },
};

/** How a record stands to the pool, for who asks; refused where that person does not see it. Of its owner and those before is told what a reader of the record may know. */
export async function poolStateOf(
  server: Pick<Server, 'pool' | 'apps'>,
  inApp: InApp,
  at: { readonly entity: string; readonly id: string },
  language: Language,
): Promise<PoolState> {
  const { view, published, caller } = inApp;
  const { schema, key, app } = published;
  const db = server.pool;
  const entity = entityFor(view, at.entity);
  if (!entity.process) return NOTHING;
  const row = await poolRow(db, view, entity, at.id);
  if (!row?.seen) return refuse('unknown.record');
  if (!knowsPool(view, entity)) return NOTHING;
  const inPool = row.owner === null && row.status === 'open';
  const against = inPool ? await whyNot(db, view, entity, at.id, row) : undefined;
  const reclaims = await reclaimsOf(db, schema, at.id);
  const warned = (row.owner && (await warningOf(db, app, schema, key, entity, at.id))) || null;
  const found = row.owner ? await appealOf(db, schema, at.id, row.owner) : undefined;
  const kept = found?.state === 'ended' ? undefined : found;
  const people = [...reclaims.map(({ person }) => person), kept?.person, kept?.answeredBy].filter((each) => typeof each === 'string');
  const names = people.length > 0 ? await namesOf(db, view, { type: 'person' }, [...new Set(people)]) : {};
  const named = (id: string | null) => (id !== null && names[id] !== undefined ? { id, name: names[id] } : null);
  const since = kept && warned ? kept.at >= warned.at : false;
  return {
    inPool,
    mayClaim: inPool && !against,
    whyNot: against ? (faults([against], language)[0]?.message ?? null) : null,
    reclaims: reclaims.map(({ person, at: when }) => ({ person: named(person), at: when })),
    story: (inPool && (await poolStories(server, inApp, entity.key, [at.id]))[0]) || null,
    warned,
    appeal: kept
      ? {
          ...{ state: kept.state, note: kept.note, by: named(kept.person), at: kept.at },
          ...{ until: kept.until, answeredBy: named(kept.answeredBy), answer: kept.answer },
        }
      : null,
    mayAppeal: warned !== null && row.owner === caller.user && kept?.state !== 'asked' && !since,
    mayAnswer: kept?.state === 'asked' && (await mayAnswer(db, inApp, kept.person)),
  };
}

/** The latest times that a record was taken back. */
async function reclaimsOf(db: Queryable, schema: string, record: string): Promise<{ person: string; at: string }[]> {
  const { rows } = await db.query<{ person: string; at: string }>(
    `select person, ${instantSql('at')} as at from "${schema}"._reclaim where record = $1 order by id desc limit 20`,
    [record],
  );
  return rows;
}
