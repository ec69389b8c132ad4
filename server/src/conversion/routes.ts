import { Attempts } from '../door/attempts.ts';
import type { Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { recordId } from '../door/guard.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { tellsOfHidden } from '../records/duplicates.ts';
import { convert } from './convert.ts';
import { conversionOffer } from './offer.ts';

/** Making one record into others. */
export function conversionRoutes(server: Server): Routes {
  // Who tries which companies are known learns of records out of sight, one a try.
  const guesses = new Attempts(30, 60_000);
  return new Routes()
    .operation('readConversion', async ({ entity, id }, c) => {
      const { user } = c.get('caller');
      if (guesses.isOver(user)) refuse('request.too_many');
      const offer = await conversionOffer(server, c.get('inApp'), { entity, id: recordId(id) }, languageOf(c));
      if (offer.targets.some(({ hidden }) => hidden.length > 0)) guesses.note(user);
      return offer;
    })
    .operation(
      'convertRecord',
      async ({ entity, id, body }, c) => {
        const { user } = c.get('caller');
        if (guesses.isOver(user)) refuse('request.too_many');
        try {
          return await convert(server, c.get('inApp'), { entity, id: recordId(id) }, body, await requestMark(c));
        } catch (error) {
          if (error instanceof Refusal && tellsOfHidden(error.issues)) guesses.note(user);
          throw error;
        }
      },
      { later: 'targets' },
    );
}
