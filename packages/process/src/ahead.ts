import type { Facts } from '@pipewright/logic';
import { type Criterion, isWork, type Occasion } from './criterion.ts';
import { isExcepted } from './exception.ts';
import type { PreparedEntity } from './prepare.ts';
import type { Route } from './route.ts';

/** How a way ends: won, lost, or at a stage (null). */
export type Ending = 'won' | 'lost' | null;

/** The criteria of one occasion. */
export interface Ahead {
  readonly occasion: Exclude<Occasion, 'kept'>;
  readonly criteria: readonly Criterion[];
}

/**
 * What a way asks for, in the order it is said: of the stages it crosses and comes into, and of its end. Winning looks at the whole pipeline, but for work
 * of the stages behind and for what the record was let past there; on a way through stages anew, that is asked for again.
 */
export function criteriaAhead(
  prepared: PreparedEntity,
  { pipeline, from, to }: Pick<Route, 'pipeline' | 'from' | 'to'>,
  ending: Ending,
  facts: Facts,
): Ahead[] {
  const stages = pipeline?.stages ?? [];
  const exits = (start: number, end: number) => stages.slice(Math.max(start, 0), Math.max(end, 0)).flatMap((each) => each.exit);
  const entries = (start: number, end: number) => stages.slice(Math.max(start, 0), end + 1).flatMap((each) => each.entry);
  // Work is asked for where a record has still to go: what a stage behind it came to ask for since is nobody's rework.
  const left = stages
    .slice(0, Math.max(from, 0))
    .flatMap((each) => each.exit.filter((criterion) => !isWork(criterion) && !isExcepted(criterion, facts)));
  const entered = entries(0, from).filter((criterion) => !isExcepted(criterion, facts));
  if (ending === 'won')
    return [
      { occasion: 'entry', criteria: [...entered, ...entries(from + 1, stages.length)] },
      { occasion: 'gate', criteria: [...left, ...exits(from, stages.length)] },
      { occasion: 'won', criteria: prepared.won },
    ];
  const crossed: Ahead[] = [
    { occasion: 'gate', criteria: exits(from, to) },
    { occasion: 'entry', criteria: entries(from + 1, to) },
  ];
  return [...(to > from ? crossed : []), ...(ending === 'lost' ? [{ occasion: 'lost', criteria: prepared.lost } as const] : [])];
}

/** What is asked of a record that stands at a place: what let it come there. */
export function criteriaBehind(pipeline: Route['pipeline'], place: number): Criterion[] {
  const stages = pipeline?.stages ?? [];
  return [
    ...stages.slice(0, Math.max(place + 1, 0)).flatMap((each) => each.entry),
    ...stages.slice(0, Math.max(place, 0)).flatMap((each) => each.exit),
  ];
}
