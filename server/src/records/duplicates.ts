import {
  type DuplicateRule,
  duplicateFields,
  type Entity,
  fieldOf,
  grantOf,
  type Label,
  midSentence,
  readsName,
} from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { newDuplicateKeys } from '@pipewright/process';
import { compileOnce, type DuplicateRow, duplicatesSql, holdDuplicatesSql, type Row, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import { namesOf } from '../door/names.ts';
import type { Published } from '../published/published.ts';
import type { Change, Current, Duplicate, RefusedChange, SaveGround, Verdict } from './change.ts';

/** True where a write may bring a record to be a duplicate: others with the same values then wait until it is written. */
export function mayDouble(published: Published, entity: string, { kind, values, status }: Change): boolean {
  const rules = published.entity(entity)?.entity.duplicates ?? [];
  if (rules.length === 0 || kind === 'delete') return false;
  return kind !== 'update' || status !== undefined || rules.some(({ fields }) => fields.some((key) => key in values));
}

/** One write that would bring a record to share a key with others. */
interface Asked {
  readonly verdict: Verdict;
  readonly rule: DuplicateRule;
  readonly key: string;
  readonly values: Row;
}

/**
 * What speaks against changes because records that are not closed have the same values already, or one before them in the same write does. Holds what they
 * would share until all is written, so that of many at once one gets in.
 */
export async function duplicateIssues(
  scope: SaveGround,
  verdicts: readonly Verdict[],
  currents: ReadonlyMap<string, Current>,
): Promise<ReadonlyMap<Verdict, RefusedChange>> {
  const { entity } = scope.ready;
  // Samples are as whoever made them wanted them.
  if (!entity.duplicates || scope.past === 'sample') return new Map();
  const asked = verdicts.flatMap((verdict) => askedOf(scope, verdict, currents));
  if (asked.length === 0) return new Map();
  const keys = asked.map(({ rule, key }) => `duplicate ${scope.published.schema}.${entity.key} ${rule.key} ${key}`);
  await rows(scope.db, holdDuplicatesSql([...new Set(keys)].sort()));
  const found = new Map<Verdict, RefusedChange>();
  for (const [rule, those] of Map.groupBy(asked, (each) => each.rule)) {
    const stored = await duplicatesOf(
      scope.db,
      scope.view,
      entity,
      rule,
      those.map(({ verdict, values }) => ({ ...values, id: verdict.row.id })),
    );
    const first = new Set<string>();
    for (const [i, { verdict, key }] of those.entries()) {
      const duplicate = stored.get(i);
      if (found.has(verdict)) continue;
      if (duplicate) found.set(verdict, { issues: [wordFor(scope.view, entity, rule, duplicate)], duplicate });
      else if (first.has(key)) found.set(verdict, { issues: [togetherWord(scope.view, entity, rule)] });
      else first.add(key);
    }
  }
  return found;
}

/** What a write comes to share, by each rule that it has to be asked by: who says that it is another one is warned no more, and what acts by itself cannot be. */
function askedOf(scope: SaveGround, verdict: Verdict, currents: ReadonlyMap<string, Current>): Asked[] {
  const { change, row } = verdict;
  if (change.kind === 'delete') return [];
  const current = currents.get(row.id)?.values;
  const values: Row = { ...current, ...row };
  const known = change.duplicates === 'accepted' || scope.actor.kind !== 'person';
  const before = change.kind === 'update' ? (current ?? null) : null;
  return newDuplicateKeys(scope.ready.entity, before, values)
    .filter(({ rule }) => rule.act === 'block' || !known)
    .map(({ rule, key }) => ({ verdict, rule, key, values }));
}

/** For each of some records, by its place, one that is not closed and has the same values by a rule: what may be told of it. */
export async function duplicatesOf(
  db: Queryable,
  view: Sight,
  entity: Entity,
  rule: DuplicateRule,
  records: readonly (Row & { readonly id: string })[],
): Promise<ReadonlyMap<number, Duplicate>> {
  const fields = duplicateFields(entity, rule) ?? [];
  const slots = Object.fromEntries([
    ['duplicate.id', records.map(({ id }) => id)],
    ...fields.map(({ key }) => [`duplicate.${key}`, records.map((each) => String(each[key]))] as const),
  ]);
  const compiled = compileOnce(view, `duplicates ${entity.key} ${rule.key}`, slots, (each) => ({
    value: duplicatesSql(each, entity, rule),
  }));
  const found = await rows<DuplicateRow>(db, orRefuse(compiled));
  const seen = found.flatMap(({ seen: sees, id }) => (sees ? [id] : []));
  const titles = seen.length > 0 ? await namesOf(db, view, { type: 'reference', target: entity.key }, seen) : {};
  const own = !grantOf(view.principal.role, entity.key).hidden.includes('owner');
  const owners = own ? await namesOf(db, view, { type: 'person' }, [...new Set(found.flatMap(({ owner }) => owner ?? []))]) : {};
  return new Map(
    found.map(({ place, id, seen: sees, owner }) => {
      const known = sees && titles[id] !== undefined;
      const record = known ? { id, title: titles[id] ?? null } : undefined;
      return [place - 1, { rule: rule.key, act: rule.act, owner: owner === null ? null : (owners[owner] ?? null), record }];
    }),
  );
}

const NOBODY: Label = { en: 'nobody', 'zh-CN': '无' };

/** The refusal: the record as far as who asks may see it, and whose it is. */
export function wordFor(view: Sight, entity: Entity, rule: DuplicateRule, { owner, record }: Duplicate): Issue {
  const told = { message: messageOf(view, entity, rule), owner: owner ?? NOBODY };
  const { act } = rule;
  if (!record) return act === 'block' ? issue('', 'duplicate.blocked_hidden', told) : issue('', 'duplicate.warned_hidden', told);
  const all = { ...told, title: record.title ?? '–' };
  return act === 'block' ? issue('', 'duplicate.blocked', all) : issue('', 'duplicate.warned', all);
}

/** The refusal where the one that is there is written by the same request. */
function togetherWord(view: Sight, entity: Entity, rule: DuplicateRule): Issue {
  const told = { message: messageOf(view, entity, rule) };
  return rule.act === 'block' ? issue('', 'duplicate.together', told) : issue('', 'duplicate.warned_together', told);
}

/** What is said of duplicates by a rule: in its own words, else by the fields that whoever reads it may know. */
function messageOf(view: Sight, entity: Entity, rule: DuplicateRule): Label {
  if (rule.message) return rule.message;
  const { role } = view.principal;
  const known = rule.fields.filter((key) => readsName(view.app, entity, role, key)).flatMap((key) => fieldOf(entity, key)?.name ?? []);
  const { process, name } = entity;
  const there = `${process ? 'an open' : 'another'} ${midSentence(name.en, 'en')}`;
  if (known.length === 0)
    return { en: `There is ${there} like this already.`, 'zh-CN': `已有同样的${process ? '进行中' : ''}${name['zh-CN']}。` };
  const en = known.map((each) => `“${each.en}”`).join(', ');
  const zh = known.map((each) => `“${each['zh-CN']}”`).join('、');
  return {
    en: `There is ${there} with the same ${en} already.`,
    'zh-CN': `已有${zh}相同${process ? '且尚未结束' : ''}的${name['zh-CN']}。`,
  };
}

/** True for a refusal by which somebody may learn of records out of sight: that a value is taken, or that there is a duplicate. */
export function tellsOfHidden(issues: readonly Issue[]): boolean {
  return issues.some(({ code }) => code === 'value.unique' || code === 'duplicate.blocked_hidden' || code === 'duplicate.warned_hidden');
}
