import type { Label } from '../ground/label.ts';
import type { Entity } from './app.ts';
import { reasonKey, reasonName, setKey, setName } from './by-rule-fields.ts';
import { CHANCE_FIELDS } from './chance-fields.ts';
import type { Field, FieldOf } from './field.ts';
import type { FieldType } from './field-settings.ts';
import type { Stage } from './pipeline.ts';
import { STATUSES, statusReasons } from './status.ts';

const label = (en: string, zh: string): Label => ({ en, 'zh-CN': zh });
const row = <T extends FieldType>(key: string, type: T, en: string, zh: string) => ({ key, type, name: label(en, zh) }) as FieldOf<T>;

/** What each status is called. */
export const statusNames: Readonly<Record<(typeof STATUSES)[number], Label>> = {
  open: label('Open', '进行中'),
  won: label('Won', '赢单'),
  lost: label('Lost', '输单'),
  paused: label('Paused', '暂停'),
  future: label('Future', '未来机会'),
  void: label('Void', '作废'),
};

const COMMON: readonly Field[] = [
  row('owner', 'person', 'Owner', '负责人'),
  row('department', 'department', 'Department', '所属部门'),
  row('created_at', 'datetime', 'Created', '创建时间'),
  row('created_by', 'person', 'Created by', '创建人'),
  row('updated_at', 'datetime', 'Changed', '更新时间'),
  row('updated_by', 'person', 'Changed by', '更新人'),
  row('baseline', 'boolean', 'Baseline', '历史基线'),
];

const CHANCE: readonly Field[] = [
  { ...row('probability_computed', 'percent', 'Win probability worked out', '测算赢单概率'), scale: 0 },
  { ...row('probability_set', 'percent', 'Win probability by hand', '人工赢单概率'), scale: 0 },
  row('probability_reason', 'text', 'Reason for the win probability by hand', '人工赢单概率的理由'),
];

/** Keys a field of an admin's own may not take. */
export const RESERVED: ReadonlySet<string> = new Set([
  ...COMMON.map((field) => field.key),
  ...['id', 'version', 'deleted_at', 'pipeline', 'stage', 'status', 'stage_since', 'probability', 'closed_on', 'user', 'today', 'now'],
  ...['status_reason', 'status_until', 'applies', 'stage_task', ...CHANCE_FIELDS, 'probability_model', 'unplanned'],
]);

const stageOption = ({ key, name, color }: Stage) => ({ key, name, color });

/** The stages of all pipelines of an entity, each key once; those of the pipeline for everything else come first. */
export function stagesOf(entity: Entity): Stage[] {
  const all = new Map<string, Stage>();
  for (const pipeline of entity.process?.pipelines.toReversed() ?? [])
    for (const stage of pipeline.stages) if (!all.has(stage.key)) all.set(stage.key, stage);
  return [...all.values()];
}

/** The fields every record has besides the admin's own: people, times and, where there is a process, where it stands. */
export function systemFields(entity: Entity): readonly Field[] {
  const ruled = entity.fields.filter((field) => field.byRule?.mayOverride && !field.retired);
  return ruled.length > 0 ? [...standingFields(entity), ...ruled.flatMap(besideRule)] : standingFields(entity);
}

/** What stands beside a field by rule: what a person says instead, and why. */
function besideRule({ key, name, options = [] }: Field): readonly Field[] {
  return [
    { key: setKey(key), type: 'choice', name: setName(name), options },
    { key: reasonKey(key), type: 'text', name: reasonName(name), maxLength: MOST_REASON },
  ];
}

const MOST_REASON = 500;

function standingFields(entity: Entity): readonly Field[] {
  if (!entity.process) return COMMON;
  const pipelines = entity.process.pipelines.map(({ key, name }) => ({ key, name }));
  return [
    ...COMMON,
    { ...row('pipeline', 'choice', 'Pipeline', '销售流程'), options: pipelines },
    { ...row('stage', 'choice', 'Stage', '阶段'), options: stagesOf(entity).map(stageOption) },
    { ...row('status', 'choice', 'Status', '状态'), options: STATUSES.map((key) => ({ key, name: statusNames[key] })) },
    row('stage_since', 'datetime', 'In stage since', '进入阶段时间'),
    row('probability', 'percent', 'Win probability', '赢单概率'),
    ...(entity.process.chance ? CHANCE : []),
    row('closed_on', 'date', 'Closed on', '结束日期'),
    { ...row('status_reason', 'choice', 'Reason for the status', '状态原因'), options: statusReasons(entity.process) },
    row('status_until', 'date', 'Until', '预计恢复日期'),
    { ...row(APPLIES, 'choice', 'Pipeline that applies', '适用流程'), options: pipelines },
    ...(entity.process.nextTask ? [row(UNPLANNED, 'boolean', 'Without a next task', '没有下一步任务')] : []),
  ];
}

/** The pipeline the rules would choose now for an open record that stands in another; empty otherwise. Worked out at each reading, stored nowhere. */
export const APPLIES = 'applies';

/** Whether an open record has nothing that says what comes next: neither a day for it nor an open task with one. Worked out at each reading, stored nowhere. */
export const UNPLANNED = 'unplanned';

/** True for fields that are worked out when read and have no column. */
export function isDerived(field: Pick<Field, 'key'>): boolean {
  return field.key === APPLIES || field.key === UNPLANNED;
}

/** All live fields of an entity, the admin's own first. */
export function fieldsOf(entity: Entity): Field[] {
  return [...entity.fields.filter((field) => !field.retired), ...systemFields(entity)];
}

/** The live field of a key. */
export function fieldOf(entity: Entity, key: string): Field | undefined {
  return entity.fields.find((field) => field.key === key && !field.retired) ?? systemFields(entity).find((field) => field.key === key);
}

/** The field of a key, a retired one too. */
export function anyField(entity: Entity, key: string): Field | undefined {
  return entity.fields.find((field) => field.key === key) ?? fieldOf(entity, key);
}
