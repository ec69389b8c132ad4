import { MOST_STORIES } from '@pipewright/definition';
import type { Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { recordId } from '../door/guard.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { answerAppeal, appeal } from './appeal.ts';
import { claim } from './claim.ts';
import { poolStateOf } from './state.ts';
import { poolStories } from './stories.ts';
import { unclaim } from './unclaim.ts';

/** Records that belong to nobody, and those about to be taken back. */
export function poolRoutes(server: Server): Routes {
  return (
    new Routes()
      .operation('claimRecord', async ({ entity, id }, c) =>
        claim(server, c.get('inApp'), { entity, id: recordId(id) }, await requestMark(c)),
      )
      .operation('unclaimRecord', ({ entity, id, body }, c) => unclaim(server, c.get('inApp'), { entity, id: recordId(id) }, body.version))
      // Before what is told of one record, whose id would stand where it says `together`.
      .operation('listPoolStories', async ({ entity, query }, c) => {
        const ids = [...new Set((query.ids ?? '').toLowerCase().split(','))].filter(isId).slice(0, MOST_STORIES);
        return { stories: await poolStories(server, c.get('inApp'), entity, ids) };
      })
      .operation('readPoolState', ({ entity, id }, c) => poolStateOf(server, c.get('inApp'), { entity, id: recordId(id) }, languageOf(c)))
      .operation('appealReclaim', async ({ entity, id, body }, c) => {
        await appeal(server, c.get('inApp'), { entity, id: recordId(id) }, body.note);
        return {};
      })
      .operation('answerAppeal', async ({ entity, id, body }, c) => {
        await answerAppeal(server, c.get('inApp'), { entity, id: recordId(id) }, body);
        return {};
      })
  );
}
