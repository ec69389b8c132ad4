import type { Rule } from '@pipewright/logic';
import type { Entity } from '../model/app.ts';
import type { Gate, Pipeline, Process, Stage, StatusRule } from '../model/pipeline.ts';
import { personOption } from './person-field.ts';
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
    amount: one(process.amount),
    closeDate: one(process.closeDate),
    nextStep: one(process.nextStep),
    nextStepDate: one(process.nextStepDate),
    mostOpen: process.mostOpen,
    coolDown: process.coolDown,
    statuses: process.statuses && personStatuses(reach, entity, process.statuses),
  });
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
  const { key, name, color, buyerStep, keyStep, guide, standardDays } = stage;
  const keep = (keys: readonly string[]) => keys.filter((each) => knows(reach, entity, each));
  const gates = (list: readonly Gate[]) => list.filter((gate) => knowsRule(reach, entity, gate.rule)).map(personGate);
  return passed<Stage>({
    ...{ key, name, color, buyerStep, keyStep, guide, standardDays },
    // A stage must have one; a role that may not know it is told nothing by a zero everywhere.
    probability: knows(reach, entity, 'probability') ? stage.probability : 0,
    required: keep(stage.required),
    gates: gates(stage.gates),
    entryRequired: stage.entryRequired && keep(stage.entryRequired),
    entryGates: stage.entryGates && gates(stage.entryGates),
  });
}

function personGate({ key, rule, message }: Gate): Gate {
  return passed<Gate>({ key, rule, message });
}

type Statuses = NonNullable<Process['statuses']>;

function personStatuses(reach: Reach, entity: Entity, statuses: Statuses): Statuses {
  const rule = (each: StatusRule | undefined) =>
    each &&
    passed<StatusRule>({
      reasons: knows(reach, entity, 'status_reason') ? each.reasons.map(personOption) : [],
      until: knows(reach, entity, 'status_until') ? each.until : undefined,
    });
  return passed<Statuses>({
    paused: rule(statuses.paused),
    future: rule(statuses.future),
    void: rule(statuses.void),
    reopen: rule(statuses.reopen),
  });
}
