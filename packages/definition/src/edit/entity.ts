import { dropUndefined } from '../ground/drop-undefined.ts';
import type { Label } from '../ground/label.ts';
import type { App, Entity, Section } from '../model/app.ts';
import type { Field, FieldPatch } from '../model/field.ts';
import { type FieldType, SETTINGS, type Setting, takes } from '../model/field-settings.ts';
import { fieldTypes } from '../model/field-type.ts';
import { MOST_COLUMNS, MOST_SECTION_FIELDS } from '../model/limits.ts';
import { isEntry, letGo } from './let-go.ts';

/** Applies a change to one entity and gives the new definition. An unknown key changes nothing. */
export function editEntity(app: App, key: string, change: (entity: Entity) => Entity): App {
  return { ...app, entities: app.entities.map((entity) => (entity.key === key ? change(entity) : entity)) };
}

/** Changes how an entity stands in menus, and on the time lines of others. What is set to undefined is removed. */
export function updateEntity(
  app: App,
  key: string,
  patch: {
    readonly [Name in 'icon' | 'menu' | 'activityOf' | 'carries' | 'taskOf' | 'due' | 'done' | 'map' | 'duplicates']?:
      | Entity[Name]
      | undefined;
  },
): App {
  return editEntity(app, key, (entity) => dropUndefined({ ...entity, ...patch }) as Entity);
}

/** Adds an entity with a name field, a form, and a list. */
export function addEntity(app: App, key: string, name: Label): App {
  const entity: Entity = {
    key,
    name,
    plural: name,
    title: 'name',
    fields: [{ key: 'name', type: 'text', name: { en: 'Name', 'zh-CN': '名称' }, required: true, searchable: true }],
    form: [{ key: 'main', name: { en: 'Details', 'zh-CN': '基本信息' }, fields: ['name'] }],
    views: [{ key: 'all', name: { en: 'All', 'zh-CN': '全部' }, columns: ['name', 'owner', 'updated_at'] }],
    constraints: [],
  };
  const grant = { read: 'all', create: true, update: 'own', delete: 'own', hidden: [], readonly: [] } as const;
  const roles = app.roles.map((role) =>
    role.admin ? role : { ...role, grants: { ...role.grants, [key]: { ...grant, hidden: [], readonly: [] } } },
  );
  return { ...app, entities: [...app.entities, entity], roles };
}

/** A fresh field of a type, with what it needs to be usable at once. */
export function newField(app: App, key: string, type: FieldType, name: Label): Field {
  return { key, type, name, ...fieldTypes[type].starter(app) } as Field;
}

/** Adds a field to an entity, at the end of its last form section and as a column of its first list, as far as these have room for it. */
export function addField(app: App, entityKey: string, field: Field): App {
  return editEntity(app, entityKey, (entity) => ({
    ...entity,
    fields: [...entity.fields, field],
    form: atTheEnd(entity.form, field.key),
    views: entity.views.map((view, i) =>
      i === 0 && view.columns.length < MOST_COLUMNS ? { ...view, columns: [...view.columns, field.key] } : view,
    ),
  }));
}

/** A form with a field at the end of its last section; without it where that has no room. */
function atTheEnd(form: readonly Section[], key: string): Section[] {
  return form.map((section, i) => {
    if (i < form.length - 1) return section;
    const others = section.fields.filter((each) => each !== key);
    return { ...section, fields: others.length < MOST_SECTION_FIELDS ? [...others, key] : others };
  });
}

const withoutStrangers = (field: FieldPatch & Pick<Field, 'key' | 'type'>): Field => {
  const strange = (Object.keys(SETTINGS) as Setting[]).filter((setting) => !takes(field, setting));
  return dropUndefined({ ...field, ...Object.fromEntries(strange.map((setting) => [setting, undefined])) }) as Field;
};

/**
 * Changes a field's properties; the key stays. A property set to undefined is removed, and so is a setting that means nothing for the type which the
 * field then has.
 */
export function updateField(app: App, entityKey: string, key: string, patch: FieldPatch): App {
  return editEntity(app, entityKey, (entity) => ({
    ...entity,
    fields: entity.fields.map((field) => (field.key === key ? withoutStrangers({ ...field, ...patch }) : field)),
  }));
}

/** Retires a field: hidden everywhere, its values kept. Lists that name it let go of it. */
export function retireField(app: App, entityKey: string, key: string): App {
  return updateField(letGo(app, `entities.${entityKey}.fields.${key}`, isEntry), entityKey, key, { retired: true });
}

/** Brings a retired field back into use, at the end of the form where that has room. */
export function restoreField(app: App, entityKey: string, key: string): App {
  return editEntity(updateField(app, entityKey, key, { retired: undefined }), entityKey, (entity) => ({
    ...entity,
    form: atTheEnd(entity.form, key),
  }));
}

/** Moves the item at one place of a list to another. */
export function reorder<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from);
  const item = list[from];
  if (item === undefined) return [...list];
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
