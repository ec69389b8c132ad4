import type { Label } from '../ground/label.ts';
import type { App } from '../model/app.ts';
import type { PartKind } from './kinds.ts';
import { mentionsOf } from './mentions.ts';
import { partsOf } from './parts.ts';
import { PROPERTIES, type PropertyKind, type PropertyName } from './properties.ts';

/** A place that names a part: which property of which part. */
export interface Use {
  readonly part: PartKind;
  readonly names: readonly Label[];
  readonly property: PropertyName;
  readonly path: string;
  /** Where it stands by places in lists, as issues name it. */
  readonly place: string;
}

/**
 * Every place that names the part at a path of keys, such as `entities.deal.fields.amount`: a field, by itself or from one reference away; an option, stage,
 * pipeline or reason, where a rule compares with it; an entity; a report or a figure of one. Retired parts, and what the part itself holds, are left out.
 */
export function uses(app: App, path: string): Use[] {
  return partsOf(app).flatMap((part) => {
    if (part.node.retired || part.entity?.retired || part.path === path || part.path.startsWith(`${path}.`)) return [];
    return (Object.entries(PROPERTIES[part.kind]) as [PropertyName, PropertyKind][]).flatMap(([property, kind]) => {
      if (!mentionsOf(app, part, kind, part.node[property]).includes(path)) return [];
      return [{ part: part.kind, names: part.names, property, path: part.path, place: part.place }];
    });
  });
}
