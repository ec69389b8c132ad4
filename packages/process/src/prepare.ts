import { type App, type Constraint, type Entity, type Gate, type Pipeline, type Stage, scopeOf } from '@pipewright/definition';
import { check, compile, namesIn, type Predicate, type Rule, type Scope } from '@pipewright/logic';

/** An exit criterion ready to run. */
export interface PreparedGate {
  readonly gate: Gate;
  readonly holds: Predicate;
}

/** A stage with its criteria ready to run. */
export interface PreparedStage {
  readonly stage: Stage;
  readonly gates: readonly PreparedGate[];
}

/** A pipeline ready to run. */
export interface PreparedPipeline {
  readonly pipeline: Pipeline;
  readonly when: Predicate;
  readonly stages: readonly PreparedStage[];
}

/** An entity's rules, compiled once per definition version. */
export interface PreparedEntity {
  readonly entity: Entity;
  readonly scope: Scope;
  readonly pipelines: readonly PreparedPipeline[];
  readonly constraints: readonly { readonly constraint: Constraint; readonly holds: Predicate; readonly names: readonly string[] }[];
  readonly shown: ReadonlyMap<string, { readonly holds: Predicate; readonly names: readonly string[] }>;
  /** Names of facts one reference away (`account.grade`) that some rule reads. */
  readonly far: readonly string[];
}

/** Compiles every rule of an entity. The app must have passed `validate`. */
export function prepare(app: App, entity: Entity): PreparedEntity {
  const scope = scopeOf(app, entity);
  const names = new Set<string>();
  const ready = (rule: Rule) => {
    const checked = check(rule, scope);
    if ('issues' in checked) throw new Error(`A rule of ${entity.key} was not validated: ${checked.issues[0]?.code}`);
    const own = namesIn(checked.test);
    for (const name of own) names.add(name);
    return { holds: compile(checked.test), names: own };
  };
  const pipelines = (entity.process?.pipelines ?? []).map((pipeline) => ({
    pipeline,
    when: ready(pipeline.when ?? true).holds,
    stages: pipeline.stages.map((stage) => ({ stage, gates: stage.gates.map((gate) => ({ gate, holds: ready(gate.rule).holds })) })),
  }));
  const constraints = entity.constraints.map((constraint) => ({ constraint, ...ready(constraint.rule) }));
  const shown = new Map(
    entity.fields.flatMap((field) => (field.showIf === undefined || field.retired ? [] : [[field.key, ready(field.showIf)]])),
  );
  const far = [...names].filter((name) => name.includes('.') && !name.startsWith('user.'));
  return { entity, scope, pipelines, constraints, shown, far };
}
