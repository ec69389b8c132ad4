export { advance, type Standing, type Wish } from './advance.ts';
export { exitIssues, isShown, missing } from './exit.ts';
export { factsFor, farFacts, isKnown } from './facts.ts';
export { type FormState, formFacts, formFaults, mayBeShown } from './form.ts';
export { keepRules, requiredIssues } from './keep.ts';
export { surroundingsAfter, untilTomorrow } from './moment.ts';
export { type PreparedEntity, type PreparedGate, type PreparedPipeline, type PreparedStage, prepare } from './prepare.ts';
export { dayIn, startOfDay } from './zone.ts';
