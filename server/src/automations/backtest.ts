import { setImmediate } from 'node:timers/promises';
import { type Automation, type Backtest, type Entity, entityOf, type Language } from '@pipewright/definition';
import { addMonths } from '@pipewright/logic';
import { type BackAutomation, backAutomation, type Firing, firings, type Window } from '@pipewright/process';
import { recordIdsSql, type Sight } from '@pipewright/sql';
import { peopleFor } from '../about/people.ts';
import type { Pool, Queryable } from '../db/pool.ts';
import { rows } from '../db/pool.ts';
import { namesOf } from '../door/names.ts';
import { refuse } from '../ground/refusal.ts';
import type { WorkApp } from './apps.ts';
import { followedBy } from './back-follow.ts';
import { BackSide } from './back-side.ts';
import { storiesOf } from './back-story.ts';
import { withDraft } from './draft.ts';
import { automationsOf } from './ready.ts';
import { toldAtOnce } from './whom.ts';

/** How many records are read together, and after how many others have their turn. */
const CHUNK = 250;
const BREATH = 10;
const MINUTE_MS = 60_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** What is asked of the past. */
export interface BacktestWish {
  readonly document: unknown;
  readonly months: number;
  readonly language: Language;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What an automation of a draft would have done in the last months, beside the published one of its key, had both been at work all the time: every record is followed through its story, minute
 * by minute. People are found by the departments and roles as they are now. It only reads, a few records at a time.
 * @param view the sight of who asks, by which records and people are named
 */
export async function backtestAutomation(pool: Pool, at: WorkApp, view: Sight, wish: BacktestWish): Promise<Backtest> {
  const { now } = view.principal;
  const { app, automation } = withDraft(at, wish.document);
  const from = `${addMonths(now.slice(0, 10), -wish.months) ?? now.slice(0, 10)}${now.slice(10)}`;
  const window = { from, to: now, step: MINUTE_MS };
  const former = at.published.app.automations?.find(({ key }) => key === automation.key);
  const draft = await sideOf(pool, app, view, automation, window, wish);
  const published = former ? await sideOf(pool, at, view, former, window, wish) : null;
  return { from, to: now, draft, published };
}

async function sideOf(
  db: Pool,
  app: WorkApp,
  view: Sight,
  automation: Automation,
  window: Window,
  wish: BacktestWish,
): Promise<Backtest['draft']> {
  const { published } = app;
  const side = new BackSide(automation, published.app.timeZone, window, wish.language);
  const entity = entityOf(published.app, automation.entity);
  const ready = automationsOf(published.app).get(automation.key);
  if (entity)
    for await (const found of pastFirings(db, app, entity, automation, window)) {
      if (wish.signal?.aborted) refuse('query.too_slow');
      const wanted = found.map((firing) => ({
        firing,
        to: ready ? toldAtOnce(ready, firing.level, firing.facts) : [],
        facts: firing.facts,
      }));
      const whoIs = wanted.length > 0 ? await peopleFor(db, published.key, wanted) : () => [];
      for (const { firing, to, facts } of wanted)
        side.count(
          firing,
          whoIs(to, facts).map(({ user }) => user),
        );
    }
  const { people, records } = side.named();
  const names = people.length > 0 ? await namesOf(db, view, { type: 'person' }, [...new Set(people)]) : {};
  const titles = records.length > 0 ? await namesOf(db, view, { type: 'reference', target: automation.entity }, [...new Set(records)]) : {};
  return side.told(names, titles);
}

/** When an automation would have begun, for the records of an entity in the order of their ids, a few records at a time. */
export async function* pastFirings(
  db: Queryable,
  app: WorkApp,
  entity: Entity,
  automation: Automation,
  window: Window,
): AsyncGenerator<Firing[]> {
  const { schema, app: definition } = app.published;
  const back: BackAutomation = backAutomation(definition, entity, automation);
  const followed = await followedBy(db, definition, schema, entity, automation, window.to);
  const wish = { app: definition, schema, entity, back, followed, to: window.to };
  for (let after = BEFORE_ALL; ; ) {
    const ids = (await rows<{ id: string }>(db, recordIdsSql(schema, entity.key, after, CHUNK))).map(({ id }) => id);
    const stories = ids.length > 0 ? await storiesOf(db, wish, ids) : [];
    const found: Firing[] = [];
    for (const [i, story] of stories.entries()) {
      if (i % BREATH === 0) await setImmediate();
      found.push(...firings(back, story, window));
    }
    yield found;
    if (ids.length < CHUNK) return;
    after = ids.at(-1) ?? after;
  }
}
