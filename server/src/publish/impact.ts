import {
  type App,
  type HitPage,
  type Impact,
  leavingStages,
  type PlaceQuestion,
  type Places,
  stagesOf,
  type Worth,
} from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import { issue } from '@pipewright/logic';
import { dayIn } from '@pipewright/process';
import { countQueries, type Effect, effectsOf, type HitRow, hitQuery, type ImpactView, membersCountSql } from '@pipewright/sql';
import { databaseNow, type Queryable, rows } from '../db/pool.ts';
import { refuse } from '../ground/refusal.ts';
import { schemaOf } from '../published/published.ts';
import type { Lineage } from './lineage.ts';

/** The effects of a publish, counted on real rows, the questions it asks, and what keeps it from being done. */
export interface Found {
  readonly impact: readonly Impact[];
  readonly questions: readonly PlaceQuestion[];
  readonly issues: readonly Issue[];
}

/** Looks at a publish with the clock of the database; undefined where nothing is published yet. */
export async function viewImpact(db: Queryable, key: string, past: Lineage, after: App, places: Places): Promise<ImpactView | undefined> {
  if (!past.app) return undefined;
  const now = await databaseNow(db);
  return { key, schema: schemaOf(key), before: past.app, after, existing: past.tables, today: dayIn(after.timeZone, now), now, places };
}

/** Counts every effect of a publish: one pass over each entity's rows, one over the members. */
export async function countImpact(db: Queryable, view: ImpactView): Promise<Found> {
  const effects = effectsOf(view);
  const people = new Map((await rows<{ role: string; n: number }>(db, membersCountSql(view.key))).map(({ role, n }) => [role, n]));
  const counted = new Map<Effect, { count: number; worth?: Worth }>();
  for (const query of countQueries(view, effects)) {
    const [row] = await rows<Record<string, unknown>>(db, query.statement);
    query.read(row ?? {}).forEach(({ count, sum }, i) => {
      const worth = sum === null || query.currency === undefined ? {} : { worth: { amount: sum, currency: query.currency } };
      counted.set(query.effects[i] as Effect, { count, ...worth });
    });
  }
  const impact = effects.flatMap((effect): Impact[] => {
    const { id, code, names, role, fields, words, where } = effect;
    const members = role === undefined ? undefined : (people.get(role) ?? 0);
    const found = where ? counted.get(effect) : { count: members ?? 0 };
    if (!found || found.count === 0) return [];
    const more = { ...(fields ? { fields } : {}), ...(words ? { words } : {}), ...(members === undefined ? {} : { people: members }) };
    return [{ id, code, names, ...found, ...more, lists: where !== undefined }];
  });
  const issues = effects
    .filter((effect) => effect.blocking && counted.get(effect)?.count)
    .map((effect) => issue(effect.path, 'publish.unique_twins', { field: effect.names[1] ?? '', count: counted.get(effect)?.count ?? 0 }));
  return { impact, questions: questionsOf(view, effects, counted), issues };
}

function questionsOf(
  view: ImpactView,
  effects: readonly Effect[],
  counted: ReadonlyMap<Effect, { count: number; worth?: Worth }>,
): PlaceQuestion[] {
  return leavingStages(view.before, view.after).flatMap(({ id, entity, pipeline, stage, choices }): PlaceQuestion[] => {
    const path = `entities.${entity.key}.process.pipelines.${pipeline.key}.stages.${stage.key}`;
    const effect = effects.find((each) => each.asks && each.path === path);
    const found = effect && counted.get(effect);
    if (!found || found.count === 0) return [];
    const stays = choices.every((choice) => choice.pipeline.key === pipeline.key);
    const named = choices.map((choice) => ({
      key: choice.key,
      names: stays ? [choice.stage.name] : [choice.pipeline.name, choice.stage.name],
    }));
    return [{ id, effect: effect.id, names: [entity.name, pipeline.name, stage.name], ...found, choices: named }];
  });
}

const PAGE = 200;

/** The records one effect hits, a page at a time. */
export async function listHits(db: Queryable, view: ImpactView, id: string, after: string | undefined): Promise<HitPage> {
  const effect = effectsOf(view).find((each) => each.id === id);
  const query = effect && hitQuery(view, effect, after, PAGE + 1);
  if (!query || !effect.entity) return refuse('unknown.effect');
  const { entity } = effect;
  const was = view.before.entities.find((each) => each.key === entity.key) ?? entity;
  const found = await rows<HitRow>(db, query.statement);
  const stageName = (row: HitRow) =>
    was.process?.pipelines.find((each) => each.key === row.pipeline)?.stages.find((each) => each.key === row.stage)?.name ??
    stagesOf(was).find((each) => each.key === row.stage)?.name ??
    null;
  const shown = found.slice(0, PAGE);
  return {
    entity: entity.key,
    records: shown.map((row) => ({
      ...{ id: row.id, title: row.title, owner: row.owner, stage: stageName(row) },
      worth: row.amount === null ? null : { amount: row.amount, currency: query.currency ?? '' },
    })),
    next: found.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  };
}
