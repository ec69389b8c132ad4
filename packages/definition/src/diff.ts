import type { App } from './app.ts';
import type { Label } from './label.ts';

/** What kind of part a change touches. */
export type PartKind =
  | 'app'
  | 'entity'
  | 'field'
  | 'option'
  | 'section'
  | 'view'
  | 'constraint'
  | 'process'
  | 'pipeline'
  | 'stage'
  | 'gate'
  | 'role'
  | 'grant'
  | 'report'
  | 'dashboard';

/** One change between two definitions, in the words of people: what happened to which part, inside which others. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'retired' | 'restored' | 'changed' | 'moved';
  readonly part: PartKind;
  /** The names from the outermost part to the part itself. */
  readonly names: readonly Label[];
  /** For `changed`: which properties. */
  readonly properties?: readonly string[];
  readonly path: string;
}

type Part = { readonly key: string; readonly name?: Label; readonly message?: Label; readonly retired?: true };
type Node = Readonly<Record<string, unknown>>;

/** Which lists of parts each kind of part holds. */
const CHILDREN: Readonly<Record<PartKind, Readonly<Record<string, PartKind>>>> = {
  app: { entities: 'entity', roles: 'role', reports: 'report', dashboards: 'dashboard' },
  entity: { fields: 'field', form: 'section', views: 'view', constraints: 'constraint', process: 'process' },
  field: { options: 'option' },
  process: { pipelines: 'pipeline' },
  pipeline: { stages: 'stage' },
  stage: { gates: 'gate', entryGates: 'gate' },
  role: { grants: 'grant' },
  option: {},
  section: {},
  view: {},
  constraint: {},
  gate: {},
  grant: {},
  report: {},
  dashboard: {},
};

/** The changes from one definition to another, outermost parts first. Empty when they mean the same. */
export function diff(before: App, after: App): Change[] {
  return compare('app', before as unknown as Node, after as unknown as Node, [], '');
}

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

function compare(part: PartKind, before: Node, after: Node, names: readonly Label[], path: string): Change[] {
  const children = CHILDREN[part];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !(key in children) && key !== 'retired');
  const properties = keys.filter((key) => !same(before[key], after[key]));
  const own: Change[] = [];
  if (after.retired && !before.retired) own.push({ kind: 'retired', part, names, path });
  if (!after.retired && before.retired) own.push({ kind: 'restored', part, names, path });
  if (properties.length > 0) own.push({ kind: 'changed', part, names, properties, path });
  return [
    ...own,
    ...Object.entries(children).flatMap(([list, kind]) =>
      compareList(kind, before[list], after[list], names, `${path}${path && '.'}${list}`),
    ),
  ];
}

function partsOf(list: unknown): readonly Part[] {
  if (Array.isArray(list)) return list as Part[];
  return Object.entries((list ?? {}) as Record<string, object>).map(([key, value]) => ({ ...value, key }));
}

function compareList(kind: PartKind, before: unknown, after: unknown, names: readonly Label[], path: string): Change[] {
  if (kind === 'process') {
    if (!before || !after) return before === after ? [] : [{ kind: after ? 'added' : 'removed', part: kind, names, path }];
    return compare(kind, before as Node, after as Node, names, path);
  }
  const old = new Map(partsOf(before).map((part) => [part.key, part]));
  const fresh = partsOf(after);
  const inside = (part: Part) => [...names, part.name ?? part.message ?? { en: part.key, 'zh-CN': part.key }];
  const changes = fresh.flatMap((part): Change[] => {
    const was = old.get(part.key);
    const at = `${path}.${part.key}`;
    return was
      ? compare(kind, was as unknown as Node, part as unknown as Node, inside(part), at)
      : [{ kind: 'added', part: kind, names: inside(part), path: at }];
  });
  const kept = fresh.filter((part) => old.has(part.key)).map((part) => part.key);
  const order = [...old.keys()].filter((key) => kept.includes(key));
  const left = new Set(fresh.map((part) => part.key));
  const removed = [...old.values()].filter((part) => !left.has(part.key));
  return [
    ...changes,
    ...removed.map((part): Change => ({ kind: 'removed', part: kind, names: inside(part), path: `${path}.${part.key}` })),
    ...(Array.isArray(after) && order.join() !== kept.join() ? [{ kind: 'moved', part: kind, names, path } as const] : []),
  ];
}
