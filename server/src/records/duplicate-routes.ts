import { duplicateFields, type Given, grantOf, readsName, sentence, shapeValues } from '@pipewright/definition';
import { duplicateKey } from '@pipewright/process';
import type { Row } from '@pipewright/sql';
import type { Context } from 'hono';
import { Attempts } from '../door/attempts.ts';
import { entityFor } from '../door/entity.ts';
import type { Env, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { Routes } from '../door/route.ts';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { duplicatesOf, wordFor } from './duplicates.ts';

/** What a form asks while it is filled in: whether there is a record of which it would be a duplicate. */
export function duplicateRoutes(server: Server): Routes {
  // Who tries which values are taken learns of records out of sight, one a try.
  const guesses = new Attempts(30, 60_000);
  const find = async ({ entity: key, body }: Given<'findDuplicates'>, c: Context<Env>) => {
    const { user } = c.get('caller');
    const { view } = c.get('inApp');
    const entity = entityFor(view, key);
    const { role } = view.principal;
    const grant = grantOf(role, entity.key);
    if (!grant.create && grant.update === 'none') refuse('denied.create', { entity: entity.name });
    if (guesses.isOver(user)) refuse('request.too_many');
    const own = entity.fields.filter((field) => readsName(view.app, entity, role, field.key));
    const values: Row = { ...(shapeValues(own, body.values).values as Row), status: 'open' };
    const found = [];
    for (const rule of entity.duplicates ?? []) {
      if (!duplicateFields({ fields: own }, rule) || duplicateKey(entity, rule, values) === null) continue;
      const duplicate = (await duplicatesOf(server.pool, view, entity, rule, [{ ...values, id: body.id ?? newId() }])).get(0);
      if (duplicate) found.push({ ...duplicate, message: sentence(wordFor(view, entity, rule, duplicate), languageOf(c)) });
    }
    if (found.some(({ record }) => !record)) guesses.note(user);
    return { found };
  };
  return new Routes().operation('findDuplicates', find);
}
