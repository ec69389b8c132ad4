/** Every kind of part a definition has. */
export const PART_KINDS = [
  'app',
  'entity',
  'field',
  'option',
  'section',
  'view',
  'constraint',
  'process',
  'pipeline',
  'stage',
  'gate',
  'status_rule',
  'reason',
  'role',
  'grant',
  'report',
  'dimension',
  'measure',
  'dashboard',
  'calendar',
  'calendar_day',
  'automation',
  'trigger',
  'level',
  'band',
  'node',
] as const;
/** What kind of part something is. */
export type PartKind = (typeof PART_KINDS)[number];

/** Which lists of parts each kind of part holds; a process and a trigger are one part each. */
export const CHILDREN: Readonly<Record<PartKind, Readonly<Record<string, PartKind>>>> = {
  app: { entities: 'entity', roles: 'role', reports: 'report', dashboards: 'dashboard', automations: 'automation', calendars: 'calendar' },
  entity: { fields: 'field', form: 'section', views: 'view', constraints: 'constraint', process: 'process' },
  field: { options: 'option' },
  process: { pipelines: 'pipeline', statuses: 'status_rule' },
  pipeline: { stages: 'stage' },
  stage: { gates: 'gate', entryGates: 'gate' },
  status_rule: { reasons: 'reason' },
  role: { grants: 'grant' },
  report: { dimensions: 'dimension', measures: 'measure' },
  calendar: { days: 'calendar_day' },
  automation: { on: 'trigger', nodes: 'node' },
  trigger: { levels: 'level', bands: 'band' },
  option: {},
  section: {},
  view: {},
  constraint: {},
  gate: {},
  reason: {},
  grant: {},
  dimension: {},
  measure: {},
  dashboard: {},
  calendar_day: {},
  level: {},
  band: {},
  node: {},
};

/** Kinds of which there is one by itself, and no list. */
export const SINGLE: ReadonlySet<PartKind> = new Set<PartKind>(['process', 'trigger']);
