import { isAway } from '../db/error.ts';
import { outlast } from '../db/outlast.ts';
import type { Server } from '../door/env.ts';
import { log } from '../log/log.ts';
import type { ImportJob } from './chunk.ts';
import { runImport } from './run.ts';

/** The imports that this process runs: one that is asked to go on while it does is not run twice. */
const running = new Set<string>();

/** Runs an import to its end, also over times in which the database is away. Never throws; what a stop of the server interrupts stays `running`. */
export async function runToEnd(server: Server, app: string, actor: string, job: ImportJob): Promise<void> {
  if (running.has(job.id)) return;
  running.add(job.id);
  try {
    await outlast(
      () => runImport(server, app, actor, job),
      () => server.pool.ending,
    );
  } catch (error) {
    if (!isAway(error)) log.error({ err: error, app, import: job.id }, 'An import could not be run to its end.');
  } finally {
    running.delete(job.id);
  }
}

/** Goes on with the imports that nobody here runs although they are begun. */
export async function resumeImports(server: Server): Promise<void> {
  const { rows } = await server.pool.query<ImportJob & { app: string; actor: string }>(
    `select id, app, actor, entity, mapping, columns from pipewright.import where state = 'running'`,
  );
  for (const { app, actor, ...job } of rows) void runToEnd(server, app, actor, job);
}
