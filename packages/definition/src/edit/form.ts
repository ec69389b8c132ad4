import type { Label } from '../ground/label.ts';
import type { App } from '../model/app.ts';
import { editEntity } from './entity.ts';

/** Puts a field into a form section at a place; it leaves the section it was in. */
export function placeField(app: App, entityKey: string, field: string, section: string, index: number): App {
  return editEntity(app, entityKey, (entity) => ({
    ...entity,
    form: entity.form.map((each) => {
      const rest = each.fields.filter((key) => key !== field);
      return { ...each, fields: each.key === section ? [...rest.slice(0, index), field, ...rest.slice(index)] : rest };
    }),
  }));
}

/** Takes a field off the form; its values stay. */
export function unplaceField(app: App, entityKey: string, field: string): App {
  return editEntity(app, entityKey, (entity) => ({
    ...entity,
    form: entity.form.map((each) => ({ ...each, fields: each.fields.filter((key) => key !== field) })),
  }));
}

/** Adds an empty section at the end of a form. */
export function addSection(app: App, entityKey: string, key: string, name: Label): App {
  return editEntity(app, entityKey, (entity) => ({ ...entity, form: [...entity.form, { key, name, fields: [] }] }));
}

/** Renames a section. */
export function renameSection(app: App, entityKey: string, key: string, name: Label): App {
  return editEntity(app, entityKey, (entity) => ({
    ...entity,
    form: entity.form.map((each) => (each.key === key ? { ...each, name } : each)),
  }));
}

/** Removes a section; its fields go to the end of the one before it. The last section stays. */
export function removeSection(app: App, entityKey: string, key: string): App {
  return editEntity(app, entityKey, (entity) => {
    const index = entity.form.findIndex((each) => each.key === key);
    if (index < 0 || entity.form.length === 1) return entity;
    const fields = entity.form[index]?.fields ?? [];
    const form = entity.form.filter((each) => each.key !== key);
    const heir = Math.max(0, index - 1);
    return { ...entity, form: form.map((each, i) => (i === heir ? { ...each, fields: [...each.fields, ...fields] } : each)) };
  });
}
