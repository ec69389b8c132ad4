import { type Automation, type AutomationTrial, entityOf, type Language } from '@pipewright/definition';
import { type Due, dueAt, opensAt } from '@pipewright/process';
import type { Sight } from '@pipewright/sql';
import { peopleFor } from '../about/people.ts';
import { readRecords } from '../about/records.ts';
import { type Pool, rehearsal } from '../db/pool.ts';
import { namesOf } from '../door/names.ts';
import { ownSight } from '../published/own-sight.ts';
import type { WorkApp } from './apps.ts';
import { askedFirst } from './call-trial.ts';
import { withDraft } from './draft.ts';
import { findDue } from './due.ts';
import { automationsOf } from './ready.ts';
import { levelNamed, toldAtOnce } from './whom.ts';

/** How many of the records are named. */
const FIRST = 100;
const DAY_MS = 86_400_000;

/**
 * What an automation of a draft would begin for now, as if it were at work and nothing of it had begun yet; of one that waits for an event or a press, which records its condition holds for
 * now. Everything is taken back: nothing is written, and nobody is told.
 * @param view the sight of who asks, by which records and people are named
 */
export async function tryAutomation(pool: Pool, at: WorkApp, view: Sight, document: unknown, language: Language): Promise<AutomationTrial> {
  const { now } = view.principal;
  const { app, automation } = withDraft(at, document);
  const entity = entityOf(app.published.app, automation.entity);
  const ready = automationsOf(app.published.app).get(automation.key);
  return rehearsal(pool, async (db) => {
    const found = await findDue(db, app, automation, dueOnTrial(app, automation, now), now, { limit: FIRST, begun: 'among' });
    const ids = [...new Set(found.first.map(({ record }) => record))];
    const records = entity
      ? await readRecords(db, ownSight(app.published, app.workspace, now), entity, ids, ['owner', ...(ready?.names ?? [])])
      : new Map();
    const wanted = found.first.flatMap(({ record, level }) => {
      const facts = records.get(record)?.facts;
      return facts && ready ? [{ record, level, to: toldAtOnce(ready, level, facts), facts }] : [];
    });
    const whoIs = await peopleFor(db, app.published.key, wanted);
    const told = wanted.map((each) => ({ ...each, people: whoIs(each.to, each.facts).map(({ user }) => user) }));
    const users = [...new Set(told.flatMap(({ people }) => people))];
    const titles = ids.length > 0 ? await namesOf(db, view, { type: 'reference', target: automation.entity }, ids) : {};
    const called = users.length > 0 ? await namesOf(db, view, { type: 'person' }, users) : {};
    const levels = automation.on.kind === 'since' ? automation.on.levels.map(({ key }) => key) : [null];
    const opens = opensAt(app.published.app, automation, now);
    const requestOf = (record: string, level: string | null) => {
      const facts = records.get(record)?.facts;
      const request = facts && entity && ready && askedFirst(app.published.app, entity, ready, { level, facts }, language);
      return request ? { request } : {};
    };
    const count = (level: string | null) => found.levels.find((each) => each.level === level)?.count ?? 0;
    return {
      ...{ total: found.records, ...(opens === now ? {} : { opens }) },
      levels: levels.map((level) => ({ level: levelNamed(automation, level, language), count: count(level) })),
      hits: told.map(({ record, level, people }) => ({
        ...{ record, title: titles[record] ?? null, level: levelNamed(automation, level, language), at: opens },
        people: people.map((id) => ({ id, name: called[id] ?? '' })),
        ...requestOf(record, level),
      })),
    };
  });
}

/** What is looked for on a trial: what is due, of dates what came due within a day or lies ahead, of a schedule its last occasion; of all others everything, which only their condition narrows. */
function dueOnTrial({ published }: WorkApp, automation: Automation, now: string): Due {
  const since = automation.on.kind === 'date' ? new Date(Date.parse(now) - DAY_MS).toISOString() : '';
  return dueAt(published.app, automation, now, since) ?? { kind: 'occasion', occasion: now };
}
