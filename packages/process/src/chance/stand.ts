import { ENDED } from '@pipewright/definition';
import { type Facts, type Issue, issue, type Value } from '@pipewright/logic';
import type { Standing } from '../advance.ts';
import type { PreparedEntity } from '../prepare.ts';

const NOTHING = { probability_computed: null, probability_set: null, probability_reason: null };

const same = (a: Value | undefined, b: Value | undefined) => (a ?? null) === (b ?? null);
const ended = (status: Value | undefined) => typeof status === 'string' && ENDED.has(status);

/** True where a record comes to stand in another stage than before, or is opened again: what was said of where it stood is over. */
export function isPlaced(before: Facts | null, { values }: Standing): boolean {
  return before === null || !same(values.stage, before.stage) || !same(values.pipeline, before.pipeline) || ended(before.status);
}

/**
 * Keeps the three values of a probability apart: what the stage says, what was worked out, what a person says. The last one stands, as long as the record
 * stays in its stage; a record that is closed has none of them but its end.
 * @param given what is written; a probability by hand needs its reason each time it is said
 * @param after the facts as they will be
 * @param told what is worked out for a record that comes into a stage, null where that is nothing
 */
export function withChance(
  prepared: PreparedEntity,
  before: Facts | null,
  given: Facts,
  after: Facts,
  standing: Standing,
  told: (values: Facts) => number | null,
): Standing {
  if (!prepared.entity.process?.chance) return standing;
  const { values } = standing;
  const wish = given.probability_set ?? null;
  const says = Object.hasOwn(given, 'probability_set') && !(before && same(wish, before.probability_set) && !isPlaced(before, standing));
  if (ended(values.status)) {
    const issues: Issue[] = says && wish !== null ? [issue('probability_set', 'chance.closed')] : [];
    return { ...standing, values: { ...values, ...NOTHING }, issues: [...standing.issues, ...issues] };
  }
  const placed = isPlaced(before, standing);
  const set = says ? wish : placed ? null : (before?.probability_set ?? null);
  const explains = Object.hasOwn(given, 'probability_reason');
  const reason = (explains ? given.probability_reason : says || placed ? null : before?.probability_reason) ?? null;
  const computed = placed ? decimal(told({ ...after, ...values })) : (before?.probability_computed ?? null);
  const found = [...standing.issues, ...faults(set, reason)];
  const probability = set ?? computed ?? usual(prepared, values.pipeline, values.stage) ?? values.probability;
  const chances = { probability, probability_computed: computed, probability_set: set, probability_reason: set === null ? null : reason };
  return { ...standing, values: { ...values, ...chances }, issues: found };
}

const decimal = (value: number | null) => (value === null ? null : String(value));

/** What the stage of a record says of its probability; null where there is none. */
export function usual({ pipelines }: PreparedEntity, pipeline: Value | undefined, stage: Value | undefined): string | null {
  const stages = pipelines.find((each) => each.pipeline.key === pipeline)?.stages;
  return decimal(stages?.find((each) => each.stage.key === stage)?.stage.probability ?? null);
}

function faults(set: Value, reason: Value): Issue[] {
  if (set === null) return [];
  const number = Number(set);
  return [
    ...(number >= 0 && number <= 100 ? [] : [issue('probability_set', 'chance.range')]),
    ...(typeof reason === 'string' && reason.trim() !== '' ? [] : [issue('probability_reason', 'chance.reason')]),
  ];
}
