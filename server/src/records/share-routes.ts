import type { Server } from '../door/env.ts';
import { recordId } from '../door/guard.ts';
import { Routes } from '../door/route.ts';
import { accessOf } from './access.ts';
import { type SharesFound, type ShareWish, setShare, sharesOf } from './share.ts';

const MOST_PEOPLE = 50;

const answerOf = ({ shares, may }: SharesFound) => ({ shares, may });

/** Who has a share in one record, and who would need one. */
export function shareRoutes(server: Server): Routes {
  const app = new Routes();
  const set = async (inApp: Parameters<typeof setShare>[1], wish: ShareWish) => {
    const found = await setShare(server, inApp, wish);
    // In which entities somebody has shares is remembered with who is calling; other servers hear of it by notification.
    server.callers.forget();
    return answerOf(found);
  };
  app.operation('listShares', async ({ entity, id }, c) =>
    answerOf(await sharesOf(server.pool, c.get('inApp').view, { entity, id: recordId(id) })),
  );
  app.operation('setShare', ({ entity, id, person, body: { level } }, c) =>
    set(c.get('inApp'), { entity, id: recordId(id), person, level }),
  );
  app.operation('endShare', ({ entity, id, person }, c) => set(c.get('inApp'), { entity, id: recordId(id), person, level: null }));
  app.operation('checkAccess', ({ entity, id, query }, c) => {
    const people = [...new Set(query.people.split(','))].filter((each) => each !== '').slice(0, MOST_PEOPLE);
    return accessOf(server, c.get('inApp'), { entity, id: recordId(id) }, people);
  });
  return app;
}
