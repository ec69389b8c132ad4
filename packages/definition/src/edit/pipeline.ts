import type { App } from '../app.ts';
import type { Pipeline, Stage } from '../pipeline.ts';
import { dropUndefined, editEntity, reorder } from './entity.ts';

/** Applies a change to one pipeline of an entity. */
export function editPipeline(app: App, entityKey: string, key: string, change: (pipeline: Pipeline) => Pipeline): App {
  return editEntity(app, entityKey, (entity) =>
    entity.process
      ? {
          ...entity,
          process: { ...entity.process, pipelines: entity.process.pipelines.map((each) => (each.key === key ? change(each) : each)) },
        }
      : entity,
  );
}

/** Adds a pipeline before the default one, which stays last. */
export function addPipeline(app: App, entityKey: string, pipeline: Pipeline): App {
  return editEntity(app, entityKey, (entity) => {
    if (!entity.process) return { ...entity, process: { pipelines: [{ ...pipeline, when: null }], wonRequires: [], lostRequires: [] } };
    const { pipelines } = entity.process;
    return { ...entity, process: { ...entity.process, pipelines: [...pipelines.slice(0, -1), pipeline, ...pipelines.slice(-1)] } };
  });
}

/** Adds a stage at a place (at the end without one). */
export function addStage(app: App, entityKey: string, pipelineKey: string, stage: Stage, index?: number): App {
  return editPipeline(app, entityKey, pipelineKey, (pipeline) => {
    const at = index ?? pipeline.stages.length;
    return { ...pipeline, stages: [...pipeline.stages.slice(0, at), stage, ...pipeline.stages.slice(at)] };
  });
}

/** Changes a stage's properties; the key stays. */
export function updateStage(app: App, entityKey: string, pipelineKey: string, key: string, patch: Partial<Omit<Stage, 'key'>>): App {
  return editPipeline(app, entityKey, pipelineKey, (pipeline) => ({
    ...pipeline,
    stages: pipeline.stages.map((stage) => (stage.key === key ? dropUndefined({ ...stage, ...patch }) : stage)),
  }));
}

/** Moves a stage to another place in its pipeline. */
export function moveStage(app: App, entityKey: string, pipelineKey: string, from: number, to: number): App {
  return editPipeline(app, entityKey, pipelineKey, (pipeline) => ({ ...pipeline, stages: reorder(pipeline.stages, from, to) }));
}

/** Removes a stage; the last one stays. Records that stand in it keep it until they are moved. */
export function removeStage(app: App, entityKey: string, pipelineKey: string, key: string): App {
  return editPipeline(app, entityKey, pipelineKey, (pipeline) =>
    pipeline.stages.length > 1 ? { ...pipeline, stages: pipeline.stages.filter((stage) => stage.key !== key) } : pipeline,
  );
}
