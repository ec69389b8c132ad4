import { type App, entityOf } from '@pipewright/definition';
import { type ReadyAutomation, readyAutomations } from '@pipewright/process';

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
