export { advance, type Standing, type Wish } from './advance.ts';
export { exitIssues, isShown, missing } from './exit.ts';
export { keepRules, requiredIssues } from './keep.ts';
export { type PreparedEntity, type PreparedGate, type PreparedPipeline, type PreparedStage, prepare } from './prepare.ts';
