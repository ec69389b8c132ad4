import { type App, type Automation, readApp } from '@pipewright/definition';
import { orRefuse } from '../door/entity.ts';
import type { WorkApp } from './apps.ts';

/**
 * The published app with an automation of a draft in it, in the place of the one of its key or beside the others, and that automation. Refuses, in the sentences of a publish, one that
 * could not be published over the app as it is.
 */
export function withDraft(
  { published, workspace }: WorkApp,
  document: unknown,
): { readonly app: WorkApp; readonly automation: Automation } {
  const { key } = (document ?? {}) as { readonly key?: unknown };
  const others = (published.app.automations ?? []).filter((each) => each.key !== key);
  const former = new Set(published.app.entities.map((each) => each.key));
  const read: App = orRefuse(readApp({ ...published.app, automations: [...others, document] }, former));
  return { app: { published: { ...published, app: read }, workspace }, automation: read.automations?.at(-1) as Automation };
}
