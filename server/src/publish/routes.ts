import {
  type App,
  advice,
  callAdvice,
  channelAdvice,
  channelsNamed,
  type DryRun,
  diff,
  faults,
  type Given,
  type HitPage,
  MAX_DOCUMENT,
  type Places,
  placesSchema,
  readApp,
  upgrade,
  type VersionSummary,
} from '@pipewright/definition';
import { inWords } from '@pipewright/sql';
import type { Context } from 'hono';
import { instantSql } from '../db/instant.ts';
import { checkShape, parseJson } from '../door/body.ts';
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
import { listRelabels } from './relabels.ts';

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

  app.operation('readDraft', async (_, c) => {
    const { draft, revision, version } = await readDraft(c);
    const { app: published } = c.get('inApp').published;
    const keys = Object.keys(await readKeys(server.pool, keyOf(c), version));
    return { definition: upgrade(JSON.parse(draft)) as App, revision, version, published, keys };
  });

  const save = async ({ body: { revision, definition } }: Given<'saveDraft'>, c: Ctx) => {
    const saved = await server.pool.query(
      'update pipewright.app set draft = $2, draft_revision = draft_revision + 1 where key = $1 and draft_revision = $3',
      [keyOf(c), JSON.stringify(definition), revision],
    );
    if (saved.rowCount === 0) refuse('draft.conflict');
    const read = readApp(definition, formerKeys(c.get('inApp').published));
    return { revision: revision + 1, issues: 'issues' in read ? faults(read.issues, languageOf(c)) : [] };
  };
  app.operation('saveDraft', save, { extent: DEFINITION, most: { characters: MAX_DOCUMENT, words: '4 MB' } });

  const draftOf = async (c: Ctx): Promise<unknown> => JSON.parse((await readDraft(c)).draft);

  app.operation('tryDraft', async ({ body }, c) => dryRun(c, await draftOf(c), body.places));
  app.operation('tryVersion', async ({ version, body }, c) => dryRun(c, await definitionOf(c, Number(version)), body.places));
  app.operation('listDraftHits', async ({ query }, c) => hits(c, await draftOf(c), query));
  app.operation('listVersionHits', async ({ version, query }, c) => hits(c, await definitionOf(c, Number(version)), query));

  const dryRun = async (c: Ctx, document: unknown, answers: Places | undefined): Promise<DryRun> => {
    const past = await readLineage(server.pool, keyOf(c));
    if (!past) return refuse('unknown.app');
    const plan = await planPublish(server.pool, keyOf(c), past, document, answers);
    // What is only not answered yet is asked, not held against the draft.
    const against = plan.issues.filter((each) => each.code !== 'publish.place_missing');
    return {
      issues: faults(against, languageOf(c)),
      advice: plan.app
        ? faults([...advice(plan.app), ...(await channelsMissed(c, plan.app)), ...(await callsMissed(c, plan.app))], languageOf(c))
        : [],
      changes: plan.app ? changesSince(past, plan.app) : [],
      steps: plan.app ? inWords(plan.steps, plan.app) : [],
      sql: plan.sql,
      impact: plan.impact,
      places: plan.questions,
      relabels: [...plan.relabels],
    };
  };

  /** Channels are made beside the definition, so that only here is known which there are. */
  const channelsMissed = async (c: Ctx, wanted: App) => {
    const named = channelsNamed(wanted);
    if (named.length === 0) return [];
    const { rows } = await server.pool.query<{ key: string }>('select key from pipewright.channel where app = $1 and key = any($2)', [
      keyOf(c),
      named,
    ]);
    return channelAdvice(wanted, new Set(rows.map(({ key }) => key)));
  };

  /** What other programs may be asked stands beside the definition as well. */
  const callsMissed = async (c: Ctx, wanted: App) => {
    if (!wanted.automations?.some(({ nodes }) => nodes.some(({ kind }) => kind === 'http'))) return [];
    const { rows } = await server.pool.query<{ hosts: string[]; secrets: { name: string; hosts: string[] }[] }>(
      `select a.call_hosts as hosts, coalesce((select json_agg(json_build_object('name', s.name, 'hosts', s.hosts)) from pipewright.secret s where s.app = a.key), '[]') as secrets
       from pipewright.app a where a.key = $1`,
      [keyOf(c)],
    );
    return callAdvice(wanted, { hosts: rows[0]?.hosts ?? [], secrets: rows[0]?.secrets ?? [], open: server.outgoing.inside });
  };

  const hits = async (c: Ctx, document: unknown, query: Given<'listDraftHits'>['query']): Promise<HitPage> => {
    const past = await readLineage(server.pool, keyOf(c));
    const read = past ? readApp(document, formerKeys(past)) : undefined;
    const said = query.places === undefined ? {} : checkShape(parseJson(query.places, 'body.json', { at: 'places' }), placesSchema);
    const view = past && read && 'value' in read ? await viewImpact(server.pool, keyOf(c), past, read.value, said) : undefined;
    return view ? listHits(server.pool, view, query.effect, query.after) : refuse('unknown.effect');
  };

  app.operation('publish', async ({ body }, c) => {
    const { draft, revision } = await readDraft(c);
    if (revision !== body.revision) refuse('draft.conflict');
    return publishAs(c, JSON.parse(draft), body);
  });

  app.operation('rollBack', async ({ body }, c) => {
    const definition = await definitionOf(c, body.version);
    const result = await publishAs(c, definition, body);
    await server.pool.query('update pipewright.app set draft = $2, draft_revision = draft_revision + 1 where key = $1', [
      keyOf(c),
      JSON.stringify(definition),
    ]);
    return result;
  });

  const publishAs = async (
    c: Ctx,
    document: unknown,
    { base, note, places: said, relabel }: Pick<Given<'publish'>['body'], 'base' | 'note' | 'places' | 'relabel'>,
  ) => {
    const wish = { key: keyOf(c), document, base, by: c.get('caller').user, note, places: said, relabel };
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

  app.operation('listRelabels', async (_, c) => ({ relabels: await listRelabels(server.pool, keyOf(c), c.get('inApp').published.app) }));

  app.operation('listVersions', async (_, c) => {
    const { rows } = await server.pool.query<VersionSummary>(
      `select v.version, ${instantSql('v.published_at')} as "publishedAt", p.name as "publishedBy", v.note, v.changes
       from pipewright.version v left join pipewright.person p on p.user_id = v.published_by where v.app = $1 order by v.version desc limit 500`,
      [keyOf(c)],
    );
    return { versions: rows };
  });

  app.operation('readVersion', ({ version }, c) => definitionOf(c, Number(version)));

  app.operation('compareVersions', async ({ version, other }, c) => {
    const [before, after] = await Promise.all([definitionOf(c, Number(version)), definitionOf(c, Number(other))]);
    return { changes: diff(before, after) };
  });

  return app;
}
