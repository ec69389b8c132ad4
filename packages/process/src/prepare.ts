import {
  type App,
  type Constraint,
  type Entity,
  type Label,
  type Pipeline,
  type ReadyDefault,
  readDefault,
  readValue,
  ruledFields,
  type Stage,
  vocabularyOf,
  type WorkItem,
  withinRules,
  workOf,
} from '@pipewright/definition';
import { accepted, check, compile, type Facts, namesIn, type Predicate, type Rule, type Vocabulary } from '@pipewright/logic';
import { type ReadyAutomation, readyAutomations } from './automation/ready.ts';
import { isPulled } from './automation/starts.ts';
import { type ReadyRule, readyRule } from './by-rule.ts';
import { askCriteria, type Criterion, gateCriteria, placeId, type Ready, requiredCriteria } from './criterion.ts';
import { type Showing, showings, workCriteria } from './work.ts';

/** A stage with its criteria ready to run. */
export interface PreparedStage {
  readonly stage: Stage;
  /** What must hold to come in, and to leave. */
  readonly entry: readonly Criterion[];
  readonly exit: readonly Criterion[];
  /** The standard days of some records, the first whose rule holds. */
  readonly standards: readonly ({ readonly days: number } & Ready)[];
}

/** A pipeline ready to run. */
export interface PreparedPipeline {
  readonly pipeline: Pipeline;
  readonly when: Predicate;
  /** What a record that is won here is given, where nothing else is said. */
  readonly wonValues: ReadonlyMap<string, ReadyDefault>;
  readonly stages: readonly PreparedStage[];
}

/** An entity's rules, compiled once per definition version. */
export interface PreparedEntity {
  readonly entity: Entity;
  readonly scope: Vocabulary;
  readonly pipelines: readonly PreparedPipeline[];
  /** What closing as won and as lost needs. */
  readonly won: readonly Criterion[];
  readonly lost: readonly Criterion[];
  /** What closing as lost asks for besides, by field, each where its rule holds; it is part of `lost`. */
  readonly lostAsks: readonly ({ readonly field: string } & Ready)[];
  readonly constraints: readonly ({ readonly constraint: Constraint } & Ready)[];
  readonly shown: ReadonlyMap<string, Ready>;
  /** What the fields of a new record begin with. */
  readonly defaults: ReadonlyMap<string, ReadyDefault>;
  /** The fields that get their value by rule, each behind those that its rule reads. */
  readonly ruled: readonly ReadyRule[];
  /** The automations that a write may begin. */
  readonly pulled: readonly ReadyAutomation[];
  /** True where runs may wait for a change of its records. */
  readonly awaited: boolean;
  /** The work of its stages that other records show to be done. */
  readonly work: readonly WorkItem[];
  /** The work of other records' stages that its own records show to be done. */
  readonly shows: readonly Showing[];
  /** Names of facts one reference away (`account.grade`) that some rule reads. */
  readonly far: readonly string[];
}

/** Compiles every rule of an entity. The app must have passed `validate`. */
export function prepare(app: App, entity: Entity): PreparedEntity {
  const scope = vocabularyOf(app, entity);
  const names = new Set<string>();
  const ready = (rule: Rule): Ready => {
    const test = accepted(check(rule, scope), `A rule of ${entity.key}`);
    const own = namesIn(test);
    for (const name of own) names.add(name);
    return { holds: compile(test), names: own };
  };
  const criteria = (at: string, keys: readonly string[] | undefined, gates: Stage['gates'] | undefined, stage: Label) => [
    ...requiredCriteria(entity, at, keys, stage),
    ...gateCriteria(entity, at, gates, stage, ready),
  ];
  const work = workOf(app, entity);
  const pipelines = (entity.process?.pipelines ?? []).map((pipeline) => ({
    pipeline,
    when: ready(pipeline.when ?? true).holds,
    wonValues: readyWonValues(entity, pipeline),
    stages: pipeline.stages.map((stage) => ({
      stage,
      entry: criteria(placeId(pipeline, stage, 'entry'), stage.entryRequired, stage.entryGates, stage.name),
      exit: [
        ...criteria(placeId(pipeline, stage, 'exit'), stage.required, stage.gates, stage.name),
        ...workCriteria(entity, work, pipeline, stage),
      ],
      standards: (stage.standardDaysBy ?? []).map(({ when, days }) => ({ days, ...ready(when) })),
    })),
  }));
  const lostAsks = (entity.process?.lostAsks ?? []).map(({ field, when }) => ({ field, ...ready(when) }));
  for (const name of factNames(entity)) names.add(name);
  const constraints = [...entity.constraints, ...withinRules(app, entity)].map((constraint) => ({ constraint, ...ready(constraint.rule) }));
  const shown = new Map(
    entity.fields.flatMap((field) => (field.showIf === undefined || field.retired ? [] : [[field.key, ready(field.showIf)]])),
  );
  const ruled = ruledFields(entity).flatMap((field) => readyRule(field, ({ when }) => ready(when)) ?? []);
  const shows = showings(app, entity, ready);
  const automations = readyAutomations(app, entity);
  const pulled = automations.filter(isPulled);
  // A write judges these itself, and has to know what they read; the others are judged when they run.
  for (const each of pulled) for (const name of each.names) names.add(name);
  for (const name of entity.process?.chance?.segments ?? []) names.add(name);
  return {
    entity,
    scope,
    pipelines,
    won: requiredCriteria(entity, 'won', entity.process?.wonRequires),
    lost: [...requiredCriteria(entity, 'lost', entity.process?.lostRequires), ...askCriteria(entity, lostAsks)],
    lostAsks,
    constraints,
    shown,
    defaults: readyDefaults(entity),
    ruled,
    pulled,
    awaited: automations.some(({ automation }) => automation.nodes.some(({ kind }) => kind === 'wait' || kind === 'approve')),
    work,
    shows,
    far: [...names].filter((name) => name.includes('.') && !name.startsWith('user.')),
  };
}

/** The facts that are told beside the stages, or that make the picture of a stage complete. */
function factNames({ process }: Entity): readonly string[] {
  const stages = (process?.pipelines ?? []).flatMap((pipeline) => pipeline.stages);
  return [...(process?.buying ?? []), ...stages.flatMap(({ facts = [] }) => facts)];
}

/** The defaults of an entity's live fields, ready to be worked out. One that does not pass its check, as in a draft, is none. */
function readyDefaults(entity: Entity): ReadonlyMap<string, ReadyDefault> {
  const entries = entity.fields.flatMap((field) => {
    const read = field.retired ? undefined : readDefault(field);
    return read && 'value' in read ? [[field.key, read.value] as const] : [];
  });
  return new Map(entries);
}

function readyWonValues(entity: Entity, { wonValues = {} }: Pipeline): ReadonlyMap<string, ReadyDefault> {
  const entries = Object.entries(wonValues).flatMap(([key, rule]) => {
    const field = entity.fields.find((each) => each.key === key && !each.retired);
    const read = field && readValue(field, rule);
    return read && 'value' in read ? [[key, read.value] as const] : [];
  });
  return new Map(entries);
}

/** The pipeline the rules choose for these facts: the first whose rule holds, else the last; undefined where there is no process. */
export function choosePipeline(prepared: PreparedEntity, facts: Facts): PreparedPipeline | undefined {
  return prepared.pipelines.find(({ when }) => when(facts)) ?? prepared.pipelines.at(-1);
}
