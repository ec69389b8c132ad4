import { type Issue, issue } from '@pipewright/logic';
import type { App, Entity } from '../model/app.ts';
import { isChoice } from '../model/field-type.ts';
import { MAP_CHOICES } from '../model/map.ts';
import { fieldOf } from '../model/system-field.ts';
import { targetOf } from '../model/vocabulary.ts';

/** What is wrong with the map that an entity declares: it names a record that people belong to, a reference among them, and choices. */
export function checkMap(app: App, entity: Entity, path: string): Issue[] {
  const { map, name, fields } = entity;
  if (!map) return [];
  const own = (key: string) => fields.find((field) => field.key === key && !field.retired);
  const params = { entity: name };
  const whose = targetOf(app, own(map.within));
  return [
    ...(whose && whose.key !== entity.key ? [] : [issue(`${path}.within`, 'map.within', params)]),
    ...(targetOf(app, own(map.reportsTo))?.key === entity.key ? [] : [issue(`${path}.reportsTo`, 'map.reports_to', params)]),
    ...(map.subtitle && !fieldOf(entity, map.subtitle) ? [issue(`${path}.subtitle`, 'unknown.field', { name: map.subtitle })] : []),
    ...MAP_CHOICES.flatMap((each): Issue[] => {
      const key = map[each];
      if (key === undefined) return [];
      const field = own(key);
      if (!field) return [issue(`${path}.${each}`, 'unknown.field', { name: key })];
      return isChoice(field) ? [] : [issue(`${path}.${each}`, 'map.choice', { field: field.name })];
    }),
  ];
}
