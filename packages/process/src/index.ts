export { type Asks, advance, type Mover, STANDING, type Standing, type Wish } from './advance.ts';
export type { Criterion, Ready, Sees } from './criterion.ts';
export { factsFor, farFacts, isKnown } from './facts.ts';
export { type Keeping, keepRules, requiredIssues } from './keep.ts';
export { choosePipeline, type PreparedEntity, type PreparedPipeline, type PreparedStage, prepare } from './prepare.ts';
export { isShown } from './shown.ts';
export type { StatusWish } from './status-change.ts';
export { dayIn, startOfDay } from './zone.ts';
