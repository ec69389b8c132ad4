import type { App, Entity } from '@pipewright/definition';
import { compileOnce, wakingSql } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import type { Server } from '../door/env.ts';
import { newId } from '../ground/id.ts';
import { ownSight } from '../published/own-sight.ts';
import type { Published } from '../published/published.ts';
import { announced } from './announced.ts';
import { save } from './save.ts';

const BATCH = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** True where records of an entity come back by themselves on their day: a day is asked for, and no automation sees to it. */
function wakes({ automations = [] }: App, { key, process, retired }: Entity): boolean {
  const seen = automations.some(({ entity, on }) => entity === key && on.kind === 'date' && on.field === 'status_until');
  return !retired && process?.statuses?.future?.until === true && !seen;
}

/**
 * Opens the records again that wait for a later time whose day has come, each with the task that the rule of its reason asks for, in one transaction: once, whenever and wherever it is called, and
 * after a stop as well. What its rules do not let go stays, and is tried again. Answers how many came back.
 */
export async function wakeDue(
  server: Pick<Server, 'pool' | 'events'>,
  { published, workspace }: { readonly published: Published; readonly workspace: string },
  now: string,
  over: () => boolean = () => false,
): Promise<number> {
  let woken = 0;
  for (const entity of published.app.entities.filter((each) => wakes(published.app, each)))
    for (let after: string | undefined = FIRST; after && !over(); ) {
      const from: string = after;
      const done = await announced(server, async (db, announce) => {
        const view = ownSight(published, workspace, now);
        const compiled = compileOnce(view, `waking ${entity.key}`, { after: from, limit: BATCH, today: view.principal.today }, (each) => ({
          value: wakingSql(each, entity),
        }));
        const found = await rows<{ id: string; version: number }>(db, orRefuse(compiled));
        const terms = {
          ...{ db, published, view, announce, newId, inTransaction: true },
          actor: { kind: 'system' },
          cause: { by: 'wake' },
        } as const;
        const outcomes = await save(
          terms,
          found.map(({ id, version }) => ({ entity: entity.key, change: { kind: 'update', id, version, values: {}, status: 'open' } })),
        );
        return {
          woken: outcomes.filter((each) => !('issues' in each)).length,
          last: found.length === BATCH ? found.at(-1)?.id : undefined,
        };
      });
      woken += done.woken;
      after = done.last;
    }
  return woken;
}
