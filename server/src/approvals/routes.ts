import { APPROVAL_SHELVES, type ApprovalShelf, faults } from '@pipewright/definition';
import { callersOf } from '../auth/principal.ts';
import type { InApp, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { recordId } from '../door/guard.ts';
import { namesOf } from '../door/names.ts';
import { pageSize } from '../door/page-size.ts';
import { Routes } from '../door/route.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { getRecord } from '../records/record.ts';
import { asPublished } from '../records/stale.ts';
import { actOn } from './act.ts';
import { awayFor, awayOf, keepAway } from './away.ts';
import { approvalOf, approvalsOfRecord } from './kept.ts';
import { pageOf, todoCount } from './list.ts';
import { toldApprovals, toldDetail, whoseOf } from './told.ts';

const isShelf = (text: string): text is ApprovalShelf => (APPROVAL_SHELVES as readonly string[]).includes(text);

/** Asking people for their consent: what waits for whom, deciding it, and who decides while somebody is away. */
export function approvalRoutes(server: Server): Routes {
  return new Routes()
    .operation('listApprovals', async ({ query: { show = 'todo', after, limit } }, c) => {
      const inApp = c.get('inApp');
      const { schema } = inApp.published;
      const whose = await whoseOf(server.pool, inApp);
      const shelf = isShelf(show) ? show : 'todo';
      const page = await pageOf(server.pool, schema, shelf, whose, { after: after ?? null, limit: pageSize(limit) });
      const approvals = await toldApprovals({ server, inApp, language: languageOf(c), whose }, page.approvals);
      return { approvals, next: page.next, todo: await todoCount(server.pool, schema, whose) };
    })
    .operation('readApproval', ({ id }, c) => detail(server, c.get('inApp'), recordId(id), languageOf(c)))
    .operation('listRecordApprovals', async ({ entity, id: text }, c) => {
      const inApp = c.get('inApp');
      const id = recordId(text);
      if (!(await getRecord(server.pool, inApp.view, entity, id, { fields: [] }))) refuse('unknown.record');
      const kept = await approvalsOfRecord(server.pool, inApp.published.schema, id);
      const whose = await whoseOf(server.pool, inApp);
      return { approvals: await toldApprovals({ server, inApp, language: languageOf(c), whose }, kept) };
    })
    .operation('actOnApproval', async ({ id: text, body }, c) => {
      const id = recordId(text);
      await asPublished(server, c.get('inApp'), (inApp) => actOn(server, inApp, id, body));
      return detail(server, c.get('inApp'), id, languageOf(c));
    })
    .operation('decideApprovals', async ({ body: { act, approvals, note } }, c) => {
      const [decided, refused]: [string[], { id: string; message: string }[]] = [[], []];
      if (act === 'reject' && !note) refuse('approval.no_note', undefined, 'note');
      // One after the other: each is a decision of its own, and one that is refused keeps none of the others back.
      for (const { id, digest } of approvals)
        try {
          const wish = act === 'reject' ? ({ act, digest, note: note ?? '' } as const) : ({ act, digest, note } as const);
          await asPublished(server, c.get('inApp'), (inApp) => actOn(server, inApp, id, wish));
          decided.push(id);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          refused.push({ id, message: faults(error.issues, languageOf(c))[0]?.message ?? '' });
        }
      return { decided, refused };
    })
    .operation('readAway', async (_, c) => {
      const { published, caller, view } = c.get('inApp');
      const { today } = view.principal;
      const own = await awayOf(server.pool, published.key, caller.user, today);
      const others = await awayFor(server.pool, published.key, caller.user, today);
      const ids = [...(own ? [own.to] : []), ...others.map(({ person }) => person)];
      const names = ids.length > 0 ? await namesOf(server.pool, view, { type: 'person' }, ids) : {};
      const named = (id: string) => ({ id, name: names[id] ?? '' });
      return {
        away: own ? { from: own.from, until: own.until, to: named(own.to) } : null,
        instead: others.map(({ person, until }) => ({ person: named(person), until })),
      };
    })
    .operation('setAway', async ({ body: { away } }, c) => {
      const { published, caller } = c.get('inApp');
      if (away?.to === caller.user) refuse('away.self', undefined, 'to');
      const [standIn] = away ? await callersOf(server.pool, [away.to], published.key) : [];
      if (away && (standIn?.role === null || standIn?.workspace !== caller.workspace)) refuse('approval.nobody', undefined, 'to');
      await keepAway(server.pool, published.key, caller.user, away);
      return {};
    });
}

async function detail(server: Server, inApp: InApp, id: string, language: ReturnType<typeof languageOf>) {
  const kept = await approvalOf(server.pool, inApp.published.schema, id);
  if (!kept) return refuse('unknown.approval');
  const whose = await whoseOf(server.pool, inApp);
  return (await toldDetail({ server, inApp, language, whose }, kept)) ?? refuse('unknown.approval');
}
