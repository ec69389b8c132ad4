import type { Server } from './http/env.ts';
import { resumeImports } from './imports/resume.ts';
import { finishIndexes } from './publish/later-index.ts';

/** Goes on with what a stop of the server or of the database interrupted: imports and indexes. Now, and each time the database comes back. */
export function goOn(server: Server): void {
  const once = () => {
    void resumeImports(server).catch(quietly);
    void finishIndexes(server.pool).catch(quietly);
  };
  server.events.onReturn(once);
  once();
}

/** A database that goes away again is heard of again when it comes back. */
function quietly(error: unknown): void {
  console.error('What was interrupted could not be gone on with yet.', error);
}
