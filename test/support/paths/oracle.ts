import type { App, Gate, Grant, Label, Stage } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { dealOf, type RoleKey, SAME } from './app.ts';
import { holds, type Known, namesOf } from './rule.ts';
import { standing, statusOf } from './stand.ts';
import { type Attempt, type Guess, isEmpty, knownOf, type Reason, type Row, type World, workName } from './world.ts';

/** The needs that an exception can let a record past: those of the way, not of its end. */
export const passable = ({ what }: Reason): boolean => /^(lacks (?!won\.|lost\.)|leads )/.test(what);

/** Something that must be so while a record stands somewhere. */
interface Need {
  readonly id: string;
  readonly token: string;
  readonly names: readonly string[];
  readonly met: (known: Known) => boolean;
}

const keyOf = (label: { en: string }) => /‹(.*)›/.exec(label.en)?.[1] ?? '';

const EVERYTHING: Grant = {
  read: 'all',
  create: true,
  update: 'all',
  delete: 'all',
  baseline: true,
  may: ['pause', 'future', 'void', 'reopen', 'except'],
  hidden: [],
  readonly: [],
};

/** What a role may do with deals, or with firms. */
export function grantFor(app: App, role: RoleKey, entity = 'deal'): Grant {
  const found = app.roles.find((each) => each.key === role);
  return found?.admin ? EVERYTHING : (found?.grants[entity] as Grant);
}

const filled = (id: string, key: string): Need => ({ id, token: key, names: [key], met: (known) => !isEmpty(known[key]) });
const kept = (id: string, gate: Gate): Need => ({
  id: `${id}:${gate.key}`,
  token: keyOf(gate.message),
  names: namesOf(gate.rule),
  met: (known) => holds(gate.rule, known),
});

/** What the work of a stage needs that is required: its tasks done, its papers and fields there. */
function workNeeds(pipeline: string, { key: stage, tasks = [], deliverables = [] }: Stage): Need[] {
  const at = `${pipeline}.${stage}.work`;
  const done = (key: string, name: Label, entity: string): Need => {
    const fact = workName(pipeline, stage, key);
    return { id: `${at}.${key}`, token: keyOf(name), names: [`${entity}s`], met: (known) => known[fact] === true };
  };
  return [
    ...tasks.filter(({ required }) => required).map(({ key, name }) => done(key, name, 'task')),
    ...deliverables
      .filter(({ required }) => required)
      .map(({ key, name, field, entity }) =>
        field ? { ...filled(`${at}.${key}`, field), token: keyOf(name) } : done(key, name, String(entity)),
      ),
  ];
}

/** True for what asks for work of a stage. */
export const isWork = ({ id }: Pick<Need, 'id'>) => id.includes('.work.');

/** All that is needed to stand where a row stands: to have come into each stage up to it, to have left each before it, and its end. */
export function needsOf(app: App, row: Row): Need[] {
  const { process } = dealOf(app);
  const pipeline = process.pipelines.find((each) => each.key === row.pipeline);
  const place = pipeline?.stages.findIndex((each) => each.key === row.stage) ?? -1;
  const won = row.status === 'won';
  const needs: Need[] = [];
  for (const [i, stage] of (pipeline?.stages ?? []).entries()) {
    const at = `${pipeline?.key}.${stage.key}`;
    if (i <= place || won) {
      needs.push(...(stage.entryRequired ?? []).map((key) => filled(`${at}.in.${key}`, key)));
      needs.push(...(stage.entryGates ?? []).map((gate) => kept(`${at}.in`, gate)));
    }
    if (i < place || won) {
      needs.push(...stage.required.map((key) => filled(`${at}.out.${key}`, key)));
      needs.push(...stage.gates.map((gate) => kept(`${at}.out`, gate)));
      needs.push(...workNeeds(String(pipeline?.key), stage));
    }
  }
  if (won) needs.push(...process.wonRequires.map((key) => filled(`won.${key}`, key)));
  if (row.status === 'lost') needs.push(...process.lostRequires.map((key) => filled(`lost.${key}`, key)));
  return needs;
}

/**
 * What a record that has just been written lacks: everything needed where it stands, save what it already lacked while it stood beyond it. One that is
 * no longer won stands beyond what lies before its stage, and no further.
 */
export function lacks(app: App, before: Row | null, was: Known, after: Row, now: Known, past: ReadonlySet<string> = new Set()): Need[] {
  const fresh = after.status === 'won' && before?.status !== 'won';
  const excused = new Set(
    before && !fresh
      ? needsOf(app, after.status === 'won' ? before : { ...before, status: before.status === 'won' ? 'open' : before.status })
          .filter((need) => !need.met(was))
          .map((need) => need.id)
      : [],
  );
  // Winning looks back at all of the way, but for work of stages behind; what it was let past there it is not asked for again.
  const behind = new Set(fresh && before ? needsOf(app, { ...before, status: 'open' }).map(({ id }) => id) : []);
  return needsOf(app, after).filter(
    (need) => !need.met(now) && !excused.has(need.id) && !(behind.has(need.id) && (past.has(need.id) || isWork(need))),
  );
}

const WRITABLE = ['name', 'firm', 'kind', 'amount', 'due', 'note', 'flag', 'code', 'why', 'zqsecret', 'owner'];

const HARMFUL = ['constructor', '__proto__'];

function shapeReasons(world: World, attempt: Attempt, grant: Grant): Reason[] {
  const { stage, status, pipeline, reason, until } = attempt;
  const wishes = Object.entries({ stage, status, pipeline, status_reason: reason, status_until: until });
  const wished = wishes.flatMap(([key, value]) => (value === undefined ? [] : [key]));
  const fields = new Map(dealOf(world.app).fields.map((field) => [field.key, field]));
  return [...Object.keys(attempt.values), ...wished].flatMap((key): Reason[] => {
    if (grant.hidden.includes(key)) return [{ what: `hidden field ${key} sent` }];
    if (Object.hasOwn(attempt.values, key) && !WRITABLE.includes(key)) return [{ what: `unknown or system field ${key} sent` }];
    // A key that could change what all objects are is refused before anything is read.
    const heard = fields.has(key) && !HARMFUL.some((each) => Object.hasOwn(attempt.values, each));
    if (grant.readonly.includes(key)) return [{ what: `read-only ${key} sent`, token: heard ? key : undefined }];
    return [];
  });
}

/** Says what must become of an attempt. */
export function guess(world: World, before: Row | null, attempt: Attempt): Guess {
  const { app, role, user } = world;
  const grant = grantFor(app, role);
  const own = before?.owner === user;
  const reaches = (scope: Grant['read']) => scope === 'all' || (scope === 'own' && own);
  const no = (what: string): Guess => ({ reasons: [{ what }], row: before ?? {} });
  if (attempt.kind === 'create') {
    if (!grant.create) return no('denied');
  } else {
    const gone = !isEmpty(before?.deleted_at);
    if (!before || gone !== (attempt.kind === 'restore') || !reaches(grant.read)) return no('unknown');
    if (!reaches(attempt.kind === 'update' ? grant.update : grant.delete)) return no('denied');
    if (attempt.version !== undefined && attempt.version !== before.version) return no('conflict');
    if (attempt.kind === 'delete') return { reasons: [], row: { ...before, deleted_at: 'now' } };
    if (attempt.kind === 'restore') {
      const row = { ...before, deleted_at: null };
      const taken = unique(world) && !isEmpty(before.code) && world.codes.has(String(before.code));
      if (doubles(world, before, row)) return { reasons: [{ what: 'duplicate' }], row };
      return { reasons: taken ? [{ what: 'unique', token: 'code' }] : [], row };
    }
  }
  const misshapen = shapeReasons(world, attempt, grant);
  if (misshapen.length > 0) return { reasons: misshapen, row: before ?? {} };
  const clean = Object.fromEntries(Object.entries(attempt.values).map(([key, value]) => [key, value === '' ? null : value]));
  const given: Row = graded({ ...(before ?? { owner: user, status: 'open' }), ...clean });
  const was = before ? knownOf(world, before) : {};
  const status = statusOf(world, grant, before, attempt);
  const stand = standing(world, before, was, given, status.to, attempt);
  const row: Row = { ...given, ...stand.at, status: status.to, ...status.values };
  const now = knownOf(world, row);
  const reasons = [...status.reasons, ...stand.reasons];
  const sees = (name: string) => canSee(app, role, name);
  if (!attempt.past && !stand.lost) {
    const off = offTheWay(app, before, row);
    if (off) reasons.push({ what: `leads ${off}`, token: `stage_${off}`, hidden: !sees('stage') || !sees('pipeline') });
    // What let it come where it stands must stay so; no exception is asked for that.
    const won = row.status === 'won' && before?.status !== 'won';
    const stood = new Set(before && !won ? needsOf(app, { ...before, status: 'open' }).map(({ id }) => id) : []);
    for (const need of lacks(app, before, was, row, now, world.excepted?.get(String(before?.id))))
      reasons.push({
        what: `${stood.has(need.id) ? 'kept' : 'lacks'} ${need.id}`,
        token: need.token,
        hidden: !need.names.every(sees) || !sees('stage'),
      });
  }
  reasons.push(...ruleReasons(world, before, was, row, now, attempt.past === true));
  if (unique(world) && !isEmpty(row.code) && row.code !== before?.code && world.codes.has(String(row.code)))
    reasons.push({ what: 'unique' });
  if (doubles(world, before, row)) reasons.push({ what: 'duplicate' });
  return { reasons, row };
}

/** A deal with what the rule of its grade says. */
const graded = (row: Row): Row => ({ ...row, grade: !isEmpty(row.amount) && Number(row.amount) > 100 ? 'rich' : 'poor' });

/** What a deal that is not closed shares with its duplicates; null where a part of it is empty. */
function sameKey(row: Row | null): string | null {
  const ended = ['won', 'lost', 'void'].includes(String(row?.status));
  if (!row || ended || !isEmpty(row.deleted_at) || SAME.some((key) => isEmpty(row[key]))) return null;
  return SAME.map((key) => (key === 'amount' ? Number(row[key]) : row[key])).join();
}

/** True where a deal would come to be the same as another one, in an app that lets no two be. */
function doubles({ app, deals }: World, before: Row | null, after: Row): boolean {
  const key = dealOf(app).duplicates ? sameKey(after) : null;
  if (key === null || sameKey(before) === key) return false;
  return [...(deals?.values() ?? [])].some((other) => other.id !== before?.id && sameKey(other) === key);
}

/** The stage that a record is moved to within its pipeline though the one it stood in does not lead there. */
function offTheWay(app: App, before: Row | null, after: Row): string | undefined {
  if (!before || before.pipeline !== after.pipeline || before.stage === after.stage) return undefined;
  const stages = dealOf(app).process.pipelines.find((each) => each.key === before.pipeline)?.stages ?? [];
  const [here, there] = [before.stage, after.stage].map((key) => stages.find((each) => each.key === key));
  return here?.leadsTo && there && !here.leadsTo.includes(there.key) ? there.key : undefined;
}

/** True where the role may know a name: one of the deal's own, of its firm, or what shows work to be done. */
export function canSee(app: App, role: RoleKey, name: string): boolean {
  const [near = '', far] = name.split('.');
  if (near === 'user' || name === 'today') return true;
  if (near === 'tasks' || near === 'papers') return grantFor(app, role, near.slice(0, -1)).read !== 'none';
  return !grantFor(app, role).hidden.includes(near) && (far === undefined || !grantFor(app, role, 'firm').hidden.includes(far));
}

const unique = ({ app }: World) => dealOf(app).fields.some((field) => field.key === 'code' && field.unique);

function ruleReasons(world: World, before: Row | null, was: Known, row: Row, now: Known, past: boolean): Reason[] {
  const { app, role } = world;
  const deal = dealOf(app);
  const sees = (name: string) => canSee(app, role, name);
  const shown = (rule: Rule | undefined, known: Known) => rule === undefined || holds(rule, known);
  const missing = deal.fields.filter(
    (field) =>
      (field.key === deal.title || (field.required && !past)) &&
      isEmpty(now[field.key]) &&
      shown(field.showIf, now) &&
      !(before && isEmpty(was[field.key]) && shown(field.showIf, was)),
  );
  const touched = (name: string) =>
    !before || String(row[name.split('.')[0] ?? ''] ?? '') !== String(before[name.split('.')[0] ?? ''] ?? '');
  const broken = past ? [] : deal.constraints.filter(({ rule }) => namesOf(rule).some(touched) && !holds(rule, now));
  return [
    ...missing.map((field) => ({ what: `required ${field.key}`, token: field.key, hidden: !sees(field.key) })),
    ...broken.map(({ key, rule, message }) => ({ what: `constraint ${key}`, token: keyOf(message), hidden: !namesOf(rule).every(sees) })),
  ];
}
