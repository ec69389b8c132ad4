import { dropUndefined } from '../ground/drop-undefined.ts';
import type { App } from '../model/app.ts';
import type { Option } from '../model/field.ts';
import type { Pipeline, Process, Stage, StatusRule } from '../model/pipeline.ts';
import type { RuledStatus } from '../model/status.ts';
import { editEntity, reorder } from './entity.ts';

/** Applies a change to one pipeline of an entity. */
export function editPipeline(app: App, entityKey: string, key: string, change: (pipeline: Pipeline) => Pipeline): App {
  return editProcess(app, entityKey, (process) => ({
    ...process,
    pipelines: process.pipelines.map((each) => (each.key === key ? change(each) : each)),
  }));
}

const reason = (key: string, en: string, zh: string): Option => ({ key, name: { en, 'zh-CN': zh } });

/** The reasons a new process starts with; an admin's to change. */
const FIRST_REASONS: Readonly<Record<RuledStatus, StatusRule>> = {
  paused: {
    reasons: [reason('pause_waiting', 'Waiting for the other side', '等待对方'), reason('pause_other', 'Other', '其他原因')],
    until: true,
  },
  future: {
    reasons: [reason('future_early', 'Too early', '时机未到'), reason('future_other', 'Other', '其他原因')],
    until: true,
  },
  void: { reasons: [reason('void_twice', 'Entered twice', '重复录入'), reason('void_mistake', 'Entered by mistake', '录入错误')] },
  reopen: {
    reasons: [reason('reopen_mistake', 'Closed by mistake', '误操作关闭'), reason('reopen_again', 'It goes on after all', '重新启动')],
  },
};

/** Applies a change to what moves the records of an entity; nothing where it has no stages. */
export function editProcess(app: App, entityKey: string, change: (process: Process) => Process): App {
  return editEntity(app, entityKey, (entity) => (entity.process ? { ...entity, process: change(entity.process) } : entity));
}

/** What the pipelines of an entity share, as far as it is to be set. */
export type ProcessPatch = { readonly [Key in keyof Process]?: Process[Key] | undefined };

/** Sets what the pipelines of an entity share; what is undefined goes. */
export function updateProcess(app: App, entityKey: string, patch: ProcessPatch): App {
  return editProcess(app, entityKey, (process) => dropUndefined({ ...process, ...patch }) as Process);
}

/** Adds a pipeline before the default one, which stays last. The first pipeline of an entity begins its process, with reasons to start from. */
export function addPipeline(app: App, entityKey: string, pipeline: Pipeline): App {
  return editEntity(app, entityKey, (entity) => {
    const first = { pipelines: [{ ...pipeline, when: null }], wonRequires: [], lostRequires: [], statuses: FIRST_REASONS };
    if (!entity.process) return { ...entity, process: first };
    const { pipelines } = entity.process;
    return { ...entity, process: { ...entity.process, pipelines: [...pipelines.slice(0, -1), pipeline, ...pipelines.slice(-1)] } };
  });
}

/** Moves a pipeline to another place: the order decides which is chosen. The default one stays last. */
export function movePipeline(app: App, entityKey: string, from: number, to: number): App {
  return editProcess(app, entityKey, (process) => {
    const last = process.pipelines.length - 1;
    const outside = [from, to].some((place) => place < 0 || place >= last);
    return outside ? process : { ...process, pipelines: reorder(process.pipelines, from, to) };
  });
}

/** Removes a pipeline; the default one stays. */
export function removePipeline(app: App, entityKey: string, key: string): App {
  return editProcess(app, entityKey, (process) => ({
    ...process,
    pipelines: process.pipelines.filter((each, i) => each.key !== key || i === process.pipelines.length - 1),
  }));
}

/** Sets what a change of status asks for; nothing where no reasons are left and no day is asked for. */
export function setStatusRule(app: App, entityKey: string, status: RuledStatus, { reasons, until }: StatusRule): App {
  const rule = reasons.length > 0 || until ? { reasons, ...(until ? { until } : {}) } : undefined;
  return editProcess(app, entityKey, (process) => ({ ...process, statuses: dropUndefined({ ...process.statuses, [status]: rule }) }));
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

/** Removes a stage, and the ways that led to it; the last one stays. Records that stand in it keep it until they are moved. */
export function removeStage(app: App, entityKey: string, pipelineKey: string, key: string): App {
  return editPipeline(app, entityKey, pipelineKey, (pipeline) => {
    if (pipeline.stages.length <= 1) return pipeline;
    const left = pipeline.stages.filter((stage) => stage.key !== key);
    const stages = left.map((stage) =>
      stage.leadsTo?.includes(key) ? { ...stage, leadsTo: stage.leadsTo.filter((each) => each !== key) } : stage,
    );
    return { ...pipeline, stages };
  });
}
