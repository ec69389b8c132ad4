export { type Access, accessTo, pipelineNames, readableFields, readsEntity, readsName } from './access/fields.ts';
export { claimOf, grantOf, mostOpenFor, NO_GRANT } from './access/grant.ts';
export { appFor } from './access/person-app.ts';
export { viewFor } from './access/person-entity.ts';
export { type Principal, surroundings } from './access/principal.ts';
export { type Act, rowsFor } from './access/rows.ts';
export { advice } from './check/advice.ts';
export { ruledFields, ruledNames, ruledVocabulary } from './check/by-rule-check.ts';
export { type CallGround, callAdvice } from './check/call-advice.ts';
export { segmentFields } from './check/chance-check.ts';
export { channelAdvice, channelsNamed } from './check/channel-advice.ts';
export { askedAtConversion, conversionSources, freeConverted } from './check/conversion-sources.ts';
export { duplicateChoices } from './check/duplicates-check.ts';
export { checkQuestion } from './check/question-check.ts';
export { type FormerKeys, validate } from './check/validate.ts';
export type { Account, Invitation, NewToken, Session, Token, TokenWish } from './contract/account.ts';
export { addresses, addressOf, type Method, type OperationName } from './contract/addresses.ts';
export {
  APPROVAL_SHELVES,
  type ApprovalAct,
  type ApprovalDetail,
  type ApprovalHappening,
  type ApprovalItem,
  type ApprovalShelf,
  type ApprovalWish,
  MOST_ADDED,
  MOST_APPROVAL_NOTE,
  MOST_APPROVALS,
} from './contract/approvals.ts';
export type { AppForPerson, AppSummary, ClassPipelines, OwnView, TemplateSummary } from './contract/apps.ts';
export {
  type AutomationState,
  type AutomationTrial,
  type Backtest,
  type Beginning,
  type RequestJson,
  RUN_STATES,
  type Run,
  type RunState,
  type StepOutcome,
} from './contract/automations.ts';
export { MOST_TOGETHER, type Together } from './contract/bulk.ts';
export type { ChanceLearned, ChanceReason, ChanceScore, ChanceState } from './contract/chance.ts';
export {
  CHANNEL_KINDS,
  type Channel,
  type ChannelKind,
  DELIVERY_FAULTS,
  DELIVERY_STATES,
  type Delivery,
  type DeliveryFault,
  type DeliveryState,
  type Tested,
} from './contract/channels.ts';
export type { ConversionOffer, Converted } from './contract/conversion.ts';
export type { DuplicateFound } from './contract/duplicates.ts';
export type { Impact, ImpactCode, PlaceQuestion, PlanStep, RelabelJson, RelabellingJson, Worth } from './contract/effect.ts';
export { type ExceptionState, type ExceptionWish, type GateException, MOST_EXCEPTION } from './contract/exceptions.ts';
export { type ExportWish, MOST_NAMED } from './contract/exports.ts';
export type { Feed } from './contract/feeds.ts';
export { type FileJson, MOST_FILES_ASKED } from './contract/files.ts';
export type { FindAddress, Found } from './contract/find.ts';
export { ARRIVALS, type Arrival, type ArrivalOutcome, type Hook } from './contract/hooks.ts';
export type { FileBody, ImportJson, ImportPreview, Mapping, Source } from './contract/imports.ts';
export { type CommentJson, type CommentPart, LINE_KINDS, type LineEntry, type LineKind } from './contract/line.ts';
export type { LookedAt } from './contract/look.ts';
export { NOTICE_SENTENCES, noticeInWords } from './contract/notice-words.ts';
export { MOST_SENTENCE, type Notice } from './contract/notices.ts';
export { onceOperations } from './contract/once.ts';
export { GUARDS, type Guard, type Limit, type Operation } from './contract/operation.ts';
export { type AnswerOf, type Asked, type Given, operations, type StreamName } from './contract/operations.ts';
export type { DepartmentJson, Me, Member, PersonJson, TeamLine } from './contract/org.ts';
export type { OriginStep } from './contract/origins.ts';
export { FOUND, PAGE, PEOPLE } from './contract/page.ts';
export { APPEAL_DAYS, type AppealState, MOST_APPEAL, MOST_STORIES, type PoolState, type PoolStory } from './contract/pool.ts';
export type { OfferedPipeline } from './contract/presets.ts';
export {
  type DraftJson,
  type DriftJson,
  type DryRun,
  type HitPage,
  type HitRecord,
  placesSchema,
  type RepairJson,
  type VersionSummary,
} from './contract/publish.ts';
export { type FaultBody, faultBodySchema, includeSchema, type ListAddress, type RecordJson, type RecordPage } from './contract/records.ts';
export type { ReportResult } from './contract/reports.ts';
export { type AppSecret, MOST_HOSTS, SECRET_SIGNS } from './contract/secrets.ts';
export type { Access as RecordAccess, Share, Shares } from './contract/shares.ts';
export type { BoardColumn, LedgerEntry } from './contract/story.ts';
export {
  type Belongings,
  type HandOver,
  PERSON_STATES,
  type PersonLink,
  type PersonState,
  type TeamApp,
  type TeamPerson,
} from './contract/team.ts';
export type { Today } from './contract/today.ts';
export type { Work } from './contract/work.ts';
export { switchPart } from './edit/app-part.ts';
export { addAutomation, copyAutomation, editAutomation, removeAutomation, updateAutomation } from './edit/automation.ts';
export { callsFor, newNode, newTrigger } from './edit/automation-starter.ts';
export { addCalendar, clearCalendarDay, makeMainCalendar, removeCalendar, setCalendarDay, updateCalendar } from './edit/calendar.ts';
export { type ClassChoice, choosePipelines, classFieldOf, classFields, classPipelines, pipelineByClass } from './edit/class-pipelines.ts';
export { editConversion, mapConverted, removeConversion } from './edit/conversion.ts';
export { addEntity, addField, editEntity, newField, reorder, restoreField, retireField, updateEntity, updateField } from './edit/entity.ts';
export { type Fitted, fitPipeline, type LeftOut } from './edit/fit-pipeline.ts';
export { addSection, placeField, removeSection, renameSection, unplaceField } from './edit/form.ts';
export { addBand, addLevel, moveBand, removeBand, removeLevel, setAfter, updateBand, updateLevel } from './edit/ladder.ts';
export { isCleanable, isEntry, letGo } from './edit/let-go.ts';
export { type Arm, type Item, itemsOf, type Link, type Outline, outlineOf } from './edit/outline.ts';
export {
  addPipeline,
  addStage,
  editPipeline,
  movePipeline,
  moveStage,
  type ProcessPatch,
  removePipeline,
  removeStage,
  setStatusRule,
  updateProcess,
  updateStage,
} from './edit/pipeline.ts';
export { addRole, setFieldRight, setGrant, setRight } from './edit/role.ts';
export { addNode, connect, freshKey, freshNodeKey, leadsTo, moveNode, removeNode, setTrigger, takeIn, updateNode } from './edit/steps.ts';
export { RESERVED_ENTITIES } from './ground/address.ts';
export { type Actor, type Cause, type RequestMark, SHARE_LEVELS, type ShareLevel } from './ground/cause.ts';
export { COLORS, type Color } from './ground/color.ts';
export { companyIdCheck, isCompanyId } from './ground/company-id.ts';
export { CsvReader, type CsvRow, encodingOf, MAX_COLUMNS, type Separator, separatorOf } from './ground/csv.ts';
export { dropUndefined } from './ground/drop-undefined.ts';
export { endingsOf, FILE_KIND_NAMES, type FileEnding, type FileKind, fileTypeOf } from './ground/file-kind.ts';
export { keySchema, LANGUAGES, type Label, type Language, labelSchema, say } from './ground/label.ts';
export { midSentence } from './ground/mid-sentence.ts';
export { isStorable, type StorableTexts, storableTexts } from './ground/storable.ts';
export { isUuid, valueFormats } from './ground/value-format.ts';
export { asksFor } from './messages/asks.ts';
export { type Fault, faults, sentence } from './messages/sentence.ts';
export {
  type App,
  appJsonSchema,
  appSchema,
  type Constraint,
  type Entity,
  entitySchema,
  FORMAT_VERSION,
  type Section,
  type View,
  viewSchema,
} from './model/app.ts';
export type { AppPart, Aside } from './model/app-part.ts';
export { arrivingFields, isNeeded, matchFields } from './model/automation/arriving.ts';
export { type Automation, automationSchema, MOST_NODES } from './model/automation/automation.ts';
export { comesAgain, reachedFrom, type Start, startsOf, stepName, unreachedOf } from './model/automation/chain.ts';
export { type Exit, exitsOf, followerOf, isSide, leadingTo, outcomeName, outcomesOf } from './model/automation/exits.ts';
export { filledEntity } from './model/automation/filled.ts';
export { fillMessage, placesIn } from './model/automation/message.ts';
export { stepNames, triggerNames } from './model/automation/names.ts';
export {
  APPROVAL_LAPSES,
  APPROVAL_MODES,
  APPROVER_ACTS,
  type Approver,
  type ApproverAct,
  type Case,
  CHOICES_OF_PERSON,
  type Deadline,
  type Each,
  type Message,
  NODE_KINDS,
  type Node,
  type NodeKind,
  type NodeOf,
  nodeSchema,
  OTHERWISE,
  type Recipient,
  type Team,
  type Wait,
} from './model/automation/node.ts';
export {
  type Filled,
  fillAddress,
  fillHeader,
  HTTP_METHODS,
  type HttpMethod,
  headerParts,
  hostOfAddress,
  isHeader,
  isHeaderText,
  placesInAddress,
  secretsInHeaders,
} from './model/automation/request.ts';
export { type TextPart, textParts } from './model/automation/text-parts.ts';
export {
  type Band,
  CLOCKS,
  type Clock,
  type Level,
  MOST_TIME,
  type OpenHours,
  type Trigger,
  type TriggerKind,
  type TriggerOf,
  triggerSchema,
} from './model/automation/trigger.ts';
export type { ByRule, RuleRow } from './model/by-rule.ts';
export { isBesideRule, reasonKey, setKey } from './model/by-rule-fields.ts';
export {
  type Calendar,
  calendarFor,
  calendarsOf,
  DEFAULT_CALENDAR,
  type Hours,
  hoursSchema,
  hoursWithout,
  MOST_CALENDARS,
  MOST_OWN_DAYS,
  type OwnDay,
  TIME_UNITS,
  type TimeUnit,
} from './model/calendar.ts';
export type { Chance } from './model/chance.ts';
export { CHANCE_FIELDS, CHANCE_USUAL, MOST_SEGMENTS, SAID_FIELDS } from './model/chance-fields.ts';
export { type Conversion, type ConversionTarget, conversionSchema } from './model/conversion.ts';
export { type DuplicateRule, MOST_DUPLICATE_FIELDS, MOST_DUPLICATE_RULES } from './model/duplicate-rule.ts';
export { duplicateFields, foldedText, isFolded, isUnfinished, tellsDuplicates } from './model/duplicates.ts';
export { type AnyField, type Field, type FieldOf, type FieldPatch, fieldSchema, type Option } from './model/field.ts';
export { fieldAt } from './model/field-at.ts';
export { FIELD_TYPES, type FieldType, fieldSettings, type Setting, takes } from './model/field-settings.ts';
export {
  type FieldTypeRow,
  fieldTypes,
  hasColumn,
  hasTrait,
  isChoice,
  isGiven,
  isTimed,
  type Named,
  type Store,
  type Trait,
  type ValueSchema,
} from './model/field-type.ts';
export { ICONS, type Icon, iconOf } from './model/icon.ts';
export { MOST_FILES, MOST_MEGABYTES, MOST_SORT_KEYS, MOST_WAIT_DAYS, NEXT_TASKS } from './model/limits.ts';
export { DEFAULT_MAIL_WISH, MAIL_WAYS, type MailWay, type MailWish } from './model/mail-wish.ts';
export { MAP_CHOICES, type MapChoice, type PeopleMap } from './model/map.ts';
export { type Planning, planningOf } from './model/next-task.ts';
export {
  kindsOf,
  NOTICE_KINDS,
  NOTICE_SHELVES,
  NOTICE_TOPICS,
  type NoticeKind,
  type NoticeShelf,
  type NoticeTopic,
  topicOf,
} from './model/notice.ts';
export { type NumberFormat, numberFormat } from './model/number-format.ts';
export { MOST_ORIGINS, type Origin, originFields, originOf } from './model/origin.ts';
export type { Ask, Deliverable, Gate, KeyTask, Pipeline, Process, Reason, Stage, Standard, StatusRule } from './model/pipeline.ts';
export { type Leaving, leavingStages, type Move, movesOf, type PlaceChoice, type Places, placeIssues } from './model/places.ts';
export { type Preset, presetSchema } from './model/preset.ts';
export {
  CHARTS,
  type ChartKind,
  type Dashboard,
  type Dimension,
  type Measure,
  type Question,
  questionSchema,
  type Report,
} from './model/report.ts';
export { CLAIM_SCOPES, type ClaimScope, type Grant, type Role, type RowScope, SCOPES } from './model/role.ts';
export {
  actsOf,
  ENDED,
  isOpen,
  isStatus,
  RIGHTS,
  type Right,
  RULED_STATUSES,
  type RuledStatus,
  STATUS_ACTS,
  STATUSES,
  type Status,
  type StatusAct,
  statusReasons,
  statusRule,
} from './model/status.ts';
export {
  APPLIES,
  anyField,
  fieldOf,
  fieldsOf,
  isDerived,
  RESERVED,
  stagesOf,
  statusNames,
  systemFields,
  UNPLANNED,
} from './model/system-field.ts';
export { takesTarget } from './model/target.ts';
export { TODAY_FIGURES, TODAY_LISTS, type TodayFigure, type TodayList, WHOSE, type Whose } from './model/today.ts';
export {
  askVocabularyOf,
  entityOf,
  fieldsInReach,
  ruleFields,
  SURROUNDINGS,
  type Surrounding,
  targetOf,
  vocabularyOf,
} from './model/vocabulary.ts';
export { AIMS, type Aim, BUYINGS, type Buying, pipelineOfWay, WAYS, type Way, wayOf } from './model/way.ts';
export { type Within, withinOf, withinRules } from './model/within.ts';
export { isRequired, isWorkFact, taskEntityOf, taskMark, type WorkItem, workFact, workOf, workShownBy } from './model/work.ts';
export { diff, type PartChange, type Turn } from './parts/diff.ts';
export { keyIn } from './parts/key-in.ts';
export { type KnownKey, type KnownKeys, keyIssues, learnKeys, takenKeys } from './parts/keys.ts';
export type { PartKind } from './parts/kinds.ts';
export { isPartOn } from './parts/part-on.ts';
export { type Part, partsOf } from './parts/parts.ts';
export type { PropertyName } from './parts/properties.ts';
export { namesInRule, type Shown } from './parts/said.ts';
export { type Use, uses } from './parts/uses.ts';
export type { ActWord, Word } from './parts/word.ts';
export { behind, type Ground } from './question/behind.ts';
export { type Bucket, bucketsThrough, type Days, daysOfBucket } from './question/bucket.ts';
export { departmentsBelow, type Placed } from './question/department.ts';
export { type Figured, type Figures, figureQuestions, figuresOf, GROUP, isGrouping, MOST_GROUPS } from './question/group.ts';
export { type Narrowed, type NarrowedBy, type Narrowing, narrowed, rulesIn, timeOf } from './question/narrow.ts';
export { daysIn, isPeriod, PERIODS, type Period } from './question/period.ts';
export { MAX_DOCUMENT, readApp, readStored, readView } from './stored/read.ts';
export { upgrade } from './stored/upgrade.ts';
export type { Document, Upgrade } from './stored/upgrades.ts';
export { inForm, MAKER, type ReadyDefault, readDefault, readValue } from './value/default.ts';
export { fileIssue, takesFiles } from './value/file-fit.ts';
export { normalise } from './value/normalise.ts';
export { keptFields, valuesSchema, writableFields, writeSchema } from './value/record-schema.ts';
export { type ShapedValues, shapeIssue, shapeValues } from './value/shape-issue.ts';
