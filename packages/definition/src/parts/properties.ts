import type { PartKind } from './kinds.ts';

/**
 * What kind of value a property of a part holds: what it names, and how a person reads it. Those with a colon are words of the product, by the
 * family they are in, or choices of a field: of the one named there, or (`own`) of the one that its part names. A `silent` one is not told.
 */
export type PropertyKind =
  | ('label' | 'text' | 'number' | 'percent' | 'flag' | 'rule' | 'expression' | 'reach' | 'default')
  | ('field' | 'fields' | 'kinds' | 'sort' | 'entity' | 'by' | 'tiles' | 'acts' | 'weekdays' | 'hours' | 'chance' | 'entities')
  | ('word:type' | 'word:color' | 'word:chart' | 'word:fn' | 'word:bucket' | 'word:icon' | 'word:menu' | 'word:holidays')
  | (
      | 'word:mode'
      | 'word:once'
      | 'word:clock'
      | 'word:unit'
      | 'word:every'
      | 'word:choose'
      | 'word:lang'
      | 'word:duplicates'
      | 'word:nextTask'
    )
  | ('choice:stage' | 'choice:status' | 'choice:status_reason' | 'choice:own')
  | 'by_rule'
  | AutomationPropertyKind;

/** The kinds of value that only automations have, and conversions, which fill fields as they do. */
export type AutomationPropertyKind =
  | ('calendar' | 'node' | 'wait' | 'deadline' | 'allows' | 'trigger' | 'step' | 'message' | 'recipients' | 'roles' | 'teams')
  | ('called' | 'each' | 'ways')
  | ('values' | 'link' | 'links' | 'match' | 'after' | 'takes' | 'open_hours' | 'silent')
  | ('address' | 'headers' | 'sent');

const named = { name: 'label' } as const;

const LISTED = {
  app: { ...named, description: 'label', formatVersion: 'number', currency: 'text', timeZone: 'text' },
  entity: {
    ...{ ...named, plural: 'label', title: 'field', subtitle: 'field', icon: 'word:icon', menu: 'word:menu' },
    ...{ activityOf: 'field', carries: 'fields', origins: 'fields', taskOf: 'field', due: 'field', done: 'field' },
  },
  field: {
    ...named,
    ...{
      type: 'word:type',
      help: 'label',
      required: 'flag',
      unique: 'flag',
      searchable: 'flag',
      target: 'entity',
      within: 'field',
      kept: 'flag',
      currency: 'text',
    },
    ...{ scale: 'number', min: 'number', max: 'number', maxLength: 'number', format: 'text', showIf: 'rule', default: 'default' },
    ...{ maxFiles: 'number', maxMegabytes: 'number', accepts: 'kinds', byRule: 'by_rule' },
  },
  option: { ...named, color: 'word:color' },
  section: { ...named, fields: 'fields' },
  view: { ...named, columns: 'fields', filter: 'rule', sort: 'sort', group: 'field' },
  constraint: { rule: 'rule', message: 'label', field: 'field' },
  process: {
    wonRequires: 'fields',
    lostRequires: 'fields',
    buying: 'fields',
    amount: 'field',
    closeDate: 'field',
    nextStep: 'field',
    nextStepDate: 'field',
    mostOpen: 'number',
    coolDown: 'number',
    exceptions: 'flag',
    chance: 'chance',
    nextTask: 'word:nextTask',
  },
  map: { within: 'field', reportsTo: 'field', subtitle: 'field', role: 'field', attitude: 'field', influence: 'field' },
  ask: { when: 'rule', field: 'field' },
  conversion: { when: 'rule', message: 'label', sets: 'values' },
  conversion_target: { entity: 'entity', values: 'values', links: 'links', match: 'match', source: 'link', keep: 'field' },
  pipeline: { ...named, when: 'rule', wonValues: 'values' },
  stage: {
    ...named,
    ...{ probability: 'percent', color: 'word:color', buyerStep: 'label', keyStep: 'label', guide: 'label', standardDays: 'number' },
    ...{ leadsTo: 'choice:stage', required: 'fields', entryRequired: 'fields', facts: 'fields' },
  },
  gate: { rule: 'rule', message: 'label' },
  key_task: { ...named, required: 'flag', by: 'field', days: 'number' },
  deliverable: { ...named, required: 'flag', field: 'field', entity: 'entity', link: 'field', when: 'rule' },
  status_rule: { until: 'flag' },
  reason: { ...named, color: 'word:color', wakesAfter: 'number', latestAfter: 'number', task: 'label' },
  role: { ...named, admin: 'flag' },
  grant: {
    ...{ read: 'reach', create: 'flag', update: 'reach', delete: 'reach', baseline: 'flag', share: 'flag' },
    ...{ claim: 'reach', mostOpen: 'number', may: 'acts', hidden: 'fields', readonly: 'fields' },
  },
  report: {
    ...{ ...named, note: 'label', chart: 'word:chart', entity: 'entity', filter: 'rule', sort: 'by', limit: 'number', time: 'field' },
    ...{ targetAmount: 'number', targetName: 'label' },
  },
  dimension: { ...named, field: 'field', bucket: 'word:bucket', level: 'number' },
  measure: { ...named, fn: 'word:fn', field: 'field', expression: 'expression', from: 'field', to: 'field', filter: 'rule', of: 'rule' },
  dashboard: { ...named, tiles: 'tiles' },
  automation: {
    ...{ ...named, note: 'label', entity: 'entity', when: 'rule', once: 'word:once', calendar: 'calendar', start: 'node' },
    ...{ phase: 'number', off: 'flag' },
  },
  trigger: {
    ...{ kind: 'trigger', fields: 'fields', from: 'choice:own', to: 'choice:own', stages: 'choice:stage', clock: 'word:clock' },
    ...{
      unit: 'word:unit',
      field: 'field',
      offset: 'number',
      at: 'text',
      every: 'word:every',
      list: 'flag',
      on: 'number',
      label: 'label',
      roles: 'roles',
      takes: 'takes',
      match: 'field',
      known: 'flag',
      openHours: 'open_hours',
    },
  },
  level: { ...named, start: 'node', waits: 'number' },
  band: { ...named, when: 'rule', after: 'after' },
  node: {
    ...{
      kind: 'step',
      next: 'node',
      for: 'wait',
      to: 'recipients',
      text: 'message',
      warns: 'flag',
      values: 'values',
      entity: 'entity',
      link: 'link',
      of: 'field',
      automation: 'called',
      each: 'each',
      ways: 'ways',
      catches: 'flag',
    },
    ...{
      by: 'word:choose',
      teams: 'teams',
      most: 'number',
      stage: 'choice:stage',
      status: 'choice:status',
      reason: 'choice:status_reason',
    },
    ...{ channel: 'silent', subject: 'message', language: 'word:lang' },
    ...{ mode: 'word:mode', percent: 'percent', own: 'flag', allows: 'allows', binds: 'fields', unlocked: 'flag', deadline: 'deadline' },
    ...{ method: 'text', url: 'address', headers: 'headers', body: 'sent', answer: 'takes' },
  },
  case: { ...named, when: 'rule' },
  calendar: { ...named, weekdays: 'weekdays', hours: 'hours', holidays: 'word:holidays' },
  calendar_day: { ...named, day: 'text', works: 'flag' },
  app_part: { ...named, description: 'label', entities: 'entities', aside: 'silent' },
  duplicate: { fields: 'fields', act: 'word:duplicates', message: 'label' },
  standard: { when: 'rule', days: 'number' },
} as const satisfies Readonly<Record<PartKind, Readonly<Record<string, PropertyKind>>>>;

/** A property that some kind of part has. */
export type PropertyName = { [Kind in PartKind]: keyof (typeof LISTED)[Kind] }[PartKind];

/** Every property of every kind of part that is not itself a list of parts. */
export const PROPERTIES: Readonly<Record<PartKind, Readonly<Partial<Record<PropertyName, PropertyKind>>>>> = LISTED;
