import {
  type App,
  type Entity,
  entityOf,
  fieldOf,
  type Grant,
  grantOf,
  type Principal,
  type Role,
  rowsFor,
  type Stage,
  surroundings,
  vocabularyOf,
} from '@pipewright/definition';
import { check, evaluate, type Facts, type Rule, type Test, type Value } from '@pipewright/logic';
import { startOfDay } from '@pipewright/process';

/** Rows of every table as rules see their values. */
export type World = ReadonlyMap<string, readonly Facts[]>;

/** A member of a role with what scopes speak of. */
export type Member = Omit<Principal, 'role'> & { readonly role: string };

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const empty = (value: Value | undefined) => value === null || value === undefined;
const waiting = (row: Facts) => ['open', 'paused', 'future'].includes(String(row.status ?? 'open'));

/**
 * The effects of a publish, counted by hand: rules by the evaluator over every row, rights person by person. Shares no line with the statements
 * that foretold them. By the id of the effect; those that hit nothing are left out.
 */
export function countByHand(
  before: App,
  after: App,
  was: World,
  now: World,
  members: readonly Member[],
  today: string,
): Map<string, number> {
  const found = new Map<string, number>();
  const say = (id: string, count: number) => count > 0 && found.set(id, count);
  const rule = (app: App, entity: Entity, each: Rule) => {
    const checked = check(each, vocabularyOf(app, entity));
    if ('issues' in checked) throw new Error(JSON.stringify(checked.issues));
    const nobody: Facts = { 'user.id': null, 'user.department': null, 'user.departments': [], today, now: startOfDay('UTC', today) };
    return (row: Facts) => evaluate(checked.value, { ...row, ...nobody });
  };
  for (const old of before.entities.filter((entity) => !entity.retired)) {
    const entity = entityOf(after, old.key);
    const then = was.get(old.key) ?? [];
    const rows = now.get(old.key) ?? [];
    const path = `entities.${old.key}`;
    const count = (id: string, list: readonly Facts[], test: (row: Facts) => boolean) => say(id, list.filter(test).length);
    if (!entity) {
      say(`entity_hidden:${path}`, rows.length);
      continue;
    }
    countFields(after, old, entity, rows, rule, count, path);
    if (!old.process) continue;
    if (!entity.process) {
      count(`process_gone:${path}.process`, then, (row) => !empty(row.stage));
      continue;
    }
    countProcess(before, after, old, entity, then, rows, rule, count, `${path}.process`);
  }
  countRoles(before, after, now, members, say);
  return found;
}

type Count = (id: string, list: readonly Facts[], test: (row: Facts) => boolean) => void;
type MakeRule = (app: App, entity: Entity, rule: Rule) => (row: Facts) => boolean;

function countFields(after: App, old: Entity, entity: Entity, rows: readonly Facts[], rule: MakeRule, count: Count, path: string) {
  const asked = (of: Entity, key: string) => {
    const field = of.fields.find((each) => each.key === key && !each.retired);
    return field !== undefined && field.type !== 'auto_number' && (field.required === true || of.title === key);
  };
  for (const field of entity.fields.filter((each) => !each.retired)) {
    const was = old.fields.find((each) => each.key === field.key && !each.retired);
    if (asked(entity, field.key) && (!asked(old, field.key) || !same(was?.showIf, field.showIf))) {
      const shown = field.showIf === undefined ? () => true : rule(after, entity, field.showIf);
      count(`required_missing:${path}.fields.${field.key}`, rows, (row) => empty(row[field.key]) && shown(row));
    }
    if (field.unique && !was?.unique) {
      const values = rows.map((row) => row[field.key]).filter((value) => !empty(value));
      count(`unique_twins:${path}.fields.${field.key}`, rows, (row) => values.filter((value) => value === row[field.key]).length > 1);
    }
    const near = entity.fields.find((each) => each.key === field.within && !each.retired);
    const by = near && entityOf(after, field.target ?? '')?.fields.find((each) => !each.retired && each.target === near.target);
    if (near && by && was?.within !== field.within)
      count(`within_broken:${path}.fields.${field.key}.within`, rows, (row) => {
        const [chosen, owner] = [row[near.key], row[`${field.key}.${by.key}`]];
        return !empty(chosen) && !empty(row[field.key]) && chosen !== owner;
      });
    for (const option of was?.options?.filter((each) => !each.retired) ?? []) {
      if (field.options?.some((each) => each.key === option.key && !each.retired)) continue;
      const has = (value: Value | undefined) => (Array.isArray(value) ? value.includes(option.key) : value === option.key);
      count(`option_gone:${path}.fields.${field.key}.options.${option.key}`, rows, (row) => has(row[field.key]));
    }
  }
  for (const field of old.fields.filter((each) => !each.retired))
    if (!entity.fields.some((each) => each.key === field.key && !each.retired))
      count(`field_hidden:${path}.fields.${field.key}`, rows, (row) => !empty(row[field.key]));
  for (const each of entity.constraints) {
    const was = old.constraints.find((one) => one.key === each.key);
    if (was && same(was.rule, each.rule)) continue;
    const holds = rule(after, entity, each.rule);
    count(`constraint_broken:${path}.constraints.${each.key}`, rows, (row) => !holds(row));
  }
}

function countProcess(
  ...[before, after, old, entity, then, rows, rule, count, path]: [
    App,
    App,
    Entity,
    Entity,
    readonly Facts[],
    readonly Facts[],
    MakeRule,
    Count,
    string,
  ]
) {
  const [was, process] = [old.process as NonNullable<Entity['process']>, entity.process as NonNullable<Entity['process']>];
  for (const pipeline of was.pipelines) {
    const stays = process.pipelines.find((each) => each.key === pipeline.key);
    for (const stage of pipeline.stages.filter((each) => !stays?.stages.some((one) => one.key === each.key))) {
      const here = (row: Facts) => row.pipeline === pipeline.key && row.stage === stage.key;
      const at = `${path}.pipelines.${pipeline.key}.stages.${stage.key}`;
      count(`stage_gone:${at}`, then, (row) => here(row) && waiting(row));
      count(`stage_gone_closed:${at}`, then, (row) => here(row) && !waiting(row));
    }
  }
  for (const pipeline of process.pipelines) {
    const oldStages = was.pipelines.find((each) => each.key === pipeline.key)?.stages ?? [];
    const place = (stages: readonly Stage[], key: unknown) => stages.findIndex((each) => each.key === key);
    pipeline.stages.forEach((stage, i) => {
      const past = oldStages.find((each) => each.key === stage.key);
      const at = `${path}.pipelines.${pipeline.key}.stages.${stage.key}`;
      // A record passed the stage (or stands in it, for what coming in asks), and where this was asked before, it did not then.
      const beyond = (row: Facts, into: boolean, known: boolean) => {
        const here = place(pipeline.stages, row.stage);
        if (row.pipeline !== pipeline.key || !waiting(row) || here < (into ? i : i + 1)) return false;
        const [old1, old2] = [place(oldStages, row.stage), place(oldStages, stage.key)];
        return !(known && old1 >= (into ? old2 : old2 + 1));
      };
      for (const [list, into] of [
        ['required', false],
        ['entryRequired', true],
      ] as const)
        for (const key of stage[list] ?? [])
          count(
            `stage_required_missing:${at}.${list}.${key}`,
            rows,
            (row) => beyond(row, into, past?.[list]?.includes(key) ?? false) && empty(row[key]),
          );
      for (const [list, into] of [
        ['gates', false],
        ['entryGates', true],
      ] as const)
        for (const gate of stage[list] ?? []) {
          const known = past?.[list]?.some((each) => each.key === gate.key && same(each.rule, gate.rule)) ?? false;
          const holds = rule(after, entity, gate.rule);
          count(`gate_unmet:${at}.${list}.${gate.key}`, rows, (row) => beyond(row, into, known) && !holds(row));
        }
    });
  }
  for (const status of ['won', 'lost'] as const) {
    const list = `${status}Requires` as const;
    for (const key of process[list].filter((each) => !was[list].includes(each)))
      count(`${status}_required_missing:${path}.${list}.${key}`, rows, (row) => row.status === status && empty(row[key]));
  }
  const chooser = (app: App, of: Entity) => {
    const list = (of.process?.pipelines ?? []).map(({ key, when }) => ({ key, when: when === null ? () => true : rule(app, of, when) }));
    return (row: Facts) => list.find(({ when }) => when(row))?.key;
  };
  const [oldChoice, choice] = [chooser(before, old), chooser(after, entity)];
  const past = new Map(then.map((row) => [row.id, row]));
  const rules = (of: Entity) => of.process?.pipelines.map(({ key, when }) => [key, when]);
  if (same(rules(old), rules(entity))) return;
  for (const { key } of process.pipelines)
    count(`pipeline_other:${path}.pipelines.${key}.when`, rows, (row) => {
      const first = past.get(row.id as Value) as Facts;
      return (row.status ?? 'open') === 'open' && row.pipeline !== key && oldChoice(row) === first.pipeline && choice(row) === key;
    });
}

function countRoles(before: App, after: App, now: World, members: readonly Member[], say: (id: string, count: number) => unknown) {
  for (const was of before.roles) {
    const role = after.roles.find((each) => each.key === was.key);
    const own = members.filter((member) => member.role === was.key);
    if (!role) {
      say(`role_gone:roles.${was.key}`, own.length);
      continue;
    }
    if (Boolean(role.admin) !== Boolean(was.admin)) say(`${role.admin ? 'admin_gained' : 'admin_lost'}:roles.${was.key}`, own.length);
    for (const entity of after.entities.filter((each) => !each.retired)) {
      const old = entityOf(before, entity.key);
      if (old) countGrant(before, after, old, entity, was, role, now.get(entity.key) ?? [], own, say);
    }
  }
}

function countGrant(
  ...[before, after, old, entity, was, role, rows, own, say]: [
    App,
    App,
    Entity,
    Entity,
    Role,
    Role,
    readonly Facts[],
    readonly Member[],
    (id: string, count: number) => unknown,
  ]
) {
  const path = `roles.${role.key}.grants.${entity.key}`;
  const [oldGrant, grant] = [grantOf(was, entity.key), grantOf(role, entity.key)];
  for (const act of ['read', 'update', 'delete'] as const) {
    if (same(oldGrant[act], grant[act])) continue;
    const [past, now] = [rowsFor(before, old, { role: was }, act), rowsFor(after, entity, { role }, act)];
    const reaches = (test: Test, row: Facts, member: Member) => evaluate(test, { ...row, ...surroundings(member) });
    const changed = (from: Test, to: Test) =>
      rows.filter((row) => own.some((member) => reaches(to, row, member) && !reaches(from, row, member))).length;
    say(`${act}_gained:${path}`, changed(past, now));
    say(`${act}_lost:${path}`, changed(now, past));
  }
  const acts = (of: Grant) => [of.create && 'create', of.baseline && 'baseline', ...(of.may ?? [])].filter(Boolean);
  if (acts(grant).some((act) => !acts(oldGrant).includes(act))) say(`acts_gained:${path}`, own.length);
  if (acts(oldGrant).some((act) => !acts(grant).includes(act))) say(`acts_lost:${path}`, own.length);
  if (oldGrant.read === 'none' || grant.read === 'none') return;
  const right = (of: Grant, key: string) => (of.hidden.includes(key) ? 'hidden' : of.readonly.includes(key) ? 'read' : 'write');
  const turns = entity.fields
    .filter((field) => !field.retired && fieldOf(old, field.key) && old.fields.some((each) => each.key === field.key))
    .map((field) => [right(oldGrant, field.key), right(grant, field.key)] as const);
  if (turns.some(([a, b]) => a !== 'hidden' && b === 'hidden')) say(`fields_hidden:${path}`, own.length);
  if (turns.some(([a, b]) => a === 'hidden' && b !== 'hidden')) say(`fields_shown:${path}`, own.length);
  if (turns.some(([a, b]) => a === 'write' && b === 'read')) say(`fields_locked:${path}`, own.length);
  if (turns.some(([a, b]) => a === 'read' && b === 'write')) say(`fields_unlocked:${path}`, own.length);
}
