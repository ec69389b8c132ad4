import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Label, TemplateSummary } from '@pipewright/definition';
import { callerOf } from '../auth/principal.ts';
import type { Queryable } from '../db/pool.ts';
import { enterApp } from '../door/enter.ts';
import type { Server } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { setRoles } from '../org/org.ts';
import { createApp } from '../publish/create-app.ts';
import { PublishedApps } from '../published/published.ts';
import { classesOf, withClasses } from './classes.ts';
import { readTemplate, readTemplates } from './read-template.ts';
import { loadSample, readSample, type SampleOrg } from './sample.ts';

/** The templates of this installation. */
export function listTemplates(dir: string): TemplateSummary[] {
  return [...readTemplates(dir)].map(([key, app]) => {
    const classes = classesOf(app);
    const { name, description } = app;
    return { key, name, description, hasSample: existsSync(join(dir, key, 'sample')), ...(classes ? { classes } : {}) };
  });
}

/** A wish for an app made from a template. */
export interface Install {
  readonly key: string;
  readonly template: string;
  readonly name?: Label | undefined;
  readonly sample: boolean;
  /** The pipelines of classes of customers. */
  readonly classes?: Readonly<Record<string, string>> | undefined;
  readonly by: string;
  readonly workspace: string;
}

/**
 * Makes an app from a template, with a schema of its own, and its sample records where wished, all in one transaction. The sample's people get their
 * roles if they are in the workspace.
 * @param along what else is done in that transaction
 */
export async function installTemplate(
  server: Server,
  { key, template, name, sample, classes, by, workspace }: Install,
  along: (db: Queryable) => Promise<void> = async () => undefined,
): Promise<void> {
  const asItIs = readTemplate(server.templatesDir, template);
  // Sample records stand in the pipelines of the template.
  if (classes && sample) refuse('template.class_sample', undefined, 'classes');
  const definition = classes ? withClasses(server.templatesDir, asItIs, classes) : asItIs;
  const app = { key, workspace, definition: name ? { ...definition, name } : definition, template, by };
  if (!sample) return createApp(server.pool, app, along);
  const org = readSample<SampleOrg>(server.templatesDir, template, 'org');
  const roles = new Map(org.people.map((person) => [person.name, person.role]));
  await createApp(server.pool, app, async (db) => {
    await along(db);
    const { rows } = await db.query<{ id: string; name: string }>(
      'select user_id as id, name from pipewright.person where workspace = $1 and user_id <> $2',
      [workspace, by],
    );
    const members = rows.flatMap((row) => (roles.has(row.name) ? [{ user: row.id, role: roles.get(row.name) as string }] : []));
    await setRoles(db, key, members);
    const caller = await callerOf(db, by, key);
    // Kept apart from the apps that others use: what is not committed may still be taken back.
    const inApp = caller && (await enterApp({ apps: new PublishedApps(server.language), pool: db }, caller, key));
    if (!inApp) throw new Error('The maker of an app has no role in it');
    await loadSample(server, db, inApp, template);
  });
  // PostgreSQL would come to it by itself, a minute later.
  await server.pool.query('analyze').catch(() => undefined);
}
