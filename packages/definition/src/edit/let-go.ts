import { sortNames } from '../ground/sort-names.ts';
import type { App } from '../model/app.ts';
import type { ByRule } from '../model/by-rule.ts';
import type { Chance } from '../model/chance.ts';
import type { PartKind } from '../parts/kinds.ts';
import { mentionsOf } from '../parts/mentions.ts';
import { type Part, type PartNode, partsOf } from '../parts/parts.ts';
import { PROPERTIES, type PropertyKind, type PropertyName } from '../parts/properties.ts';
import { type Use, uses } from '../parts/uses.ts';

/**
 * How a place lets go of what it names: an `entry` of a list goes, the `property` goes, or the whole `part` with it. What stands nowhere here a person
 * must decide: who sees which rows, which records a view or a figure is about, what a record is called.
 */
const WAYS: Readonly<Partial<Record<`${PartKind}.${string}`, 'entry' | 'property' | 'part'>>> = {
  'section.fields': 'entry',
  'view.columns': 'entry',
  'view.sort': 'entry',
  'view.group': 'property',
  'process.wonRequires': 'entry',
  'process.lostRequires': 'entry',
  'process.chance': 'entry',
  'pipeline.wonValues': 'entry',
  'stage.required': 'entry',
  'stage.entryRequired': 'entry',
  'report.sort': 'entry',
  'dashboard.tiles': 'entry',
  'entity.subtitle': 'property',
  'entity.activityOf': 'property',
  'entity.carries': 'entry',
  'entity.due': 'property',
  'entity.taskOf': 'property',
  'key_task.by': 'property',
  'deliverable.field': 'part',
  'deliverable.link': 'part',
  'deliverable.entity': 'part',
  'entity.origins': 'entry',
  'report.time': 'property',
  'process.amount': 'property',
  'process.closeDate': 'property',
  'field.within': 'property',
  'conversion_target.match': 'entry',
  'conversion_target.source': 'property',
  'process.nextStep': 'property',
  'process.nextStepDate': 'property',
  'constraint.field': 'property',
  'field.showIf': 'property',
  'field.default': 'property',
  'field.byRule': 'property',
  'constraint.rule': 'part',
  'gate.rule': 'part',
  'stage.facts': 'entry',
  'process.buying': 'entry',
  'map.within': 'part',
  'map.reportsTo': 'part',
  'map.subtitle': 'property',
  'map.role': 'property',
  'map.attitude': 'property',
  'map.influence': 'property',
  'ask.when': 'part',
  'ask.field': 'part',
  'dimension.field': 'part',
  'measure.field': 'part',
  'measure.expression': 'part',
  'automation.calendar': 'property',
  'measure.from': 'part',
  'measure.to': 'part',
  // Without one of its fields a rule would be stricter than anybody said.
  'duplicate.fields': 'part',
  'standard.when': 'part',
};

/** Lists of which nothing is left where they would be empty. */
const EMPTIED: ReadonlySet<string> = new Set(['sort', 'default', 'origins']);

const wayOf = (use: Use) => WAYS[`${use.part}.${use.property}`];

/** The uses of a part that can let go of it without anything being lost: it is an entry of a list there. */
export function isEntry(use: Use): boolean {
  return wayOf(use) === 'entry';
}

/** The uses of a part that can be cleaned up: what names it goes. */
export function isCleanable(use: Use): boolean {
  return wayOf(use) !== undefined;
}

/** Makes the chosen uses of the part at a path let go of it; those that a person must decide stay as they are. */
export function letGo(app: App, path: string, chosen: (use: Use) => boolean): App {
  const found = uses(app, path).filter((use) => isCleanable(use) && chosen(use));
  if (found.length === 0) return app;
  const whole = found.filter((use) => wayOf(use) === 'part');
  const gone = new Set(whole.map((use) => use.place));
  const changed = new Map<string, PartNode>();
  const parts = new Map(partsOf(app).map((part) => [part.place, part]));
  for (const { place, property } of found.filter((use) => !gone.has(use.place))) {
    const part = parts.get(place) as Part;
    changed.set(place, without(app, { ...part, node: changed.get(place) ?? part.node }, property, path));
  }
  const next = rebuilt(app, '', changed, gone) as App;
  // A figure that went may be what a report is sorted by; a report without figures is none.
  const figures = whole.filter((use) => use.part === 'dimension' || use.part === 'measure');
  const sorted = figures.reduce((sum, figure) => letGo(sum, figure.path, isEntry), next);
  const empty = sorted.reports.filter((report) => report.measures.length === 0);
  return empty.reduce<App>(
    (sum, { key }) => ({ ...letGo(sum, `reports.${key}`, isEntry), reports: sum.reports.filter((report) => report.key !== key) }),
    sorted,
  );
}

function without(app: App, part: Part, property: PropertyName, path: string): PartNode {
  const kind = PROPERTIES[part.kind][property] as PropertyKind;
  const value = part.node[property];
  const { [property]: _, ...rest } = part.node;
  const names = (entry: unknown) => mentionsOf(app, part, kind, kind === 'sort' ? entry : [entry]).includes(path);
  // Of a rule the rows go that name it, and with the last of them the rule.
  if (kind === 'by_rule') {
    const { rows, otherwise, ...more } = value as ByRule;
    const named = (one: ByRule) => mentionsOf(app, part, kind, one).includes(path);
    const left = rows.filter((row) => !named({ rows: [row], otherwise: null }));
    const last = named({ rows: [], otherwise }) ? null : otherwise;
    return left.length > 0 ? { ...rest, [property]: { rows: left, otherwise: last, ...more } } : rest;
  }
  // A default of several options keeps the others.
  if (WAYS[`${part.kind}.${property}`] !== 'entry' && !(kind === 'default' && Array.isArray(value))) return rest;
  if (kind === 'chance') {
    const { segments, ...more } = value as Chance;
    return {
      ...rest,
      [property]: { segments: segments.filter((name) => !mentionsOf(app, part, 'fields', [name]).includes(path)), ...more },
    };
  }
  if (kind === 'sort') {
    const kept = String(value)
      .split(',')
      .filter((word) => !sortNames(word).some(names));
    return kept.length > 0 ? { ...rest, [property]: kept.join(',') } : rest;
  }
  if (kind === 'values') {
    const left = Object.entries(value as object).filter(([key, each]) => !mentionsOf(app, part, kind, { [key]: each }).includes(path));
    return left.length > 0 ? { ...rest, [property]: Object.fromEntries(left) } : rest;
  }
  const kept = (value as unknown[]).filter((entry) => !names(entry));
  // A list without columns could not be shown.
  if (part.kind === 'view' && kept.length === 0) return { ...rest, [property]: [part.entity?.title] };
  return EMPTIED.has(property) && kept.length === 0 ? rest : { ...rest, [property]: kept };
}

/** A document with some of its nodes in another form and some of them gone, by their places. */
function rebuilt(node: unknown, place: string, changed: ReadonlyMap<string, PartNode>, gone: ReadonlySet<string>): unknown {
  const own = changed.get(place) ?? node;
  const at = (name: string | number) => (place === '' ? String(name) : `${place}.${name}`);
  if (Array.isArray(own)) return own.flatMap((each, i) => (gone.has(at(i)) ? [] : [rebuilt(each, at(i), changed, gone)]));
  if (typeof own !== 'object' || own === null) return own;
  const kept = Object.entries(own).filter(([name]) => !gone.has(at(name)));
  return Object.fromEntries(kept.map(([name, value]) => [name, rebuilt(value, at(name), changed, gone)]));
}
