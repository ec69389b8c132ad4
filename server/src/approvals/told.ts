import {
  type ApprovalAct,
  type ApprovalDetail,
  type ApprovalItem,
  entityOf,
  fieldOf,
  fieldTypes,
  grantOf,
  type Language,
  placesIn,
} from '@pipewright/definition';
import { summaryOf } from '@pipewright/process';
import type { Sight } from '@pipewright/sql';
import { readRecords, type WorkRecord } from '../about/records.ts';
import { behindText, seesBy } from '../about/sees.ts';
import { filled } from '../about/text.ts';
import type { Queryable } from '../db/pool.ts';
import type { InApp, Server } from '../door/env.ts';
import { namesOf, titlesOf } from '../door/names.ts';
import { ownSight } from '../published/own-sight.ts';
import { getRecord } from '../records/record.ts';
import { awayFor } from './away.ts';
import { type About, entityAt, stepOf } from './ground.ts';
import { actsOf, askedIn, type KeptAct, type KeptApproval } from './kept.ts';
import type { Whose } from './list.ts';
import { changedKeys, digestOf, type Seen } from './seen.ts';

interface Asking {
  readonly server: Pick<Server, 'pool' | 'apps'>;
  readonly inApp: InApp;
  readonly language: Language;
  readonly whose: Whose;
}

/** Whose approvals somebody looks at: their own, and those of people who are away and for whom they decide today. */
export async function whoseOf(db: Queryable, { published, caller, view }: InApp): Promise<Whose> {
  const away = await awayFor(db, published.key, caller.user, view.principal.today);
  return { user: caller.user, acts: [caller.user, ...away.map(({ person }) => person)], admin: view.principal.role.admin === true };
}

/** Approvals as their reader may know them; those about records out of sight are left out. */
export async function toldApprovals(asking: Asking, kept: readonly KeptApproval[]): Promise<ApprovalItem[]> {
  return (await tell(asking, kept)).map(({ item }) => item);
}

interface Told {
  readonly kept: KeptApproval;
  readonly about: About;
  readonly item: ApprovalItem;
}

async function tell({ server, inApp, language, whose }: Asking, kept: readonly KeptApproval[]): Promise<Told[]> {
  const { view, published, caller } = inApp;
  const db = server.pool;
  const titles = await titlesOf(db, view, kept);
  const seen = kept.filter(({ record }) => titles[record] !== undefined);
  const abouts = await aboutsOf(server, inApp, seen);
  const people = seen.flatMap(({ state }) => [state.starter, ...state.seats.map(({ person }) => person)]).filter((each) => each !== '');
  const names = people.length > 0 ? await namesOf(db, view, { type: 'person' }, [...new Set(people)]) : {};
  const named = (id: string) => ({ id, name: names[id] ?? '' });
  const sees = await seesBy(
    db,
    [view],
    [...abouts.values()].flatMap(({ entity, record, node }) => behindText(published.app, entity, record, node.text)),
  );
  return seen.flatMap((each) => {
    const about = abouts.get(each.id);
    if (!about) return [];
    const { entity, record, node } = about;
    const { asked, later, needed, approved, missing, escalated, phase } = summaryOf(each.state);
    const may = mayOf(each, about, whose);
    const mine = may.includes('approve') && !askedIn(each.state).includes(caller.user);
    const instead = mine ? askedIn(each.state).find((person) => whose.acts.includes(person)) : undefined;
    const item: ApprovalItem = {
      ...{ id: each.id, entity: each.entity, record: each.record, title: titles[each.record] ?? null },
      automation: published.app.automations?.find(({ key }) => key === each.automation)?.name[language] ?? each.automation,
      text: filled(published.app, entity, view.principal.role.key, record, node.text, (behind) => sees(caller.user, behind))[language],
      ...{ at: each.at, endedAt: each.endedAt, starter: each.state.starter === '' ? null : named(each.state.starter), phase },
      asked: [...new Set(asked.map(({ person }) => person))].map(named),
      later: [...new Set(later.map(({ person }) => person))].map(named),
      ...{ needed, approved, missing, escalated, due: each.due, lapse: node.deadline?.lapse ?? null },
      ...{ locked: each.locks && phase === 'open', instead: instead === undefined ? null : named(instead), may },
      digest: digestOf(entity, each.seen, record.facts),
    };
    return [{ kept: each, about, item }];
  });
}

async function aboutsOf(server: Asking['server'], inApp: InApp, kept: readonly KeptApproval[]): Promise<ReadonlyMap<string, About>> {
  const { published, view, caller } = inApp;
  const steps = new Map<string, Pick<About, 'node' | 'calendar'>>();
  for (const each of kept) {
    const found = await stepOf(server, server.pool, published, each);
    if (found) steps.set(each.id, found);
  }
  const records = new Map<string, WorkRecord>();
  const own = ownSight(published, caller.workspace, view.principal.now);
  for (const [key, those] of Map.groupBy(kept, ({ entity }) => entity)) {
    const entity = entityOf(published.app, key);
    const names = [...new Set(those.flatMap(({ id }) => placesIn(steps.get(id)?.node.text ?? { en: '', 'zh-CN': '' })))].sort();
    const ids = [...new Set(those.map(({ record }) => record))];
    if (entity) for (const [id, record] of await readRecords(server.pool, own, entity, ids, names)) records.set(id, record);
  }
  return new Map(
    kept.flatMap((each) => {
      const [entity, record, found] = [entityAt(published, each), records.get(each.record), steps.get(each.id)];
      return entity && record && found ? [[each.id, { entity, record, ...found }] as const] : [];
    }),
  );
}

/** What somebody may do with an approval; what it comes to is decided when it is done. */
function mayOf({ state }: KeptApproval, { node }: Pick<About, 'node'>, { user, acts, admin }: Whose): ApprovalAct[] {
  const { phase, starter, own } = state;
  const open = phase === 'open';
  if (!open && phase !== 'returned') return ['comment'];
  const barred = own === 'never' && user === starter;
  const asked = open && !barred && askedIn(state).some((person) => acts.includes(person));
  return [
    ...(asked ? (['approve', 'reject', ...(node.allows ?? [])] as const) : []),
    ...(user === starter ? (['withdraw', ...(open ? (['urge'] as const) : (['resubmit'] as const))] as const) : []),
    ...(open && admin && !barred && state.escalated ? (['decide'] as const) : []),
    'comment',
  ];
}

/** An approval with all that its reader may know of it; undefined where that is nothing. */
export async function toldDetail(asking: Asking, kept: KeptApproval): Promise<ApprovalDetail | undefined> {
  const { server, inApp } = asking;
  const { view } = inApp;
  const db = server.pool;
  const [told] = await tell(asking, [kept]);
  if (!told) return undefined;
  const { entity, record } = told.about;
  const hidden = grantOf(view.principal.role, entity.key).hidden;
  const fields = Object.keys(kept.seen).filter((key) => fieldOf(entity, key) && !hidden.includes(key));
  const order = new Map(entity.fields.map(({ key }, i) => [key, i]));
  fields.sort((a, b) => (order.get(a) ?? 999) - (order.get(b) ?? 999));
  const expand = fields.filter((key) => fieldTypes[(fieldOf(entity, key) ?? { type: 'text' as const }).type].names !== null);
  const json = await getRecord(db, view, entity.key, kept.record, { fields, expand });
  const story = await actsOf(db, view.schema, kept.id);
  const was = kept.state.phase === 'open' ? story.findLast(({ seen }) => seen !== null)?.seen : kept.seen;
  const changed = was ? changedKeys(entity, was, record.facts).filter((key) => fields.includes(key)) : [];
  const people = [...new Set(story.flatMap(({ by, instead, people: those }) => [by, instead, ...those]))].filter((each) => each !== null);
  const names = people.length > 0 ? await namesOf(db, view, { type: 'person' }, people) : {};
  const named = (id: string | null) => (id === null ? null : { id, name: names[id] ?? '' });
  return {
    ...told.item,
    fields,
    values: json === undefined ? {} : JSON.parse(json),
    before: changed.length > 0 ? await beforeOf(db, view, entity.key, was as Seen, changed) : null,
    story: story.map(({ at, kind, by, instead, people: those, note }: KeptAct) => ({
      ...{ kind, at, by: named(by), instead: named(instead) },
      ...{ people: those.flatMap((id) => named(id) ?? []), note },
    })),
  };
}

/** What was, of these fields, with the names of what it referred to as the reader may know them. */
async function beforeOf(db: Queryable, view: Sight, entityKey: string, was: Seen, keys: readonly string[]) {
  const entity = entityOf(view.app, entityKey);
  const names: Record<string, string | null> = {};
  for (const key of keys) {
    const field = entity && fieldOf(entity, key);
    const id = was[key];
    if (field && fieldTypes[field.type].names !== null && typeof id === 'string')
      names[key] = (await namesOf(db, view, field, [id]))[id] ?? null;
  }
  return { ...Object.fromEntries(keys.map((key) => [key, was[key] ?? null])), $names: names };
}
