import { type Issue, issue } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import type { Chance } from '../model/chance.ts';
import type { Field } from '../model/field.ts';
import { fieldAt } from '../model/field-at.ts';
import { fieldTypes, isChoice } from '../model/field-type.ts';
import type { Process } from '../model/pipeline.ts';
import { systemFields } from '../model/system-field.ts';
import { fieldsInReach } from '../model/vocabulary.ts';

/**
 * Fields that divide records into segments have few values, and say nothing of how a record ends: neither where it stands, nor what is asked for as it is
 * closed.
 */
export function checkChance(app: App, entity: Entity, process: Process, { segments }: Chance, path: string): Issue[] {
  const closing = new Set([...process.wonRequires, ...process.lostRequires, ...systemFields(entity).map(({ key }) => key)]);
  return segments.flatMap((name, i) => {
    const field = fieldAt(app, entity, name);
    const at = `${path}.segments.${i}`;
    if (!field) return [issue(at, 'unknown.field', { name })];
    if (segments.indexOf(name) < i) return [issue(at, 'chance.twice', { field: field.name })];
    if (!isChoice(field) && fieldTypes[field.type].value !== 'boolean') return [issue(at, 'chance.values', { field: field.name })];
    const far = name.includes('.') && systemFields(entity).some(({ key }) => key === name.split('.')[1]);
    return closing.has(name) || far ? [issue(at, 'chance.tells_end', { field: field.name })] : [];
  });
}

/** The fields by which records of an entity may be divided into segments, its own and those one reference away. */
export function segmentFields(app: App, entity: Entity): Field[] {
  const { process } = entity;
  if (!process) return [];
  const live = fieldsInReach(app, entity, ({ fields }) => fields.filter((field) => !field.retired));
  return live.filter(({ key }) => checkChance(app, entity, process, { segments: [key] }, '').length === 0);
}
