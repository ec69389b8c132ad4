import type { GateException, Language } from '@pipewright/definition';
import { rehearsal } from '../db/pool.ts';
import { Attempts } from '../door/attempts.ts';
import type { InApp, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { recordId } from '../door/guard.ts';
import { Routes } from '../door/route.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { getRecord } from '../records/record.ts';
import { saveAll } from '../records/save.ts';
import { asPublished } from '../records/stale.ts';
import { answerException, changeOf, termsOf, withdrawException } from './answer.ts';
import { askException } from './ask.ts';
import { mayExcept } from './granters.ts';
import { exceptionOf, exceptionsOfRecord, waitingExceptions } from './kept.ts';
import { toldExceptions } from './told.ts';

/** Letting records past what their way asks for: asking for it, and answering. */
export function exceptionRoutes(server: Server): Routes {
  // What is asked for is tried first, as a write is: who tries which values are taken learns of records out of sight.
  const tries = new Attempts(30, 60_000);
  return new Routes()
    .operation(
      'askException',
      async ({ entity, body }, c) => {
        const { user } = c.get('caller');
        if (tries.isOver(user)) refuse('request.too_many');
        tries.note(user);
        return { id: await asPublished(server, c.get('inApp'), (inApp) => askException(server, inApp, entity, body)) };
      },
      { later: 'values' },
    )
    .operation('listExceptions', async (_, c) => {
      const inApp = c.get('inApp');
      const { published, view, caller } = inApp;
      const language = languageOf(c);
      const others = published.app.entities.filter((entity) => mayExcept(view.principal.role, entity)).map(({ key }) => key);
      const asked = others.length > 0 ? await waitingExceptions(server.pool, published.schema, { person: caller.user, others }) : [];
      const own = await waitingExceptions(server.pool, published.schema, { person: caller.user });
      const toAnswer = (await toldExceptions(server, inApp, asked, language)).filter(({ mayAnswer }) => mayAnswer);
      return { toAnswer, mine: await toldExceptions(server, inApp, own, language) };
    })
    .operation('listRecordExceptions', async ({ entity, id: text }, c) => {
      const inApp = c.get('inApp');
      const id = recordId(text);
      if (!(await getRecord(server.pool, inApp.view, entity, id, { fields: [] }))) refuse('unknown.record');
      const kept = await exceptionsOfRecord(server.pool, inApp.published.schema, id);
      return { exceptions: await toldExceptions(server, inApp, kept, languageOf(c)) };
    })
    .operation('readException', ({ id }, c) => readException(server, c.get('inApp'), recordId(id), languageOf(c)))
    .operation('answerException', async ({ id, body }, c) => {
      await asPublished(server, c.get('inApp'), (inApp) => answerException(server, inApp, recordId(id), body));
      return {};
    })
    .operation('withdrawException', async ({ id }, c) => {
      await withdrawException(server, c.get('inApp'), recordId(id));
      return {};
    });
}

/** An exception, with the record as it would be: it is done as who asked would do it, looked at as who reads it sees it, and taken back. */
async function readException(
  server: Server,
  inApp: InApp,
  id: string,
  language: Language,
): Promise<{ exception: GateException; record: Record<string, unknown> | null }> {
  const kept = (await exceptionOf(server.pool, inApp.published.schema, id)) ?? refuse('unknown.exception');
  const [exception] = await toldExceptions(server, inApp, [kept], language);
  if (!exception) return refuse('unknown.exception');
  if (kept.state !== 'asked' || !(exception.mayAnswer || exception.mayWithdraw)) return { exception, record: null };
  const record = await rehearsal(server.pool, async (db) => {
    const terms = await termsOf(server, db, inApp, kept);
    if (!terms) return undefined;
    try {
      await saveAll({ ...terms, announce: () => undefined }, [
        { entity: kept.entity, change: changeOf(kept, exception.version ?? undefined) },
      ]);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
    return getRecord(db, inApp.view, kept.entity, kept.record, {});
  });
  return { exception, record: record === undefined ? null : JSON.parse(record) };
}
