import type { App, Document, PartKind, Upgrade, View } from '@pipewright/definition';

/** A format that never was: in every kind of part one property has another name. */
const RENAMED: Readonly<Record<PartKind, readonly [now: string, once: string]>> = {
  app: ['timeZone', 'zone'],
  entity: ['plural', 'many'],
  field: ['type', 'kind'],
  option: ['name', 'title'],
  section: ['fields', 'members'],
  view: ['columns', 'shown'],
  constraint: ['message', 'words'],
  process: ['wonRequires', 'won'],
  map: ['reportsTo', 'below'],
  ask: ['when', 'where'],
  conversion: ['when', 'allowed'],
  conversion_target: ['keep', 'keptIn'],
  pipeline: ['when', 'chosenBy'],
  stage: ['probability', 'chance'],
  gate: ['rule', 'test'],
  key_task: ['name', 'title'],
  deliverable: ['name', 'title'],
  role: ['grants', 'rights'],
  grant: ['read', 'sees'],
  report: ['chart', 'picture'],
  dashboard: ['tiles', 'parts'],
  automation: ['entity', 'about'],
  trigger: ['kind', 'sort'],
  level: ['start', 'begins'],
  band: ['after', 'times'],
  node: ['next', 'then'],
  status_rule: ['reasons', 'list'],
  reason: ['name', 'title'],
  dimension: ['field', 'source'],
  measure: ['fn', 'how'],
  calendar: ['weekdays', 'week'],
  calendar_day: ['works', 'open'],
  app_part: ['entities', 'kinds'],
  duplicate: ['fields', 'members'],
  standard: ['days', 'length'],
};

/** Which properties hold other parts, by their names of today. */
const INSIDE: Readonly<Partial<Record<PartKind, Readonly<Record<string, PartKind>>>>> = {
  app: {
    entities: 'entity',
    roles: 'role',
    reports: 'report',
    dashboards: 'dashboard',
    automations: 'automation',
    calendars: 'calendar',
    parts: 'app_part',
  },
  automation: { on: 'trigger', nodes: 'node' },
  trigger: { levels: 'level', bands: 'band' },
  entity: {
    ...{ fields: 'field', form: 'section', views: 'view', constraints: 'constraint' },
    ...{ process: 'process', map: 'map', conversion: 'conversion', duplicates: 'duplicate' },
  },
  field: { options: 'option' },
  process: { pipelines: 'pipeline', lostAsks: 'ask', statuses: 'status_rule' },
  conversion: { targets: 'conversion_target' },
  status_rule: { reasons: 'reason' },
  report: { dimensions: 'dimension', measures: 'measure' },
  pipeline: { stages: 'stage' },
  stage: { gates: 'gate', entryGates: 'gate', tasks: 'key_task', deliverables: 'deliverable', standardDaysBy: 'standard' },
  role: { grants: 'grant' },
  calendar: { days: 'calendar_day' },
};

/** How many parts of each kind were turned round. */
export type Tally = Partial<Record<PartKind, number>>;

function rename(part: Document, from: string, to: string): Document {
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name === from ? to : name, value]));
}

function turn(kind: PartKind, part: Document, back: boolean, tally: Tally): Document {
  tally[kind] = (tally[kind] ?? 0) + 1;
  const [now, once] = RENAMED[kind];
  const children = INSIDE[kind] ?? {};
  const each = (inner: PartKind, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => turn(inner, item as Document, back, tally));
    if (inner === 'grant' || inner === 'status_rule')
      return Object.fromEntries(Object.entries(value as Document).map(([key, item]) => [key, turn(inner, item as Document, back, tally)]));
    return turn(inner, value as Document, back, tally);
  };
  const named = back ? part : rename(part, once, now);
  const whole = Object.fromEntries(
    Object.entries(named).map(([name, value]) => [name, children[name] && value !== undefined ? each(children[name], value) : value]),
  );
  return back ? rename(whole, now, once) : whole;
}

/** A definition as it would have been written in format 0. */
export function inFormatZero(app: App, tally: Tally = {}): Document {
  return { ...turn('app', app as unknown as Document, true, tally), formatVersion: 0 };
}

/** A view as it would have been written in format 0. */
export function viewInFormatZero(view: View): Document {
  return turn('view', view as unknown as Document, true, {});
}

/** The step from format 0 to format 1. */
export const FROM_ZERO: Upgrade = {
  app: (old) => turn('app', old, false, {}),
  view: (old) => turn('view', old, false, {}),
};
