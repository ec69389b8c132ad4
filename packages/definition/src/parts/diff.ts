import type { Label } from '../ground/label.ts';
import type { App } from '../model/app.ts';
import { CHILDREN, type PartKind } from './kinds.ts';
import { listsOf, type Part, type PartList, rootOf } from './parts.ts';
import { pathsAside } from './path-aside.ts';
import { PROPERTIES, type PropertyName } from './properties.ts';
import type { Shown } from './said.ts';
import { shown } from './shown.ts';

/** What a property was and is, in words; null where it had or has no value. */
export interface Turn {
  readonly from: Shown | null;
  readonly to: Shown | null;
}

/** One change between two definitions, in the words of people: what happened to which part, inside which others. */
export interface PartChange {
  readonly kind: 'added' | 'removed' | 'retired' | 'restored' | 'changed' | 'moved';
  readonly part: PartKind;
  /** The names from the outermost part to the part itself. */
  readonly names: readonly Label[];
  /** For `changed`: which properties. */
  readonly properties?: readonly PropertyName[];
  /** For `changed`: what each property was and is, where that can be said. Changes kept by earlier builds have none. */
  readonly values?: Readonly<Partial<Record<PropertyName, Turn>>>;
  readonly path: string;
}

/** The changes from one definition to another, outermost parts first. Empty when they mean the same. */
export function diff(before: App, after: App): PartChange[] {
  return compare([before, rootOf(before)], [after, rootOf(after)]);
}

/** True for what a part that is off has taken along: it is not gone. */
const standsAside = (app: App, part: Part) => pathsAside(app).has(part.path);

type Standing = readonly [App, Part];

const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** A copy with object keys in order, so that two documents that mean the same compare equal. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}

function compare([oldApp, before]: Standing, [newApp, after]: Standing): PartChange[] {
  const { kind: part, names, path } = after;
  const keys = [...new Set([...Object.keys(before.node), ...Object.keys(after.node)])].filter(
    (key) => !(key in CHILDREN[part]) && key !== 'retired',
  );
  const properties = (keys as PropertyName[]).filter((key) => !same(before.node[key], after.node[key]));
  const own: PartChange[] = [];
  if (after.node.retired && !before.node.retired) own.push({ kind: 'retired', part, names, path });
  if (!after.node.retired && before.node.retired) own.push({ kind: 'restored', part, names, path });
  if (properties.length > 0) {
    const turns = properties.flatMap((key): [string, Turn][] => {
      const kind = PROPERTIES[part][key];
      if (!kind) return [];
      const turn = { from: shown(kind, before.node[key], oldApp, before), to: shown(kind, after.node[key], newApp, after) };
      return same(turn.from, turn.to) ? [] : [[key, turn]];
    });
    own.push({ kind: 'changed', part, names, properties, values: Object.fromEntries(turns), path });
  }
  const old = new Map(listsOf(oldApp, before).map((list) => [list.path, list]));
  return [...own, ...listsOf(newApp, after).flatMap((list) => compareList(oldApp, newApp, old.get(list.path)?.parts ?? [], list, names))];
}

function compareList(oldApp: App, newApp: App, before: readonly Part[], list: PartList, names: readonly Label[]): PartChange[] {
  const old = new Map(before.map((part) => [part.key, part]));
  const fresh = list.parts;
  const changes = fresh.flatMap((part): PartChange[] => {
    const was = old.get(part.key);
    const came = standsAside(oldApp, part) ? 'restored' : 'added';
    return was ? compare([oldApp, was], [newApp, part]) : [{ kind: came, part: part.kind, names: part.names, path: part.path }];
  });
  const kept = fresh.filter((part) => old.has(part.key)).map((part) => part.key);
  const order = [...old.keys()].filter((key) => kept.includes(key));
  const left = new Set(fresh.map((part) => part.key));
  const removed = before.filter((part) => !left.has(part.key));
  return [
    ...changes,
    ...removed.map(
      (part): PartChange => ({
        kind: standsAside(newApp, part) ? 'retired' : 'removed',
        part: part.kind,
        names: part.names,
        path: part.path,
      }),
    ),
    ...(list.ordered && order.join() !== kept.join() ? [{ kind: 'moved', part: list.kind, names, path: list.path } as const] : []),
  ];
}
