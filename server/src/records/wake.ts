import type { App, Entity } from '@pipewright/definition';
import { compileOnce, wakingSql } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import type { Server } from '../door/env.ts';
import { FIRST_ID } from '../ground/id.ts';
import type { Published } from '../published/published.ts';
import { announced } from './announced.ts';
import { bySystem } from './by-system.ts';
import { save } from './save.ts';

const BATCH = 200;

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
  app: { readonly published: Published; readonly workspace: string },
  now: string,
  over: () => boolean = () => false,
): Promise<number> {
  const { entities } = app.published.app;
  let woken = 0;
  for (const entity of entities.filter((each) => wakes(app.published.app, each)))
    for (let after: string | undefined = FIRST_ID; after && !over(); ) {
      const from: string = after;
      const done = await announced(server, async (db, announce) => {
        const terms = bySystem(app, db, now, announce, { by: 'wake' });
        const { view } = terms;
        const compiled = compileOnce(view, `waking ${entity.key}`, { after: from, limit: BATCH, today: view.principal.today }, (each) => ({
          value: wakingSql(each, entity),
        }));
        const found = await rows<{ id: string; version: number }>(db, orRefuse(compiled));
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
