import { dropUndefined } from '../ground/drop-undefined.ts';
import type { Label } from '../ground/label.ts';
import type { App } from '../model/app.ts';
import type { Automation } from '../model/automation/automation.ts';

const withAutomations = (app: App, automations: Automation[]): App =>
  dropUndefined({ ...app, automations: automations.length > 0 ? automations : undefined }) as App;

/** Adds an automation at the end. */
export function addAutomation(app: App, automation: Automation): App {
  return withAutomations(app, [...(app.automations ?? []), automation]);
}

/** Applies a change to one automation and gives the new definition. An unknown key changes nothing. */
export function editAutomation(app: App, key: string, change: (automation: Automation) => Automation): App {
  return withAutomations(
    app,
    (app.automations ?? []).map((each) => (each.key === key ? change(each) : each)),
  );
}

/** Changes properties of an automation; the key stays. A property set to undefined is removed. */
export function updateAutomation(
  app: App,
  key: string,
  patch: { readonly [Name in Exclude<keyof Automation, 'key' | 'on' | 'start' | 'nodes'>]?: Automation[Name] | undefined },
): App {
  return editAutomation(app, key, (each) => dropUndefined({ ...each, ...patch }) as Automation);
}

/** Removes an automation. Runs that it began keep what they need. */
export function removeAutomation(app: App, key: string): App {
  return withAutomations(
    app,
    (app.automations ?? []).filter((each) => each.key !== key),
  );
}

/** Adds a copy of an automation under a key and a name of its own, right behind it. */
export function copyAutomation(app: App, key: string, copy: { readonly key: string; readonly name: Label }): App {
  return withAutomations(
    app,
    (app.automations ?? []).flatMap((each) => (each.key === key ? [each, { ...structuredClone(each), ...copy }] : [each])),
  );
}
