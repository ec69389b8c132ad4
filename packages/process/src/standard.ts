import type { Facts } from '@pipewright/logic';
import { isKnown } from './facts.ts';
import type { PreparedEntity, PreparedStage } from './prepare.ts';

/**
 * The standard days of a stage for one record: those of the first rule that holds, else the usual ones. Undefined where there are none, and where a fact
 * that decides is not at hand.
 */
export function standardDays({ stage, standards }: Pick<PreparedStage, 'stage' | 'standards'>, facts: Facts): number | undefined {
  for (const { names, holds, days } of standards) {
    if (!isKnown(names, facts)) return undefined;
    if (holds(facts)) return days;
  }
  return stage.standardDays;
}

/** The same by the names of the stage and its pipeline. */
export function standardDaysAt(
  { pipelines }: Pick<PreparedEntity, 'pipelines'>,
  pipeline: unknown,
  stage: unknown,
  facts: Facts,
): number | undefined {
  const found = pipelines.find((each) => each.pipeline.key === pipeline)?.stages.find((each) => each.stage.key === stage);
  return found && standardDays(found, facts);
}
