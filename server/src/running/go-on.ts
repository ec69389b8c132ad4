import { sweepFiles } from '../files/sweep.ts';
import { resumeImports } from '../imports/resume.ts';
import { log } from '../log/log.ts';
import { resumeLeaving } from '../org/leave.ts';
import { tidyIndexes } from '../publish/later-index.ts';
import type { RunningServer } from './server.ts';

/**
 * Goes on with what a stop of the server or of the database interrupted: imports, indexes, people who leave, what is to leave the house, notices by mail and what runs by itself. Now, and each time the database comes back, until the
 * returned function is called, which ends what would take long.
 */
export function goOn(server: RunningServer): () => void {
  const over = new AbortController();
  const once = () => {
    void resumeImports(server).catch(quietly);
    void sweepFiles(server).catch(quietly);
    void resumeLeaving(server, over.signal).catch(quietly);
    void tidyIndexes(server.pool, over.signal).catch(quietly);
  };
  server.events.onReturn(once);
  once();
  if (server.works) {
    server.deliveries.start();
    server.noticeMail.start();
    server.automations.start();
    server.calls.start();
    server.chances.start();
  }
  return () => over.abort();
}

/** A database that goes away again is heard of again when it comes back. */
function quietly(error: unknown): void {
  log.error({ err: error }, 'What was interrupted could not be gone on with yet.');
}
