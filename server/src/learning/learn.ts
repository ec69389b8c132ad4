import { randomUUID } from 'node:crypto';
import { CHANCE_USUAL, type ChanceScore } from '@pipewright/definition';
import {
  baseShare,
  type ChanceModel,
  type Circumstances,
  type Difference,
  estimate,
  isEstimate,
  learn,
  type Past,
  type PreparedEntity,
  Score,
  spreadOf,
  Tally,
  usual,
} from '@pipewright/process';
import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { followsOf } from '../automations/back-follow.ts';
import { basisOf } from '../chance/learned.ts';
import { leastOf, termsOf } from '../chance/told.ts';
import { type Queryable, rows } from '../db/pool.ts';
import type { Published } from '../published/published.ts';
import { pastsOf } from './stories.ts';

const BATCH = 500;
/** Of the records in the order in which they were closed so many are learned from before the rest is told of. */
const LEARNED = 0.75;
/** With fewer than these nothing is left out to be told of. */
const FEWEST = 40;

interface Closed {
  readonly id: string;
  readonly day: string;
}

/**
 * Learns from the closed records of an entity and keeps what was learned, with how well what is learned from three quarters of them tells of the rest. What
 * is the same is learned from the same records, whoever does it and when.
 */
export async function learnChance(db: Queryable, published: Published, prepared: PreparedEntity, now: string): Promise<void> {
  const { app, key, schema } = published;
  const { entity } = prepared;
  const months = entity.process?.chance?.window ?? CHANCE_USUAL.months;
  const closed = await rows<Closed>(
    db,
    compileSql(sql`select t.id::text, t.closed_on::text as day from ${sql.id(schema, entity.key)} t
      where t.status in ('won', 'lost') and t.deleted_at is null and t.closed_on >= (${now}::timestamptz - make_interval(months => ${months}::integer))::date
      order by t.closed_on, t.id`),
  );
  const wish = { published, entity, terms: termsOf(published, prepared), followed: await followsOf(db, app, schema, entity, now), now };
  const cut = closed.length < FEWEST ? undefined : closed[Math.floor(closed.length * LEARNED)]?.day;
  const tally = new Tally();
  let trial: Trial | undefined;
  for (let i = 0; i < closed.length; i += BATCH) {
    const batch = closed.slice(i, i + BATCH);
    const pasts = await pastsOf(
      db,
      wish,
      batch.map(({ id }) => id),
    );
    for (const [j, past] of pasts.entries()) {
      if (!past) continue;
      const day = batch[j]?.day ?? '';
      // What was counted so far is what was closed before that day.
      if (cut !== undefined && day >= cut) {
        trial ??= new Trial(prepared, learn(tally), cut, tally.size);
        trial.add(past);
      }
      tally.add(past);
    }
  }
  const model = learn(tally);
  await rows(
    db,
    compileSql(sql`insert into pipewright.chance (app, entity, id, number, basis, learned_at, records, model, score)
      values (${key}, ${entity.key}, ${randomUUID()}::uuid, 1, ${basisOf(app, entity)}, ${now}::timestamptz, ${tally.size}::integer, ${JSON.stringify(model)}::json, ${trial ? JSON.stringify(trial.score()) : null}::json)
      on conflict (app, entity) do update set id = excluded.id, number = pipewright.chance.number + 1, basis = excluded.basis, learned_at = excluded.learned_at,
        records = excluded.records, model = excluded.model, score = excluded.score`),
  );
}

/** Tells of records that a model does not know, and keeps how far it was off: beside the base rate, and beside what the stages say. */
class Trial {
  readonly #told = new Score();
  readonly #base = new Score();
  readonly #stages = new Score();
  readonly #differences: Difference[] = [];
  readonly #share: number;

  readonly #prepared: PreparedEntity;
  readonly #model: ChanceModel;
  readonly #from: string;
  readonly #learned: number;

  constructor(prepared: PreparedEntity, model: ChanceModel, from: string, learned: number) {
    [this.#prepared, this.#model, this.#from, this.#learned] = [prepared, model, from, learned];
    this.#share = 100 * baseShare(model);
  }

  add({ won, seen }: Past): void {
    if (seen.length === 0) return;
    const sum = seen.reduce((total, each) => {
      const stage = this.#stage(each);
      const found = estimate(this.#model, each, leastOf(this.#prepared.entity));
      this.#stages.add(stage, won);
      return total + this.#base.add(this.#share, won) - this.#told.add(isEstimate(found) ? found.percent : stage, won);
    }, 0);
    this.#differences.push({ sum, n: seen.length });
  }

  /** What the stage says; the base rate for one that is gone. */
  #stage({ pipeline, stage }: Circumstances): number {
    const said = usual(this.#prepared, pipeline, stage);
    return said === null ? this.#share : Number(said);
  }

  score(): ChanceScore {
    return {
      ...{ from: this.#from, learned: this.#learned, records: this.#differences.length, looks: this.#told.count() },
      ...{ brier: this.#told.brier(), base: this.#base.brier(), stages: this.#stages.brier() },
      ...{ better: spreadOf(this.#differences), bins: this.#told.bins() },
    };
  }
}
