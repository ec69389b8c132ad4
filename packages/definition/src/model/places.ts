import { type Issue, issue } from '@pipewright/logic';
import type { Label } from '../ground/label.ts';
import type { App, Entity } from './app.ts';
import type { Pipeline, Stage } from './pipeline.ts';
import { entityOf } from './vocabulary.ts';

/**
 * Where the records of removed stages go, by `entity/pipeline/stage`: a stage of the same pipeline, `pipeline/stage` where the pipeline goes too, or
 * null where they keep it as a former stage.
 */
export type Places = Readonly<Record<string, string | null>>;

/** A stage that a definition no longer has, and where its records may go instead. */
export interface Leaving {
  readonly id: string;
  readonly entity: Entity;
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  readonly choices: readonly PlaceChoice[];
}

/** A place records may go to. */
export interface PlaceChoice {
  /** What the answer names it by. */
  readonly key: string;
  readonly pipeline: Pipeline;
  readonly stage: Stage;
}

/** A stage whose records are told where to go. */
export interface Move extends Leaving {
  readonly to: PlaceChoice;
}

/** Every stage that goes from one definition to the next, pipeline by pipeline; none where an entity loses its process or goes as a whole. */
export function leavingStages(before: App, after: App): Leaving[] {
  return before.entities.flatMap((entity) => {
    const next = entity.retired ? undefined : entityOf(after, entity.key)?.process;
    if (!next) return [];
    return (entity.process?.pipelines ?? []).flatMap((pipeline) => {
      const stays = next.pipelines.find((each) => each.key === pipeline.key);
      const gone = pipeline.stages.filter((stage) => !stays?.stages.some((each) => each.key === stage.key));
      // The pipeline for everything else is the likeliest heir.
      const choices = (stays ? [stays] : next.pipelines.toReversed()).flatMap((to) =>
        to.stages.map((stage) => ({ key: stays ? stage.key : `${to.key}/${stage.key}`, pipeline: to, stage })),
      );
      return gone.map((stage) => ({ id: `${entity.key}/${pipeline.key}/${stage.key}`, entity, pipeline, stage, choices }));
    });
  });
}

/** The moves that the answers ask for. */
export function movesOf(leaving: readonly Leaving[], places: Places): Move[] {
  return leaving.flatMap((each) => {
    const to = each.choices.find((choice) => choice.key === answer(places, each.id));
    return to ? [{ ...each, to }] : [];
  });
}

/** What is wrong with the answers: stages that hold records and have none, and places that do not exist. */
export function placeIssues(leaving: readonly Leaving[], places: Places, counts: ReadonlyMap<string, number>): Issue[] {
  return leaving.flatMap(({ id, pipeline, stage, choices }): Issue[] => {
    const count = counts.get(id) ?? 0;
    const given = answer(places, id);
    const names: { stage: Label; pipeline: Label } = { stage: stage.name, pipeline: pipeline.name };
    if (given === undefined) return count > 0 ? [issue(`places.${id}`, 'publish.place_missing', { ...names, count })] : [];
    const known = given === null || choices.some((choice) => choice.key === given);
    return known ? [] : [issue(`places.${id}`, 'publish.place_unknown', { ...names, place: given })];
  });
}

const answer = (places: Places, id: string) => (Object.hasOwn(places, id) ? places[id] : undefined);
