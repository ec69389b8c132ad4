import type { ConversionTarget, Converted, Given, RequestMark } from '@pipewright/definition';
import type { Facts, Issue } from '@pipewright/logic';
import { issue } from '@pipewright/logic';
import { holdPeopleSql } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import type { InApp, Server } from '../door/env.ts';
import { once } from '../door/once.ts';
import { newId } from '../ground/id.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { announced } from '../records/announced.ts';
import { byPerson } from '../records/by-person.ts';
import type { Change, SaveTerms } from '../records/change.ts';
import { save } from '../records/save.ts';
import { asPublished } from '../records/stale.ts';
import { type At, beginningsOf, madeBy, type Source, sourceOf } from './source.ts';

type Wish = Given<'convertRecord'>['body'];
type Result = Converted['results'][number];

/**
 * Converts a record: makes or chooses what it becomes, in order, and keeps on both sides what came of what, or does nothing at all. Each record once, however
 * many ask for it at the same time. What is made goes through the same door as by hand, in the name and by the rights of who converts.
 */
export async function convert(server: Server, inApp: InApp, at: At, wish: Wish, request: RequestMark | undefined): Promise<Converted> {
  return asPublished(server, inApp, (current) =>
    announced(server, (db, announce) =>
      once(db, current.caller.user, request, async () => {
        const terms: SaveTerms = { ...byPerson(server, current, { by: 'convert' }), db, announce, inTransaction: true };
        await holdPeople(terms, current, at, wish);
        const source = await sourceOf(terms, current, at);
        const { version } = source.current.values;
        if (source.against) throw new Refusal([source.against]);
        if (wish.version !== undefined && wish.version !== version) refuse('version.conflict');
        return carryOut(terms, current, source, wish);
      }),
    ),
  );
}

/** Holds whoever may come to own what is made before any record is held, as every write does. */
async function holdPeople(terms: SaveTerms, current: InApp, at: At, { targets }: Wish): Promise<void> {
  const { values } = (await sourceOf({ ...terms, inTransaction: false }, current, at)).current;
  const given = Object.values(targets).map((each) => ('values' in each ? each.values.owner : undefined));
  const people = [current.caller.user, values.owner, ...given].filter((each) => typeof each === 'string');
  await rows(terms.db, holdPeopleSql([...new Set(people)]));
}

async function carryOut(terms: SaveTerms, inApp: InApp, source: Source, { targets: wishes, duplicates }: Wish): Promise<Converted> {
  const { entity, conversion, sets, current } = source;
  const strange = Object.keys(wishes).filter((key) => !conversion.targets.some((target) => target.key === key));
  if (strange[0] !== undefined) refuse('unknown.field', { name: strange[0] }, `targets.${strange[0]}`);
  const begin = beginningsOf(source, inApp);
  const issues: Issue[] = [];
  const results = new Map<string, Result>();
  for (const target of conversion.targets) {
    const wish = Object.hasOwn(wishes, target.key) ? wishes[target.key] : undefined;
    const path = `targets.${target.key}`;
    const { entity: made, create } = madeBy(inApp, target);
    if (wish && 'use' in wish) {
      results.set(target.key, { key: target.key, entity: target.entity, id: wish.use, made: false });
      continue;
    }
    if (!create) {
      issues.push(issue(path, 'conversion.choose', { entity: made.name }));
      continue;
    }
    const id = newId();
    const values = { ...begin[target.key], ...wish?.values, ...ownReferences(source, target, results) };
    const converts = new Set(target.source === undefined ? [] : [target.source]);
    const [outcome] = await save({ ...terms, converts }, [{ entity: target.entity, change: { kind: 'create', id, values, duplicates } }]);
    if (outcome && 'version' in outcome) results.set(target.key, { key: target.key, entity: target.entity, id, made: true });
    else issues.push(...below(path, outcome?.issues ?? [], lostLinks(target, results)));
  }
  const change: Change = {
    ...{ kind: 'update', id: current.values.id, version: current.values.version, duplicates },
    values: {
      ...sets,
      ...Object.fromEntries(conversion.targets.flatMap(({ key, keep }) => (results.has(key) ? [[keep, results.get(key)?.id]] : []))),
    },
  };
  const [kept] = await save({ ...terms, converts: new Set(Object.keys(change.values)) }, [{ entity: entity.key, change }]);
  if (!kept || 'issues' in kept) issues.push(...(kept?.issues ?? []).map((each) => atTarget(source, each)));
  if (issues.length > 0) throw new Refusal(issues);
  return { id: change.id ?? '', version: kept && 'version' in kept ? kept.version : 0, results: [...results.values()] };
}

/** What a new record refers to by the conversion itself: results before it, and the record that is converted. */
function ownReferences(
  { current, conversion }: Source,
  { links = {}, source }: ConversionTarget,
  results: ReadonlyMap<string, Result>,
): Facts {
  const made = Object.entries(links).flatMap(([field, key]): [string, string][] => {
    const id = conversion.targets.some((each) => each.key === key) ? results.get(key)?.id : undefined;
    return id === undefined ? [] : [[field, id]];
  });
  return Object.fromEntries([...made, ...(source === undefined ? [] : [[source, current.values.id] as const])]);
}

/** The references of a target to results that were refused themselves: of these nothing more is said. */
function lostLinks({ links = {} }: ConversionTarget, results: ReadonlyMap<string, Result>): ReadonlySet<string> {
  return new Set(Object.entries(links).flatMap(([field, key]) => (results.has(key) ? [] : [field])));
}

function below(path: string, issues: readonly Issue[], without: ReadonlySet<string>): Issue[] {
  const told = issues.filter((each) => !without.has(each.path));
  return told.map((each) => ({ ...each, path: each.path === '' ? path : `${path}.values.${each.path}` }));
}

/** An issue of the converted record; one about what was chosen stands at the target. */
function atTarget({ conversion }: Source, each: Issue): Issue {
  const target = conversion.targets.find(({ keep }) => keep === each.path);
  return { ...each, path: target ? `targets.${target.key}.use` : each.path };
}
