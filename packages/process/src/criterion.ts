import { asksFor, type Entity, type Field, fieldOf, type Gate, type Label, SURROUNDINGS } from '@pipewright/definition';
import { type Facts, type Issue, type IssueCode, issue, type Predicate, type Rule } from '@pipewright/logic';

/** A rule compiled with the names it reads. */
export interface Ready {
  readonly holds: Predicate;
  readonly names: readonly string[];
}

/** What the work of a stage is shown to be done by. */
type Work = 'task' | 'deliverable';

/** Something that must be so before a record may come to stand somewhere: a field filled in, or a rule that holds. */
export interface Criterion extends Ready {
  /** What an exception to it is kept by: the same in every version that has it. */
  readonly id: string;
  readonly path: string;
  readonly what: 'required' | 'failed' | Work;
  readonly params: NonNullable<Issue['params']>;
}

/** What the criteria of coming into a stage, or of leaving it, are kept by. */
export const placeId = (pipeline: { readonly key: string }, stage: { readonly key: string }, side: 'entry' | 'exit'): string =>
  `${pipeline.key}/${stage.key}/${side}`;

/** Tells whether the one who is refused may know a name that rules read. */
export type Sees = (name: string) => boolean;

/** On which occasion a criterion was asked for: leaving a stage, coming into one, winning, losing, or staying beyond what was passed. */
export type Occasion = 'gate' | 'entry' | 'won' | 'lost' | 'kept';

// Only leaving a stage asks for work.
const WORK = { task: 'gate.task', deliverable: 'gate.deliverable' } as const;
const CODES = {
  gate: { required: 'gate.required', failed: 'gate.failed', hidden: 'gate.hidden', ...WORK },
  entry: { required: 'entry.required', failed: 'entry.failed', hidden: 'entry.hidden', ...WORK },
  won: { required: 'won.required', failed: 'won.required', hidden: 'won.hidden', ...WORK },
  lost: { required: 'lost.required', failed: 'lost.required', hidden: 'lost.hidden', ...WORK },
  kept: { required: 'kept.required', failed: 'kept.failed', hidden: 'kept.hidden', task: 'kept.task', deliverable: 'kept.deliverable' },
} as const satisfies Readonly<Record<Occasion, Readonly<Record<Criterion['what'] | 'hidden', IssueCode>>>>;

/** True for a value that is there. */
export const isFilled = (value: unknown): boolean => value !== null && value !== undefined;

/** A criterion per named field: it is filled in. `at` is the place that asks for it. */
export function requiredCriteria(entity: Entity, at: string, keys: readonly string[] = [], stage?: Label): Criterion[] {
  return keys.flatMap((key) => {
    const field: Field | undefined = fieldOf(entity, key);
    if (!field) return [];
    const params = { field: field.name, asks: asksFor(field), ...(stage ? { stage } : {}) };
    return [
      {
        id: `${at}/field:${key}`,
        names: [key],
        holds: (facts: Facts) => isFilled(facts[key]),
        path: key,
        what: 'required' as const,
        params,
      },
    ];
  });
}

/** A criterion per thing that closing as lost asks for besides: where its rule holds, its field is filled in. */
export function askCriteria(entity: Entity, asks: readonly ({ readonly field: string } & Ready)[]): Criterion[] {
  return asks.flatMap(({ field, ...rule }) =>
    requiredCriteria(entity, 'lost/ask', [field]).map((filled) => ({
      ...filled,
      names: [...new Set([field, ...rule.names])],
      holds: (facts: Facts) => !rule.holds(facts) || filled.holds(facts),
    })),
  );
}

/** A criterion per gate: its rule holds. One that is about a single field of the record is said at that field. */
export function gateCriteria(
  entity: Entity,
  at: string,
  gates: readonly Gate[] = [],
  stage: Label,
  ready: (rule: Rule) => Ready,
): Criterion[] {
  return gates.map((gate) => {
    const rule = ready(gate.rule);
    const [only, ...others] = rule.names.filter((name) => !Object.hasOwn(SURROUNDINGS, name));
    const own = others.length === 0 && entity.fields.some(({ key, retired }) => key === only && !retired);
    return {
      ...rule,
      id: `${at}/gate:${gate.key}`,
      path: own && only ? only : 'stage',
      what: 'failed' as const,
      params: { stage, message: gate.message },
    };
  });
}

/** True for a criterion that asks for work of a stage. */
export const isWork = ({ what }: Criterion): boolean => Object.hasOwn(WORK, what);

/** One issue for each criterion that does not hold; what reads something out of sight is said without naming it, once. */
export function unmet(criteria: readonly Criterion[], facts: Facts, occasion: Occasion, sees: Sees): Issue[] {
  return worded(
    criteria.filter(({ holds }) => !holds(facts)),
    occasion,
    sees,
  );
}

/** One issue for each criterion that held before a change and does not hold after it. */
export function broken(criteria: readonly Criterion[], before: Facts, after: Facts, sees: Sees): Issue[] {
  return worded(
    criteria.filter(({ holds }) => !holds(after) && holds(before)),
    'kept',
    sees,
  );
}

function worded(criteria: readonly Criterion[], occasion: Occasion, sees: Sees): Issue[] {
  const open = criteria.filter(({ names }) => names.every(sees) && sees('stage'));
  const issues = open.map(({ path, what, params }): Issue => ({ path, code: CODES[occasion][what], params }));
  return open.length === criteria.length ? issues : [...issues, issue('stage', CODES[occasion].hidden)];
}
