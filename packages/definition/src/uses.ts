import type { App, Entity } from './app.ts';
import type { Label } from './label.ts';
import { type PartKind, partsOf } from './parts.ts';
import { PROPERTIES, type PropertyKind } from './properties.ts';
import { namesInRule } from './shown.ts';
import { anyField } from './system-field.ts';

/** A place that names a field: which property of which part. */
export interface Use {
  readonly part: PartKind;
  readonly names: readonly Label[];
  readonly property: string;
  readonly path: string;
}

/** The names of fields in a value of each kind of property that can name some. */
const NAMES: Readonly<Partial<Record<PropertyKind, (value: unknown) => readonly string[]>>> = {
  field: (value) => [String(value)],
  fields: (value) => value as string[],
  sort: (value) =>
    String(value)
      .split(',')
      .map((each) => each.replace(/^-/, '')),
  rule: namesInRule,
  expression: namesInRule,
  reach: namesInRule,
};

/** Every place that names a field, by itself or from one reference away. Retired parts are left out. */
export function uses(app: App, entityKey: string, fieldKey: string): Use[] {
  return partsOf(app).flatMap((part) => {
    if (part.node.retired || part.entity?.retired) return [];
    return Object.entries(PROPERTIES[part.kind]).flatMap(([property, kind]) => {
      const value = part.node[property];
      const names = value === undefined || value === null ? [] : (NAMES[kind]?.(value) ?? []);
      const hit = names.some((name) => isField(part.entity, name, entityKey, fieldKey));
      return hit ? [{ part: part.kind, names: part.names, property, path: part.path }] : [];
    });
  });
}

function isField(entity: Entity | undefined, name: string, entityKey: string, fieldKey: string): boolean {
  const [near = '', far] = name.split('.');
  if (!entity) return false;
  if (entity.key === entityKey && near === fieldKey) return true;
  return far === fieldKey && anyField(entity, near)?.target === entityKey;
}
