import { type Issue, issue } from '@pipewright/logic';
import type { Label } from '../ground/label.ts';
import type { App } from '../model/app.ts';
import type { FieldType } from '../model/field-settings.ts';
import { fieldTypes } from '../model/field-type.ts';
import type { PartKind } from './kinds.ts';
import { type Part, partsOf } from './parts.ts';

/** What is kept of a key for good: what it stood for, every name it had, and for a field every type, the latest last. */
export interface KnownKey {
  readonly kind: PartKind;
  readonly names: readonly Label[];
  readonly types?: readonly FieldType[];
}

/** Every key an app ever published, by its path. Those that the current version has not are tombstones. */
export type KnownKeys = Readonly<Record<string, KnownKey>>;

/** Kinds of part whose keys something outside the definition holds: rows, members, links. A key of another kind may be used again. */
const OUTLIVES: Readonly<Record<PartKind, boolean>> = {
  app: false,
  entity: true,
  field: true,
  option: true,
  section: false,
  view: true,
  constraint: false,
  process: false,
  ask: false,
  duplicate: false,
  map: false,
  conversion: false,
  conversion_target: false,
  pipeline: true,
  stage: true,
  gate: false,
  key_task: true,
  deliverable: false,
  status_rule: false,
  reason: true,
  role: true,
  grant: false,
  report: true,
  dimension: false,
  measure: false,
  dashboard: true,
  automation: true,
  trigger: false,
  level: false,
  band: false,
  node: false,
  case: false,
  calendar: false,
  calendar_day: false,
  app_part: false,
  standard: false,
};

const same = (a: Label | undefined, b: Label | undefined) => a?.en === b?.en && a?.['zh-CN'] === b?.['zh-CN'];
const nameOf = (part: Part) => part.names.at(-1) as Label;
const typeOf = (part: Part) => part.node.type as FieldType;

/** The keys known after a version is published. */
export function learnKeys(known: KnownKeys, app: App): KnownKeys {
  const learned = partsOf(app).map((part): [string, KnownKey] => {
    const was = Object.hasOwn(known, part.path) ? known[part.path] : undefined;
    const names = [...(was?.names ?? []).filter((name) => !same(name, nameOf(part))), nameOf(part)];
    const types = part.kind === 'field' ? { types: [...(was?.types ?? []).filter((type) => type !== typeOf(part)), typeOf(part)] } : {};
    return [part.path, { kind: part.kind, names, ...types }];
  });
  return { ...known, ...Object.fromEntries(learned) };
}

/**
 * Where a definition gives a key another meaning than it had. A field whose type is neither a harmless change nor one it had before, and a removed
 * key that comes back under a name it never had: what comes back as it was is a restoration, anything else is a new part that needs a key of its own.
 */
export function keyIssues(known: KnownKeys, current: App | undefined, next: App): Issue[] {
  const live = new Set(current ? partsOf(current).map((part) => part.path) : []);
  return partsOf(next).flatMap((part): Issue[] => {
    const was = Object.hasOwn(known, part.path) ? known[part.path] : undefined;
    if (!was || !OUTLIVES[part.kind]) return [];
    const types = was.types ?? [];
    const fits =
      part.kind !== 'field' || types.includes(typeOf(part)) || fieldTypes[types.at(-1) as FieldType].becomes.includes(typeOf(part));
    if (!fits) return [issue(part.path, 'key.reused', { field: nameOf(part) })];
    if (live.has(part.path) || was.names.some((name) => same(name, nameOf(part)))) return [];
    return [issue(part.path, 'key.removed', { name: nameOf(part), former: was.names.at(-1) as Label })];
  });
}

/** The keys of a list that are or were in use, by the list's path (`entities.deal.fields`): a new part needs another one. */
export function takenKeys(paths: readonly string[], list: string): Set<string> {
  const inside = paths.filter((path) => path.startsWith(`${list}.`)).map((path) => path.slice(list.length + 1));
  return new Set(inside.filter((key) => !key.includes('.')));
}
