import type { Label } from '../ground/label.ts';
import type { App, Entity } from '../model/app.ts';
import type { Automation } from '../model/automation/automation.ts';
import { stepName } from '../model/automation/chain.ts';
import { calendarsOf, type OwnDay, ownDayName } from '../model/calendar.ts';
import { fieldAt } from '../model/field-at.ts';

import { anyField, statusNames } from '../model/system-field.ts';
import { CHILDREN, type PartKind, SINGLE } from './kinds.ts';
import { isPartOn } from './part-on.ts';

/** A part's own document: its properties and the lists of parts it holds. */
export type PartNode = Readonly<Record<string, unknown>>;

/** One part of a definition, with where it stands and what people call it. */
export interface Part {
  readonly kind: PartKind;
  readonly key: string;
  /** Where it stands, by keys: `entities.deal.fields.amount`. The same in every version. */
  readonly path: string;
  /** Where it stands, by places in lists: `entities.0.fields.2`. What issues name. */
  readonly place: string;
  /** Within what its key is the only one of its kind. */
  readonly space: string;
  /** The names from the outermost part to the part itself. */
  readonly names: readonly Label[];
  /** The entity whose fields it may name; undefined above entities. */
  readonly entity: Entity | undefined;
  readonly node: PartNode;
}

/** A list of parts of one kind inside another part. */
export interface PartList {
  readonly kind: PartKind;
  readonly path: string;
  /** False where the order says nothing. */
  readonly ordered: boolean;
  readonly parts: readonly Part[];
}

const REOPEN: Label = { en: 'Reopened', 'zh-CN': '重新打开' };
const UNKNOWN: Label = { en: '…', 'zh-CN': '…' };
const COUNT: Label = { en: 'Count', 'zh-CN': '数量' };
const FORMULA: Label = { en: 'Formula', 'zh-CN': '公式' };

/** The whole app as the outermost part. One without a calendar has the standard one, so that a change of it is told as a change. */
export function rootOf(app: App): Part {
  // Whether a part is on follows from its entities, and what it took along is told where that stood.
  const parts = app.parts?.map(({ aside, ...part }) => ({ ...part, ...(isPartOn(app, part) ? {} : { retired: true }) }));
  const node: PartNode = { ...app, calendars: calendarsOf(app), parts };
  return { kind: 'app', key: '', path: '', place: '', space: '', names: [], entity: undefined, node };
}

/** Every part of a definition, each before what it holds, the app itself left out. The one fold that differences, twins, kept keys and uses are made of. */
export function partsOf(app: App): Part[] {
  const within = (part: Part): Part[] => listsOf(app, part).flatMap((list) => list.parts.flatMap((each) => [each, ...within(each)]));
  return within(rootOf(app));
}

/** The lists of parts directly inside a part. */
export function listsOf(app: App, part: Part): PartList[] {
  return Object.entries(CHILDREN[part.kind]).map(([name, kind]) => {
    const path = join(part.path, name);
    const value = part.node[name];
    const place = join(part.place, name);
    if (SINGLE.has(kind)) {
      const node = value as PartNode | undefined;
      return { kind, path, ordered: false, parts: node ? [{ ...part, kind, key: name, path, place, space: path, node }] : [] };
    }
    const nodes: [string, PartNode][] = Array.isArray(value)
      ? value.map((node: PartNode, i) => [String(i), node])
      : Object.entries((value ?? {}) as Record<string, PartNode>);
    const parts = nodes.map(([at, node]): Part => {
      const own = kind === 'calendar_day' ? node.day : node.key;
      const key = typeof own === 'string' ? own : at;
      const entity = entityFor(app, kind, key, node, part);
      const name = kind === 'node' ? stepName(part.node as unknown as Automation, key) : nameOf(app, kind, key, node, entity);
      return {
        ...{ kind, key, path: join(path, key), place: join(place, at), space: spaceOf(kind, path, part) },
        ...{ names: [...part.names, name], entity, node },
      };
    });
    return { kind, path, ordered: Array.isArray(value), parts };
  });
}

const join = (path: string, name: string) => (path ? `${path}.${name}` : name);

// Figures of a report are sorted by key whatever they are, the work of a stage is told apart by key, and a record keeps one reason whatever the status: those keys are shared.
function spaceOf(kind: PartKind, path: string, parent: Part): string {
  if (kind === 'dimension' || kind === 'measure' || kind === 'key_task' || kind === 'deliverable') return parent.path;
  return kind === 'reason' ? parent.path.slice(0, parent.path.lastIndexOf('.')) : path;
}

function entityFor(app: App, kind: PartKind, key: string, node: PartNode, parent: Part): Entity | undefined {
  const named = (name: unknown) => app.entities.find((entity) => entity.key === name);
  if (kind === 'entity' || kind === 'grant') return named(key);
  if (kind === 'deliverable' && node.entity !== undefined) return named(node.entity);
  return kind === 'report' || kind === 'automation' ? named(node.entity) : parent.entity;
}

function nameOf(app: App, kind: PartKind, key: string, node: PartNode, entity: Entity | undefined): Label {
  const given = (node.name ?? node.message) as Label | undefined;
  if (kind === 'calendar_day') return ownDayName(node as OwnDay);
  if (given) return given;
  if (kind === 'standard') return { en: `${node.days} days`, 'zh-CN': `${node.days} 天` };
  if (kind === 'conversion_target') return app.entities.find((each) => each.key === node.entity)?.name ?? UNKNOWN;
  if (kind === 'duplicate' && entity) return joined(entity, node.fields as readonly string[]);
  if (kind === 'grant' && entity) return entity.name;
  if (kind === 'status_rule') return Object.hasOwn(statusNames, key) ? statusNames[key as keyof typeof statusNames] : REOPEN;
  const field = typeof node.field === 'string' && entity ? (fieldAt(app, entity, node.field) ?? anyField(entity, node.field)) : undefined;
  return field?.name ?? (node.expression === undefined ? COUNT : FORMULA);
}

/** What several fields together are called. */
function joined(entity: Entity, keys: readonly string[]): Label {
  const names = keys.map((key) => anyField(entity, key)?.name ?? UNKNOWN);
  return { en: names.map(({ en }) => en).join(' + '), 'zh-CN': names.map((name) => name['zh-CN']).join(' + ') };
}
