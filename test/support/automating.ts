import type { App, Automation } from '@pipewright/definition';
import type { RunningServer } from '@pipewright/server';
import { settleRuns, tickApp, workApps } from '@pipewright/server';
import type { TestClient } from './client.ts';

export const label = (text: string) => ({ en: text, 'zh-CN': text });

/** A step that tells the owner, or who leads the owner's department, what the record is called. */
export const told = (key: string, to: 'owner' | 'manager') => ({
  ...{ key, kind: 'notify' as const, next: { done: null }, text: label('{name}') },
  to: [to === 'owner' ? ({ kind: 'owner' } as const) : ({ kind: 'manager', up: 1 } as const)],
});

/** Publishes the app as it is, with these automations instead of its own. */
export async function automate(
  admin: TestClient,
  automations: readonly Automation[],
  change: (app: App) => App = (app) => app,
): Promise<void> {
  const { definition, revision } = (await admin.get('/apps/opportunity/draft')).body as { definition: App; revision: number };
  const [{ version: base }] = (await admin.get('/apps/opportunity/versions')).body.versions;
  const saved = await admin.send('PUT', '/apps/opportunity/draft', { definition: { ...change(definition), automations }, revision });
  if (saved.status !== 200) throw new Error(saved.text);
  const published = await admin.send('POST', '/apps/opportunity/publish', { base, revision: saved.body.revision });
  if (published.status !== 200) throw new Error(published.text);
}

/** What a worker does at an instant: begins what is due, and carries on what waits until nothing does. Answers how many runs began by the clock. */
export async function passes(server: RunningServer, now: string): Promise<number> {
  const [app] = await workApps(server, server.pool, 'opportunity');
  if (!app) throw new Error('There is no app');
  const begun = await tickApp(server, app, now);
  await settleRuns(
    server,
    () => false,
    async () => now,
  );
  return begun;
}
