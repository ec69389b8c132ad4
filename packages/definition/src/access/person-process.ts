import type { Rule } from '@pipewright/logic';
import type { Entity } from '../model/app.ts';
import type { Chance } from '../model/chance.ts';
import type { Ask, Deliverable, Gate, KeyTask, Pipeline, Process, Reason, Stage, Standard, StatusRule } from '../model/pipeline.ts';
import { UNPLANNED } from '../model/system-field.ts';
import { entityOf } from '../model/vocabulary.ts';
import { taskEntityOf } from '../model/work.ts';
import { knows, knowsChoice, knowsProcess, knowsRule, type Reach } from './reach.ts';
import { passed } from './whole.ts';

/** The process of an entity as a role may know it; undefined where it may not know where records stand. */
export function personProcess(reach: Reach, entity: Entity): Process | undefined {
  const { process } = entity;
  if (!process || !knowsProcess(reach, entity)) return undefined;
  const keep = (keys: readonly string[]) => keys.filter((key) => knows(reach, entity, key));
  const one = (key: string | undefined) => (key !== undefined && knows(reach, entity, key) ? key : undefined);
  return passed<Process>({
    pipelines: personPipelines(reach, entity, process.pipelines),
    wonRequires: keep(process.wonRequires),
    lostRequires: keep(process.lostRequires),
    lostAsks: process.lostAsks
      ?.filter(({ when, field }) => knows(reach, entity, field) && knowsRule(reach, entity, when))
      .map(({ key, when, field }) => passed<Ask>({ key, when, field })),
    buying: process.buying && keep(process.buying),
    amount: one(process.amount),
    closeDate: one(process.closeDate),
    nextStep: one(process.nextStep),
    nextStepDate: one(process.nextStepDate),
    nextTask: knows(reach, entity, UNPLANNED) ? process.nextTask : undefined,
    mostOpen: process.mostOpen,
    coolDown: process.coolDown,
    exceptions: process.exceptions,
    chance: personChance(reach, entity, process.chance),
    statuses: process.statuses && personStatuses(reach, entity, process.statuses),
  });
}

/** By what probabilities are worked out, for who may know them. */
function personChance(reach: Reach, entity: Entity, chance: Chance | undefined): Chance | undefined {
  if (!chance || !knows(reach, entity, 'probability')) return undefined;
  const { segments, least, window } = chance;
  return passed<Chance>({ segments: segments.filter((name) => knows(reach, entity, name)), least, window });
}

/**
 * Where a rule that chooses may not be known, none of the choice is: a pipeline left out or one without its rule would make another look chosen.
 * Then every record looks at home in the pipeline it stands in, which is what the role does know.
 */
function personPipelines(reach: Reach, entity: Entity, pipelines: readonly Pipeline[]): Pipeline[] {
  const known = knowsChoice(reach, entity) && pipelines.every(({ when }) => when === null || knowsRule(reach, entity, when));
  return pipelines.map(({ key, name, when, wonValues, stages }) => {
    const given = Object.entries(wonValues ?? {}).filter(([field]) => knows(reach, entity, field));
    const stands: Rule = { '==': [{ var: 'pipeline' }, key] };
    return passed<Pipeline>({
      key,
      name,
      when: known || when === null ? when : stands,
      wonValues: given.length > 0 ? Object.fromEntries(given) : undefined,
      stages: stages.map((stage) => personStage(reach, entity, stage)),
    });
  });
}

function personStage(reach: Reach, entity: Entity, stage: Stage): Stage {
  const { key, name, color, buyerStep, keyStep, guide, standardDays, leadsTo } = stage;
  const keep = (keys: readonly string[]) => keys.filter((each) => knows(reach, entity, each));
  const gates = (list: readonly Gate[]) => list.filter((gate) => knowsRule(reach, entity, gate.rule)).map(personGate);
  return passed<Stage>({
    ...{ key, name, color, buyerStep, keyStep, guide, standardDays, leadsTo },
    // A stage must have one; a role that may not know it is told nothing by a zero everywhere.
    probability: knows(reach, entity, 'probability') ? stage.probability : 0,
    facts: stage.facts && keep(stage.facts),
    required: keep(stage.required),
    gates: gates(stage.gates),
    tasks: personTasks(reach, entity, stage.tasks),
    deliverables: stage.deliverables?.flatMap((each) => personDeliverable(reach, entity, each) ?? []),
    entryRequired: stage.entryRequired && keep(stage.entryRequired),
    entryGates: stage.entryGates && gates(stage.entryGates),
    standardDaysBy: personStandards(reach, entity, stage.standardDaysBy),
  });
}

/** The first rule that holds decides: where one may not be known none is told, and the usual days stand. */
function personStandards(reach: Reach, entity: Entity, standards: readonly Standard[] | undefined): Standard[] | undefined {
  if (!standards?.every(({ when }) => knowsRule(reach, entity, when))) return undefined;
  return standards.map(({ key, when, days }) => passed<Standard>({ key, when, days }));
}

/** The key tasks of a stage, for whoever may know the tasks they become. */
function personTasks(reach: Reach, entity: Entity, tasks: readonly KeyTask[] | undefined): KeyTask[] | undefined {
  const kept = taskEntityOf(reach.app, entity);
  if (!kept?.taskOf || !knows(reach, kept, kept.taskOf)) return undefined;
  return tasks?.map(({ key, name, required, by, days }) =>
    passed<KeyTask>({ key, name, required, days, by: by !== undefined && knows(reach, entity, by) ? by : undefined }),
  );
}

function personDeliverable(reach: Reach, entity: Entity, each: Deliverable): Deliverable | undefined {
  const { key, name, required, field, entity: of, link, when } = each;
  const shown = of === undefined ? undefined : entityOf(reach.app, of);
  const known = shown
    ? link !== undefined && knows(reach, shown, link) && (when === undefined || knowsRule(reach, shown, when))
    : field !== undefined && knows(reach, entity, field);
  return known ? passed<Deliverable>({ key, name, required, field, entity: of, link, when }) : undefined;
}

function personGate({ key, rule, message }: Gate): Gate {
  return passed<Gate>({ key, rule, message });
}

type Statuses = NonNullable<Process['statuses']>;

function personReason({ key, name, color, retired, wakesAfter, latestAfter, task }: Reason): Reason {
  return passed<Reason>({ key, name, color, retired, wakesAfter, latestAfter, task });
}

function personStatuses(reach: Reach, entity: Entity, statuses: Statuses): Statuses {
  const rule = (each: StatusRule | undefined) =>
    each &&
    passed<StatusRule>({
      reasons: knows(reach, entity, 'status_reason') ? each.reasons.map(personReason) : [],
      until: knows(reach, entity, 'status_until') ? each.until : undefined,
    });
  return passed<Statuses>({
    paused: rule(statuses.paused),
    future: rule(statuses.future),
    void: rule(statuses.void),
    reopen: rule(statuses.reopen),
  });
}
