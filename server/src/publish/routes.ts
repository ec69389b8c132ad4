import {
  type App,
  advice,
  type DryRun,
  diff,
  faults,
  type HitPage,
  MAX_DOCUMENT,
  type Places,
  readApp,
  upgrade,
  type VersionSummary,
} from '@pipewright/definition';
import { inWords } from '@pipewright/sql';
import type { Context } from 'hono';
import { z } from 'zod';
import { instantSql } from '../db/instant.ts';
import { checkShape, parseJson, readBody, readText } from '../door/body.ts';
import type { Env, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { DEFINITION } from '../door/json-extent.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { storedApp } from '../published/stored.ts';
import { planPublish } from './dry-run.ts';
import { listHits, viewImpact } from './impact.ts';
import { readKeys } from './keys.ts';
import { buildLaterIndexes } from './later-index.ts';
import { changesSince, formerKeys, readLineage } from './lineage.ts';
import { publishLive } from './publish.ts';

const draftBody = z.strictObject({ revision: z.int(), definition: z.looseObject({}) });
const places = z.record(z.string().max(130), z.string().max(90).nullable());
const publishBody = z.strictObject({
  base: z.int().min(0),
  revision: z.int(),
  note: z.string().max(500).optional(),
  places: places.optional(),
});
const rollbackBody = z.strictObject({
  ...{ base: z.int().min(1), version: z.int().min(1), note: z.string().max(500).optional(), places: places.optional() },
});
const dryRunBody = z.strictObject({ places: places.optional() });
const hitsQuery = z.object({ effect: z.string().min(1).max(400), after: z.uuid().optional(), places: z.string().max(20_000).optional() });

type Ctx = Context<Env>;

/** What an administrator does with an app's definition: draft, dry run, publish, versions, roll back. */
export function publishRoutes(server: Server): Routes {
  const app = new Routes();
  const keyOf = (c: Ctx) => c.get('inApp').published.key;

  const readDraft = async (c: Ctx) => {
    const { rows } = await server.pool.query<{ draft: string; revision: number; version: number }>(
      'select draft, draft_revision as revision, version from pipewright.app where key = $1',
      [keyOf(c)],
    );
    return rows[0] ?? refuse('unknown.app');
  };

  app.get('/draft', 'appAdmin', async (c) => {
    const { draft, revision, version } = await readDraft(c);
    const { app: published } = c.get('inApp').published;
    const keys = Object.keys(await readKeys(server.pool, keyOf(c), version));
    return c.json({ definition: upgrade(JSON.parse(draft)), revision, version, published, keys });
  });

  app.put('/draft', 'appAdmin', 'document', async (c) => {
    const text = await readText(c);
    if (text.length > MAX_DOCUMENT) refuse('body.too_large', { limit: '4 MB' });
    const { revision, definition } = checkShape(parseJson(text, 'body.json', { extent: DEFINITION }), draftBody);
    const saved = await server.pool.query(
      'update pipewright.app set draft = $2, draft_revision = draft_revision + 1 where key = $1 and draft_revision = $3',
      [keyOf(c), JSON.stringify(definition), revision],
    );
    if (saved.rowCount === 0) refuse('draft.conflict');
    const read = readApp(definition, formerKeys(c.get('inApp').published));
    return c.json({ revision: revision + 1, issues: 'issues' in read ? faults(read.issues, languageOf(c)) : [] });
  });

  const draftOf = async (c: Ctx): Promise<unknown> => JSON.parse((await readDraft(c)).draft);
  const versionOf = (c: Ctx): Promise<App> => definitionOf(c, Number(c.req.param('version')));

  app.post('/dry-run', 'appAdmin', 'small', async (c) => c.json(await dryRun(c, await draftOf(c))));
  app.post('/versions/:version/dry-run', 'appAdmin', 'small', async (c) => c.json(await dryRun(c, await versionOf(c))));
  app.get('/dry-run/records', 'appAdmin', async (c) => c.json(await hits(c, await draftOf(c))));
  app.get('/versions/:version/dry-run/records', 'appAdmin', async (c) => c.json(await hits(c, await versionOf(c))));

  const dryRun = async (c: Ctx, document: unknown): Promise<DryRun> => {
    const body = await readBody(c, dryRunBody);
    const past = await readLineage(server.pool, keyOf(c));
    if (!past) return refuse('unknown.app');
    const plan = await planPublish(server.pool, keyOf(c), past, document, body.places);
    // What is only not answered yet is asked, not held against the draft.
    const against = plan.issues.filter((each) => each.code !== 'publish.place_missing');
    return {
      issues: faults(against, languageOf(c)),
      advice: plan.app ? faults(advice(plan.app), languageOf(c)) : [],
      changes: plan.app ? changesSince(past, plan.app) : [],
      steps: plan.app ? inWords(plan.steps, plan.app) : [],
      sql: plan.sql,
      impact: plan.impact,
      places: plan.questions,
    };
  };

  const hits = async (c: Ctx, document: unknown): Promise<HitPage> => {
    const query = checkShape(c.req.query(), hitsQuery);
    const past = await readLineage(server.pool, keyOf(c));
    const read = past ? readApp(document, formerKeys(past)) : undefined;
    const said = query.places === undefined ? {} : checkShape(parseJson(query.places, 'body.json', { at: 'places' }), places);
    const view = past && read && 'value' in read ? await viewImpact(server.pool, keyOf(c), past, read.value, said) : undefined;
    return view ? listHits(server.pool, view, query.effect, query.after) : refuse('unknown.effect');
  };

  app.post('/publish', 'appAdmin', 'small', async (c) => {
    const body = await readBody(c, publishBody);
    const { draft, revision } = await readDraft(c);
    if (revision !== body.revision) refuse('draft.conflict');
    return c.json(await publishAs(c, JSON.parse(draft), body));
  });

  app.post('/rollback', 'appAdmin', 'small', async (c) => {
    const body = await readBody(c, rollbackBody);
    const definition = await definitionOf(c, body.version);
    const result = await publishAs(c, definition, body);
    await server.pool.query('update pipewright.app set draft = $2, draft_revision = draft_revision + 1 where key = $1', [
      keyOf(c),
      JSON.stringify(definition),
    ]);
    return c.json(result);
  });

  const publishAs = async (
    c: Ctx,
    document: unknown,
    { base, note, places: said }: { base: number; note?: string | undefined; places?: Places | undefined },
  ) => {
    const wish = { key: keyOf(c), document, base, by: c.get('caller').user, note, places: said };
    // Indexes of a version before, which are still being built, would hold the tables; all that are missing are built once this version stands.
    const result = await server.afterwards.around(
      `indexes ${wish.key}`,
      () => publishLive(server.pool, wish),
      (signal) => buildLaterIndexes(server.pool, wish.key, signal),
    );
    server.events.announce({ app: wish.key, entity: null });
    return result;
  };

  const definitionOf = async (c: Ctx, version: number): Promise<App> => {
    const { rows } = await server.pool.query<{ definition: string }>(
      'select definition from pipewright.version where app = $1 and version = $2',
      [keyOf(c), Number.isInteger(version) ? version : 0],
    );
    return storedApp(rows[0]?.definition ?? refuse('unknown.version', { version }), keyOf(c), version);
  };

  app.get('/versions', 'appAdmin', async (c) => {
    const { rows } = await server.pool.query<VersionSummary>(
      `select v.version, ${instantSql('v.published_at')} as "publishedAt", p.name as "publishedBy", v.note, v.changes
       from pipewright.version v left join pipewright.person p on p.user_id = v.published_by where v.app = $1 order by v.version desc limit 500`,
      [keyOf(c)],
    );
    return c.json({ versions: rows });
  });

  app.get('/versions/:version', 'appAdmin', async (c) => c.json(await definitionOf(c, Number(c.req.param('version')))));

  app.get('/versions/:version/changes-to/:other', 'appAdmin', async (c) => {
    const [before, after] = await Promise.all([
      definitionOf(c, Number(c.req.param('version'))),
      definitionOf(c, Number(c.req.param('other'))),
    ]);
    return c.json({ changes: diff(before, after) });
  });

  return app;
}
