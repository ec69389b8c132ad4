import { type Entity, type Field, hasTrait, isGiven, type Option, withinOf, withinRules } from '@pipewright/definition';
import { sameValue } from '@pipewright/logic';
import { sql } from 'kysely';
import { type Effect, type EntityView, effect, holds, isEmpty, newlyUnique, twinsColumn } from './effect.ts';

/** What a publish does to rows by the fields and rules of their entity. */
export function fieldEffects(each: EntityView): Effect[] {
  return [
    ...each.entity.fields.flatMap((field) => (field.retired ? [] : liveEffects(each, field))),
    ...twinEffects(each),
    ...hiddenEffects(each),
    ...constraintEffects(each),
    ...withinEffects(each),
  ];
}

const live = (options: readonly Option[] = []) => options.filter((option) => !option.retired);
const isAsked = (entity: Entity, field: Field | undefined) =>
  field !== undefined && !field.retired && isGiven(field) && (field.required === true || field.key === entity.title);

function liveEffects(each: EntityView, field: Field): Effect[] {
  const { was, entity, table } = each;
  const old = was.fields.find((one) => one.key === field.key && !one.retired);
  const at = `fields.${field.key}`;
  const column = sql.id('t', field.key);
  const effects: Effect[] = [];
  if (isAsked(entity, field) && (!isAsked(was, old) || !sameValue(old?.showIf, field.showIf))) {
    const shown = field.showIf === undefined ? sql<boolean>`true` : holds(each, field.showIf);
    effects.push(effect(each, 'required_missing', [field.name], at, sql`(${isEmpty(each, field.key)} and ${shown})`));
  }
  if (!table.columns[field.key]) return effects;
  for (const option of live(old?.options)) {
    if (live(field.options).some((one) => one.key === option.key)) continue;
    const has = hasTrait(field, 'list') ? sql<boolean>`${column} @> array[${option.key}]::text[]` : sql<boolean>`${column} = ${option.key}`;
    effects.push(effect(each, 'option_gone', [field.name, option.name], `${at}.options.${option.key}`, has));
  }
  return effects;
}

/** Values that stand in the way of a field that becomes unique. Of retired entities too, whose tables get the same indexes. */
export function twinEffects(each: EntityView): Effect[] {
  return newlyUnique(each).map((field) => {
    const twins = sql<boolean>`(${twinsColumn(field.key, 't')} > 1 and ${sql.id('t', field.key)} is not null)`;
    return { ...effect(each, 'unique_twins', [field.name], `fields.${field.key}`, twins), blocking: true as const };
  });
}

/** Fields that go out of sight, retired or removed. */
function hiddenEffects(each: EntityView): Effect[] {
  const stays = new Set(each.entity.fields.filter((field) => !field.retired).map((field) => field.key));
  const gone = each.was.fields.filter((field) => !field.retired && !stays.has(field.key) && each.table.columns[field.key]);
  return gone.map((field) => effect(each, 'field_hidden', [field.name], `fields.${field.key}`, sql`${sql.id('t', field.key)} is not null`));
}

function constraintEffects(each: EntityView): Effect[] {
  const old = new Map(each.was.constraints.map((one) => [one.key, one]));
  const fresh = each.entity.constraints.filter((one) => !sameValue(old.get(one.key)?.rule, one.rule));
  return fresh.map((one) =>
    effect(each, 'constraint_broken', [one.message], `constraints.${one.key}`, sql`(${holds(each, one.rule)}) is not true`),
  );
}

/** Records that name what belongs to another one than the narrowing field names, where that is asked for anew. */
function withinEffects(each: EntityView): Effect[] {
  const { view, was, entity } = each;
  const old = new Map(withinRules(view.before, was).map(({ key, rule }) => [key, rule]));
  return withinRules(view.after, entity).flatMap(({ key, rule }) => {
    const field = entity.fields.find((one) => one.key === key);
    const within = field && withinOf(view.after, entity, field);
    if (!within || sameValue(old.get(key), rule)) return [];
    return [effect(each, 'within_broken', [field.name, within.near.name], `fields.${key}.within`, sql`(${holds(each, rule)}) is not true`)];
  });
}
