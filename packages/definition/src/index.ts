export { type Access, accessTo, pipelineNames, readableFields, readsEntity, readsName } from './access/fields.ts';
export { grantOf, NO_GRANT } from './access/grant.ts';
export { appFor } from './access/person-app.ts';
export { type Principal, surroundings } from './access/principal.ts';
export { type Act, rowsFor } from './access/rows.ts';
export { RESERVED_ENTITIES } from './address.ts';
export { advice } from './advice.ts';
export type * from './api.ts';
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
} from './app.ts';
export type { Actor, Cause, RequestMark } from './cause.ts';
export { companyIdCheck, isCompanyId } from './company-id.ts';
export { CsvReader, type CsvRow, encodingOf, MAX_COLUMNS, type Separator, separatorOf } from './csv.ts';
export { type Change, diff, type Turn } from './diff.ts';
export {
  addEntity,
  addField,
  dropUndefined,
  editEntity,
  newField,
  reorder,
  restoreField,
  retireField,
  updateField,
} from './edit/entity.ts';
export { addSection, placeField, removeSection, renameSection, unplaceField } from './edit/form.ts';
export { isCleanable, isEntry, letGo } from './edit/let-go.ts';
export {
  addPipeline,
  addStage,
  editPipeline,
  movePipeline,
  moveStage,
  removePipeline,
  removeStage,
  setStatusRule,
  updateStage,
} from './edit/pipeline.ts';
export { addRole, setFieldRight, setGrant, setStatusRight } from './edit/role.ts';
export { type AnyField, COLORS, type Color, type Field, type FieldOf, type FieldPatch, fieldSchema, type Option } from './field.ts';
export { FIELD_TYPES, type FieldType, fieldSettings, type Setting, takes } from './field-settings.ts';
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
} from './field-type.ts';
export { type KnownKey, type KnownKeys, keyIssues, learnKeys, takenKeys } from './keys.ts';
export { keySchema, LANGUAGES, type Label, type Language, labelSchema, say } from './label.ts';
export { faults, sentence } from './messages/sentence.ts';
export { normalise } from './normalise.ts';
export { type NumberFormat, numberFormat } from './number-format.ts';
export { type Part, type PartKind, partsOf } from './parts.ts';
export type { Gate, Pipeline, Process, Stage, StatusRule } from './pipeline.ts';
export { type Leaving, leavingStages, type Move, movesOf, type PlaceChoice, type Places, placeIssues } from './places.ts';
export { checkQuestion, fieldAt } from './question-check.ts';
export { MAX_DOCUMENT, type Read, readApp, readStored, readView } from './read.ts';
export { valuesSchema, writableFields, writeSchema } from './record-schema.ts';
export {
  CHARTS,
  type ChartKind,
  type Dashboard,
  type Dimension,
  type Measure,
  type Question,
  questionSchema,
  type Report,
} from './report.ts';
export { type Grant, type Role, type RowScope, SCOPES } from './role.ts';
export { askScopeOf, entityOf, SURROUNDINGS, scopeOf, targetOf } from './scope.ts';
export { type ShapedValues, shapeIssue, shapeValues } from './shape-issue.ts';
export type { Shown } from './shown.ts';
export {
  actsOf,
  ENDED,
  isOpen,
  RULED_STATUSES,
  type RuledStatus,
  STATUS_ACTS,
  STATUSES,
  type Status,
  type StatusAct,
  statusReasons,
  statusRule,
} from './status.ts';
export { isStorable, type StorableTexts, storableTexts } from './storable.ts';
export { APPLIES, anyField, fieldOf, fieldsOf, isDerived, RESERVED, stagesOf, statusNames, systemFields } from './system-field.ts';
export { upgrade } from './upgrade.ts';
export type { Document, Upgrade } from './upgrades.ts';
export { type Use, uses } from './uses.ts';
export { type FormerKeys, validate } from './validate.ts';
export { isUuid, valueFormats } from './value-format.ts';
