import type { Server } from '../door/env.ts';
import { recordId } from '../door/guard.ts';
import { Routes } from '../door/route.ts';
import { chanceScoreOf, chanceStateOf } from './state.ts';

/** What probabilities are made of, and how far to trust them. */
export function chanceRoutes(server: Server): Routes {
  return new Routes()
    .operation('readChance', ({ entity, id }, c) => chanceStateOf(server, c.get('inApp'), { entity, id: recordId(id) }))
    .operation('readChanceScore', ({ entity }, c) => chanceScoreOf(server, c.get('inApp'), entity));
}
