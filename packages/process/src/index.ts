export { type Asks, advance, type Mover, STANDING, type Standing, type Wish } from './advance.ts';
export { type Ahead, criteriaAhead, type Ending } from './ahead.ts';
export {
  type Approval,
  type ApprovalMode,
  type ApprovalOutcome,
  type ApprovalPhase,
  isOver,
  type OwnDecision,
  type Seat,
  waits,
} from './approval/approval.ts';
export {
  APPROVAL_REFUSALS,
  type ApprovalEffect,
  type ApprovalEvent,
  type ApprovalRefusal,
  type ApprovalStepped,
} from './approval/event.ts';
export { type ApprovalBegin, openApproval } from './approval/open.ts';
export { approvalStep } from './approval/step.ts';
export { type ApprovalSummary, summaryOf } from './approval/summary.ts';
export { type BackAutomation, backAutomation, type Firing, farNamesOf, type Timeline, type Window } from './automation/back-rules.ts';
export { firings } from './automation/backtest.ts';
export { type Counted, countedFrom, type Stay } from './automation/counted.ts';
export { type Due, dueAt, type LevelDue, takesBack, timeFor } from './automation/due.ts';
export { opensAt } from './automation/opens.ts';
export { type ReadyAutomation, readyAutomations, textsOf } from './automation/ready.ts';
export { bandOf } from './automation/rules.ts';
export { type Happening, startsOf } from './automation/starts.ts';
export { begun, type Effect, effectOf, type RunEvent, type RunState, type Stepped, step } from './automation/step.ts';
export { type Stood, type StoryEntry, stoodOf } from './automation/story.ts';
export { type Reached, takenBackAt } from './automation/take-back.ts';
export { stepsTaken } from './automation/taken.ts';
export { FOR_EVER, type WaitGround, type Waiting, waiting } from './automation/wait.ts';
export {
  type ArrangedDay,
  add,
  type BusinessTime,
  covers,
  type DayUnit,
  dayOffset,
  elapsed,
  type HolidayYear,
  holidayTables,
  isWorkday,
  latestDay,
  nextOpen,
  resume,
  subtract,
  timeOf,
} from './business-time/index.ts';
export { type ReadyRule, type Ruled, ruledFor } from './by-rule.ts';
export { AGES, type Age, type Circumstances, QUIETS, type Quiet } from './chance/circumstances.ts';
export { type Estimate, estimate, isEstimate, type Reason, type TooFew } from './chance/estimate.ts';
export { circumstancesOf, type Known, type LookTerms, pastOf, segmentValue } from './chance/look.ts';
export { baseShare, type ChanceModel, learn } from './chance/model.ts';
export { type Bin, type Difference, Score, spreadOf } from './chance/score.ts';
export { isPlaced, usual, withChance } from './chance/stand.ts';
export { type Count, type Factor, type Past, Tally } from './chance/tally.ts';
export { type Completeness, completeness } from './completeness.ts';
export { type Beginnings, conversionIssues, conversionRefusal, conversionSets, conversionValues, isConverted } from './conversion.ts';
export type { Criterion, Ready, Sees } from './criterion.ts';
export { isFilled } from './criterion.ts';
export { type Begun, defaultsFor, isSaid } from './default.ts';
export { duplicateKey, newDuplicateKeys } from './duplicates.ts';
export { exceptFact, exceptionIssues } from './exception.ts';
export { factsFor, farFacts, isKnown } from './facts.ts';
export { activityOf } from './follows.ts';
export { type FormGround, type FormState, formFacts, formFaults, formGround } from './form.ts';
export { criteriaNames, type Goal, inTheWay, lostAsked, nextGoal, partFacts, unmetAhead } from './in-the-way.ts';
export { type Keeping, keepRules, requiredIssues } from './keep.ts';
export { surroundingsAfter, untilTomorrow } from './moment.ts';
export { isPastClose } from './past-close.ts';
export { type Candidate, type SpreadWish, spread } from './pool/spread.ts';
export { choosePipeline, type PreparedEntity, type PreparedPipeline, type PreparedStage, prepare } from './prepare.ts';
export { landing, leads, placeOf, type Route } from './route.ts';
export { type RuledInForm, type RuledWrite, ruledIn, type Settled, settle } from './settle.ts';
export { isShown, mayBeShown } from './shown.ts';
export { standardDays, standardDaysAt } from './standard.ts';
export type { StatusWish } from './status-change.ts';
export { type TodayQuestion, type TodayQuestions, todayQuestions } from './today.ts';
export { type RowOutcome, type TriedRule, triedRule } from './tried-rule.ts';
export { type ValueEntry, valueOn } from './value-on.ts';
export { type Winning, wonValuesFor } from './won-values.ts';
export { type Showing, undone } from './work.ts';
export { dayIn, instantAt, startOfDay, wallClock } from './zone.ts';
