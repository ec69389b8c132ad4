import { type Entity, faults, type Given, type Language, MOST_TOGETHER, type RecordPage, type Together } from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import { compileOnce, countOf, recordsSql, type Sight } from '@pipewright/sql';
import type { Context } from 'hono';
import { ask } from '../db/ask.ts';
import { askerOf } from '../door/asker.ts';
import { Attempts } from '../door/attempts.ts';
import { entityFor, orRefuse } from '../door/entity.ts';
import type { Env, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { once } from '../door/once.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from './announced.ts';
import { byPerson } from './by-person.ts';
import type { Outcome } from './change.ts';
import { tellsOfHidden } from './duplicates.ts';
import { listPage } from './list.ts';
import { asPublished } from './stale.ts';
import { causeOf, changeTogether, type MeantRecord } from './together.ts';

type Which = Pick<Given<'changeTogether'>['body'], 'records' | 'filter' | 'search' | 'after'>;
/** A record that is meant, and what it is called as far as its person sees it. */
interface Meant extends MeantRecord {
  readonly title: string | null;
}

/** One change to many records, in the order of their ids. Each request takes some of them, in a transaction, and says where the next goes on. */
export function bulkRoutes(server: Server): Routes {
  // As with single writes: who tries which values are taken learns of records out of sight.
  const guesses = new Attempts(30, 60_000);
  const together = async (
    { entity: name, body: { records, filter, search, after, ...wish } }: Given<'changeTogether'>,
    c: Context<Env>,
  ) => {
    const { user } = c.get('caller');
    if (guesses.isOver(user)) refuse('request.too_many');
    const request = await requestMark(c);
    return asPublished(server, c.get('inApp'), async (inApp) => {
      const entity = entityFor(inApp.view, name);
      const found = await meant(server, c, inApp.view, entity, { records, filter, search, after });
      const alone = records?.length === 1 && !wish.run;
      return announced(server, (db, announce) =>
        once(db, user, request, async () => {
          const terms = { ...byPerson(server, inApp, causeOf(wish, alone)), db, announce };
          const outcomes = await changeTogether(terms, inApp, entity, found.records, { ...wish, alone });
          if (outcomes.some((each) => 'issues' in each && tellsOfHidden(each.issues))) guesses.note(user);
          return { ...told(found.records, outcomes, languageOf(c)), next: found.next };
        }),
      );
    });
  };
  return new Routes().operation('changeTogether', together, { later: 'values' });
}

/** The records of this request as their person sees them, and where the next goes on. */
async function meant(server: Server, c: Context<Env>, view: Sight, entity: Entity, { records: ids, ...which }: Which) {
  const fields = [entity.title];
  const named = (record: RecordPage['records'][number]): Meant => {
    const title = record[entity.title];
    return { id: record.id, version: record.version, title: typeof title === 'string' ? title : null };
  };
  if (ids) {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return { records: [], next: null };
    const statement = compileOnce(view, `together ${entity.key} ${countOf(wanted)}`, { records: wanted }, (each) =>
      recordsSql(each, entity, countOf(wanted), { fields }),
    );
    const found = await ask<{ j: string }>(server.pool, orRefuse(statement));
    const seen = new Map(found.map(({ j }) => named(JSON.parse(j))).map((each) => [each.id, each]));
    return { records: wanted.map((id) => seen.get(id) ?? { id, title: null }), next: null };
  }
  // Without an order of its own a list goes by ids, so that a change takes no record out of the way of those behind it.
  const query = { ...which, fields, limit: MOST_TOGETHER };
  const { person, signal } = askerOf(c);
  const text = await server.desk.list(
    { person, signal },
    () => '',
    (db) => listPage(db, view, entity.key, query),
  );
  const page = JSON.parse(text) as RecordPage;
  return { records: page.records.map(named), next: page.next };
}

/** What became of them, the refused ones by what speaks against them, in the reader's language. */
function told(records: readonly Meant[], outcomes: readonly Outcome[], language: Language): Omit<Together, 'next'> {
  const refused: { readonly record: Meant; readonly issues: readonly Issue[] }[] = [];
  let same = 0;
  for (const [i, record] of records.entries()) {
    const outcome = outcomes[i] as Outcome;
    if ('issues' in outcome) refused.push({ record, issues: outcome.issues });
    else if (outcome.kind === 'update' && Object.keys(outcome.after).length === 0) same += 1;
  }
  const groups = [...Map.groupBy(refused, ({ issues }) => JSON.stringify(issues)).values()];
  return {
    ...{ done: records.length - refused.length - same, same },
    refused: groups.map((group) => ({
      faults: faults(group[0]?.issues ?? [], language),
      count: group.length,
      records: group.map(({ record: { id, title } }) => ({ id, title })),
    })),
  };
}
