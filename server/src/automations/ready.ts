import { type App, entityOf } from '@pipewright/definition';
import { type ReadyAutomation, readyAutomations } from '@pipewright/process';
import type { Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import type { WorkApp } from './apps.ts';
import type { RunRow } from './claim.ts';

const made = new WeakMap<App, Map<string, ReadyAutomation>>();

/** The automations of an app by key, compiled once. */
export function automationsOf(app: App): ReadonlyMap<string, ReadyAutomation> {
  const known = made.get(app);
  if (known) return known;
  const all = new Map(
    [...new Set((app.automations ?? []).map(({ entity }) => entity))].flatMap((key) => {
      const entity = entityOf(app, key);
      return entity ? readyAutomations(app, entity).map((each) => [each.automation.key, each] as const) : [];
    }),
  );
  made.set(app, all);
  return all;
}

/** The automations by which a run goes on: those of the version that it began with. */
export async function definitionOf(
  server: Pick<Server, 'apps'>,
  db: Queryable,
  { published }: Pick<WorkApp, 'published'>,
  run: Pick<RunRow, 'version'>,
) {
  const app = run.version === published.version ? published.app : await server.apps.past(db, published.key, run.version);
  return automationsOf(app ?? published.app);
}
