import { type DriftJson, faults, type RepairJson, sentence } from '@pipewright/definition';
import { driftIssue } from '@pipewright/sql';
import type { Context } from 'hono';
import type { Env, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { Routes } from '../door/route.ts';
import { findDrift, idleIndexes, planRepairs } from './drift.ts';
import { buildsIndexes } from './later-index.ts';
import { publishedLineage, repair } from './repair.ts';

/** Where the database differs from what the published version says and which indexes are idle, and putting it right. */
export function repairRoutes(server: Server): Routes {
  const keyOf = (c: Context<Env>) => c.get('inApp').published.key;
  return new Routes()
    .operation('findDrift', async (_, c) => {
      const lineage = await publishedLineage(server.pool, keyOf(c));
      const building = await buildsIndexes(server.pool, keyOf(c));
      const found = (await findDrift(server.pool, keyOf(c), lineage)).filter((each) => !(building && each.kind === 'index'));
      const list = planRepairs(keyOf(c), lineage, found).map(({ drift, statements, empties }): DriftJson => {
        const [fault] = faults([driftIssue(lineage.app, drift)], languageOf(c));
        const way = statements.length === 0 ? 'hand' : empties ? 'empty' : 'rebuild';
        return { path: fault?.path ?? '', code: fault?.code ?? '', message: fault?.message ?? '', harmful: drift.harmful, way };
      });
      return { drift: list, unused: faults(await idleIndexes(server.pool, keyOf(c), lineage), languageOf(c)) };
    })
    .operation('repair', async ({ body: { empty = [] } }, c) => {
      const { app, done, left } = await repair(server.pool, keyOf(c), new Set(empty));
      const language = languageOf(c);
      const answer: RepairJson = {
        done: faults(
          done.map((each) => driftIssue(app, each, 'repaired')),
          language,
        ),
        left: left.map(({ drift, reason }) => {
          const found = driftIssue(app, drift);
          return { path: found.path, code: reason.code, message: `${sentence(found, language)} ${sentence(reason, language)}` };
        }),
      };
      return answer;
    });
}
