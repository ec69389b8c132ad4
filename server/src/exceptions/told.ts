import { type Entity, entityOf, faults, type GateException, grantOf, type Label, type Language } from '@pipewright/definition';
import { exceptionIssues, prepare } from '@pipewright/process';
import { compileOnce, countOf, recordsSql } from '@pipewright/sql';
import { ask } from '../db/ask.ts';
import type { Queryable } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { namesOf } from '../door/names.ts';
import { seesOf } from '../records/work.ts';
import { mayAnswer } from './granters.ts';
import type { KeptException } from './kept.ts';

interface Seen {
  readonly version: number;
  readonly stage: string | null;
  readonly pipeline: string | null;
  readonly title: string | null;
}

/** What exceptions are, as their reader may know it; those about records out of sight are left out, but for one's own. */
export async function toldExceptions(
  server: Pick<Server, 'pool' | 'apps'>,
  inApp: InApp,
  kept: readonly KeptException[],
  language: Language,
): Promise<GateException[]> {
  const db = server.pool;
  const { view, caller } = inApp;
  const people = [...new Set(kept.flatMap(({ person, answeredBy }) => [person, ...(answeredBy ? [answeredBy] : [])]))];
  const names = people.length > 0 ? await namesOf(db, view, { type: 'person' }, people) : {};
  const named = (id: string | null) => (id !== null && names[id] !== undefined ? { id, name: names[id] } : null);
  const seen = await seenOf(inApp, db, kept);
  const told: GateException[] = [];
  for (const each of kept) {
    const entity = entityOf(view.app, each.entity);
    const record = seen.get(each.record);
    const own = each.person === caller.user;
    if (!entity || !(record || own || each.fresh)) continue;
    const may = each.state === 'asked' && (await mayAnswer(db, inApp, entity, each, record !== undefined));
    if (!record && !own && !may) continue;
    const title = record ? record.title : each.fresh && !hides(inApp, entity, entity.title) ? textOf(each.wish.values[entity.title]) : null;
    told.push({
      ...{ id: each.id, entity: each.entity, record: record ? each.record : null, title, version: record?.version ?? null },
      ...{ by: named(each.person), at: each.at, note: each.note },
      ...wayOf(inApp, entity, each, record, language),
      missing: await missingOf(server, inApp, each, language),
      ...{ state: each.state, answeredBy: named(each.answeredBy), answeredAt: each.answeredAt, answer: each.answer },
      ...{ mayAnswer: may, mayWithdraw: own && each.state === 'asked' },
    });
  }
  return told;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
const hides = ({ view }: InApp, entity: Entity, key: string) => grantOf(view.principal.role, entity.key).hidden.includes(key);

/** The records as the reader sees them, by id. */
async function seenOf({ view }: InApp, db: Queryable, kept: readonly KeptException[]): Promise<ReadonlyMap<string, Seen>> {
  const seen = new Map<string, Seen>();
  for (const [key, those] of Map.groupBy(kept, ({ entity }) => entity)) {
    const entity = entityOf(view.app, key);
    if (!entity || grantOf(view.principal.role, key).read === 'none') continue;
    const ids = [...new Set(those.map(({ record }) => record))];
    const fields = [entity.title, 'stage', 'pipeline'].filter((field) => !grantOf(view.principal.role, key).hidden.includes(field));
    const compiled = compileOnce(view, `exceptions ${key} ${countOf(ids)}`, { records: ids }, (each) =>
      recordsSql(each, entity, countOf(ids), { fields }),
    );
    for (const { j } of await ask<{ j: string }>(db, orRefuse(compiled))) {
      const record = JSON.parse(j);
      const [title, stage, pipeline] = [record[entity.title], record.stage, record.pipeline].map(textOf);
      seen.set(record.id, { version: record.version, title: title ?? null, stage: stage ?? null, pipeline: pipeline ?? null });
    }
  }
  return seen;
}

/** From which stage to where, by their names. */
function wayOf(
  inApp: InApp,
  entity: Entity,
  { wish, fresh }: KeptException,
  seen: Seen | undefined,
  language: Language,
): Pick<GateException, 'from' | 'to'> {
  if (hides(inApp, entity, 'stage') || hides(inApp, entity, 'pipeline')) return { from: null, to: null };
  const pipelines = entity.process?.pipelines ?? [];
  const stageIn = (pipeline: string | null | undefined, stage: string | null | undefined): Label | undefined =>
    (pipelines.find(({ key }) => key === pipeline) ?? pipelines.find(({ stages }) => stages.some(({ key }) => key === stage)))?.stages.find(
      ({ key }) => key === stage,
    )?.name;
  const to = stageIn(wish.pipeline ?? seen?.pipeline, wish.stage)?.[language] ?? null;
  return { from: (!fresh && stageIn(seen?.pipeline, seen?.stage)?.[language]) || null, to };
}

/** What it is to be let past, as the app asked for it then, in words for its reader. */
async function missingOf(
  { pool, apps }: Pick<Server, 'pool' | 'apps'>,
  inApp: InApp,
  kept: KeptException,
  language: Language,
): Promise<string[]> {
  const { published, view } = inApp;
  const current = published.version === kept.version;
  const then = current ? published.app : ((await apps.past(pool, published.key, kept.version)) ?? published.app);
  const entity = entityOf(then, kept.entity);
  if (!entity) return [];
  const prepared = (current && published.entity(kept.entity)?.prepared) || prepare(then, entity);
  const { role } = view.principal;
  const sees = seesOf(then, entity, prepared, role);
  return [...new Set(faults(exceptionIssues(prepared, kept.held, sees), language).map(({ message }) => message))];
}
