import type { App, Constraint, Entity, Section, View } from '../model/app.ts';
import type { DuplicateRule } from '../model/duplicate-rule.ts';
import type { Field } from '../model/field.ts';
import { fieldTypes, hasTrait, isGiven } from '../model/field-type.ts';
import type { PeopleMap } from '../model/map.ts';
import type { Role } from '../model/role.ts';
import { entityOf } from '../model/vocabulary.ts';
import { personConversion } from './person-conversion.ts';
import { personField } from './person-field.ts';
import { personProcess } from './person-process.ts';
import { knows, knowsRule, type Reach, reachOf } from './reach.ts';
import { passed } from './whole.ts';

/** An entity as a role may know it. */
export function personEntity(reach: Reach, entity: Entity): Entity {
  const fields = entity.fields.filter((field) => knows(reach, entity, field.key));
  const title = titleOf(entity, fields);
  const { key, name, plural, subtitle, icon, menu, activityOf, carries, origins, taskOf, due, done } = entity;
  const one = (field: string | undefined) => (field !== undefined && knows(reach, entity, field) ? field : undefined);
  return passed<Entity>({
    ...{ key, name, plural, title, icon, menu },
    subtitle: one(subtitle),
    activityOf: one(activityOf),
    ...{ taskOf: one(taskOf), due: one(due), done: one(done) },
    carries: carries?.filter((field) => knows(reach, entity, field)),
    origins: nonEmpty(origins?.filter((field) => knows(reach, entity, field))),
    fields: fields.map((field) => personField(reach, entity, field)),
    form: personForm(reach, entity),
    views: personViews(reach, entity, title),
    constraints: entity.constraints
      .filter((each) => knowsRule(reach, entity, each.rule))
      .map((each) => personConstraint(reach, entity, each)),
    process: personProcess(reach, entity),
    duplicates: personDuplicates(reach, entity),
    map: personMap(reach, entity),
    conversion: personConversion(reach, entity),
    retired: undefined,
  });
}

/** The rules by which records are duplicates, for who may know all fields of them. */
function personDuplicates(reach: Reach, entity: Entity): DuplicateRule[] | undefined {
  const known = (entity.duplicates ?? []).filter(({ fields }) => fields.every((key) => knows(reach, entity, key)));
  return known.length > 0 ? known.map(({ key, fields, act, message }) => passed<DuplicateRule>({ key, fields, act, message })) : undefined;
}

/** The map as far as it may be known; there is none without whose it is and who reports to whom. */
function personMap(reach: Reach, entity: Entity): PeopleMap | undefined {
  const { map } = entity;
  const one = (key: string | undefined) => (key !== undefined && knows(reach, entity, key) ? key : undefined);
  if (!map || !one(map.within) || !one(map.reportsTo)) return undefined;
  const { within, reportsTo, subtitle, role, attitude, influence } = map;
  const drawn = { subtitle: one(subtitle), role: one(role), attitude: one(attitude), influence: one(influence) };
  return passed<PeopleMap>({ within, reportsTo, ...drawn });
}

const nonEmpty = (keys: string[] | undefined) => (keys?.length ? keys : undefined);

/** Where the title may not be known, records go by what comes closest: their number, a text that is always there, any text, anything. */
function titleOf(entity: Entity, fields: readonly Field[]): string {
  const text = (field: Field) => isGiven(field) && hasTrait(field, 'title');
  const best =
    fields.find(({ key }) => key === entity.title) ??
    fields.find(({ type }) => fieldTypes[type].store === 'numbered') ??
    fields.find((field) => text(field) && field.required) ??
    fields.find(text) ??
    fields[0];
  return best?.key ?? entity.title;
}

function personForm(reach: Reach, entity: Entity): Section[] {
  const sections = entity.form.map(({ key, name, fields }) =>
    passed<Section>({ key, name, fields: fields.filter((field) => knows(reach, entity, field)) }),
  );
  const filled = sections.filter((section) => section.fields.length > 0);
  return filled.length > 0 ? filled : [{ key: 'main', name: entity.name, fields: [] }];
}

function personViews(reach: Reach, entity: Entity, title: string): View[] {
  const views = entity.views.flatMap((view) => personView(reach, entity, view) ?? []);
  return views.length > 0 ? views : [{ key: 'all', name: entity.plural, columns: [title] }];
}

/** A view as a role may know it; undefined where it may not know what the view asks, or nothing of what it shows. */
function personView(reach: Reach, entity: Entity, { key, name, columns, filter, sort, group }: View): View | undefined {
  const shown = columns.filter((column) => knows(reach, entity, column));
  if (shown.length === 0 || (filter !== undefined && !knowsRule(reach, entity, filter))) return undefined;
  const order = sort?.split(',').filter((word) => knows(reach, entity, word.replace(/^-/, '')));
  const by = group !== undefined && knows(reach, entity, group) ? group : undefined;
  return passed<View>({ key, name, filter, columns: shown, sort: order?.join() || undefined, group: by });
}

/** A view that somebody else made, as people of a role may know it; undefined where they may not. */
export function viewFor(app: App, role: Role, entityKey: string, view: View): View | undefined {
  const reach = reachOf(app, role);
  const entity = entityOf(app, entityKey);
  return entity && reach.names.has(entityKey) ? personView(reach, entity, view) : undefined;
}

function personConstraint(reach: Reach, entity: Entity, { key, rule, message, field }: Constraint): Constraint {
  return passed<Constraint>({ key, rule, message, field: field && knows(reach, entity, field) ? field : undefined });
}
