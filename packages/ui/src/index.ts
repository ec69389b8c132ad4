export { Board } from './board/board.tsx';
export type { BoardProps, BoardTarget, CardAct } from './board/board-props.ts';
export { MissingLine } from './board/missing-line.tsx';
export { StageGuide } from './board/stage-guide.tsx';
export { StagePath } from './board/stage-path.tsx';
export type { Behind } from './chart/behind-link.tsx';
export { type ChartData, chartData } from './chart/chart-data.ts';
export { chartOption } from './chart/chart-option.ts';
export { formatFigure } from './chart/figure.ts';
export { ReportTile } from './chart/report-tile.tsx';
export { formatValue, operatorsFor } from './field/faces.ts';
export { ChoiceSelect } from './field/input/choice-select.tsx';
export { FieldInput } from './field/input/field-input.tsx';
export { RecordValue } from './field/record-value.tsx';
export { TodayContext, useToday } from './field/today.ts';
export { unreadFaults } from './field/unread.ts';
export { Value } from './field/value.tsx';
export { FileBox } from './files/file-box-later.tsx';
export { type FileShelf, FileShelfContext, type UploadWay } from './files/file-shelf.ts';
export { ConditionBuilder } from './filter/condition-builder-later.tsx';
export { expressionInWords } from './filter/expression-words.ts';
export { isSayable, ruleInWords } from './filter/words.ts';
export { useStandingFaults } from './form/faults.ts';
export type { InPlace } from './form/in-place.ts';
export {
  type Choice,
  type Choice,
  type Lookup,
  type Lookup,
  LookupContext,
  LookupContext,
  type Narrowing,
  narrowingOf,
  useLookup,
  useLookup,
} from './form/lookup.ts';
export { type FormValues, RecordForm, type RecordFormProps } from './form/record-form-later.tsx';
export { RecordView } from './form/record-view.tsx';
export { Fill } from './frame/fill.tsx';
export * as look from './frame/look.module.css';
export { Nothing } from './frame/nothing.tsx';
export { Alone, Bar, Content, Frame, Page } from './frame/page.tsx';
export { Panel } from './frame/panel.tsx';
export { RecordHeader } from './frame/record-header.tsx';
export { Toolbar } from './frame/toolbar.tsx';
export { fetchPart, PartMissing, reloadOnce } from './part/fetch-part.ts';
export { later, laterOpened, Part, PartMissingNote } from './part/part.tsx';
export { Result } from './part/result.tsx';
export { startProgram } from './part/start-program.ts';
export { Avatar } from './shell/avatar.tsx';
export { Badge } from './shell/badge.tsx';
export { statusColors, tones } from './shell/color.ts';
export { EntityIcon } from './shell/entity-icon.tsx';
export { Reconnecting, type Way } from './shell/reconnecting.tsx';
export { DarkSwitch, LanguageSwitch } from './shell/switches.tsx';
export { Theme, useDark } from './shell/theme.tsx';
export { ViewSwitch } from './shell/view-switch.tsx';
export { RecordCards } from './table/record-cards.tsx';
export { RecordTable, type RecordTableProps } from './table/record-table.tsx';
export type { Totals } from './table/table-foot.tsx';
export { Ago, RecordTimeline } from './table/timeline.tsx';
export { type Total, type TotalFn, usualTotal } from './table/total.ts';
export { TotalsLine } from './table/totals-line.tsx';
export type { TextKey } from './text/en.ts';
export { formatMoney, formatShortMoney } from './text/format.ts';
export { changeLanguage, startLanguage, type Text, useDesignText, useText } from './text/language.ts';
export { designSpeech, everydaySpeech } from './text/speech.ts';
