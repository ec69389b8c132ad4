import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import {
  type App,
  type Deliverable,
  type Entity,
  fieldTypes,
  freshKey,
  type KeyTask,
  type Stage,
  taskEntityOf,
} from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Flex, InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import { DeliverableShown, firstShown } from './deliverable-shown.tsx';
import * as css from './pipeline.module.css';

type Work = Pick<Stage, 'tasks' | 'deliverables'>;
const NEW_TASK = { en: 'New task', 'zh-CN': '新任务' };
const NEW_DELIVERABLE = { en: 'New deliverable', 'zh-CN': '新输出物' };

/** What is to be done in a stage, and what must lie on the table when it is left. */
export function WorkEditor({
  app,
  entity,
  stage,
  taken,
  onChange,
}: {
  app: App;
  entity: Entity;
  stage: Stage;
  /** Keys that new tasks may not have. */
  taken: ReadonlySet<string>;
  onChange: (work: Work) => void;
}) {
  const { t, say } = useDesignText();
  const { tasks = [], deliverables = [] } = stage;
  const held = taskEntityOf(app, entity);
  const people = entity.fields.filter(({ type, retired }) => !retired && fieldTypes[type].names === 'person');
  const setTasks = (next: readonly KeyTask[]) => onChange({ tasks: next.length > 0 ? [...next] : undefined });
  const setDeliverables = (next: readonly Deliverable[]) => onChange({ deliverables: next.length > 0 ? [...next] : undefined });
  const key = (base: string) => freshKey([...taken, ...tasks.map((each) => each.key), ...deliverables.map((each) => each.key)], base);
  const shown = firstShown(app, entity);
  return (
    <section aria-label={t('design.work')}>
      <h3 className={look.subtitle}>{t('design.work')}</h3>
      <p className={css.help}>{t('design.workHelp')}</p>
      <Parts
        parts={tasks}
        word={t('part.key_task')}
        onChange={setTasks}
        onAdd={held ? () => setTasks([...tasks, { key: key('task'), name: NEW_TASK }]) : undefined}
        add={held ? t('design.addTask') : t('design.noTasks', { entity: say(entity.name) })}
      >
        {(task, set) => (
          <Flex gap={12} wrap>
            <Property label={t('design.taskDays')} htmlFor={`task_days_${task.key}`}>
              <InputNumber
                id={`task_days_${task.key}`}
                min={0}
                max={365}
                precision={0}
                value={task.days ?? null}
                onChange={(days) => set({ days: days ?? undefined })}
              />
            </Property>
            {people.length > 0 && (
              <Property label={t('design.taskBy')} htmlFor={`task_by_${task.key}`}>
                <Select
                  id={`task_by_${task.key}`}
                  className={css.who}
                  value={task.by ?? ''}
                  options={[{ value: '', label: t('team.owner') }, ...people.map((each) => ({ value: each.key, label: say(each.name) }))]}
                  onChange={(by) => set({ by: by || undefined })}
                />
              </Property>
            )}
          </Flex>
        )}
      </Parts>
      <Parts
        parts={deliverables}
        word={t('part.deliverable')}
        onChange={setDeliverables}
        onAdd={shown ? () => setDeliverables([...deliverables, { key: key('deliverable'), name: NEW_DELIVERABLE, ...shown }]) : undefined}
        add={t('design.addDeliverable')}
      >
        {(each, set) => <DeliverableShown app={app} entity={entity} deliverable={each} onChange={set} />}
      </Parts>
    </section>
  );
}

interface WorkPart {
  readonly key: string;
  readonly name: KeyTask['name'];
  readonly required?: true | undefined;
}

function Parts<T extends WorkPart>({
  parts,
  word,
  add,
  onAdd,
  onChange,
  children,
}: {
  parts: readonly T[];
  word: string;
  add: string;
  onAdd: (() => void) | undefined;
  onChange: (parts: readonly T[]) => void;
  children: (part: T, set: (patch: Partial<T>) => void) => ReactNode;
}) {
  const { t, say } = useDesignText();
  const change = (index: number, patch: Partial<T>) =>
    onChange(
      parts.map((part, i) => {
        if (i !== index) return part;
        const merged = { ...part, ...patch };
        return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as unknown as T;
      }),
    );
  const move = (from: number, to: number) => {
    const rest = parts.filter((_, i) => i !== from);
    onChange([...rest.slice(0, to), parts[from] as T, ...rest.slice(to)]);
  };
  return (
    <Flex vertical gap={8} className={look.note}>
      {parts.map((part, i) => {
        const name = say(part.name);
        return (
          <fieldset key={part.key} className={look.group} aria-label={`${word} ${name}`}>
            <Property label={word} htmlFor={`work_${part.key}`}>
              <LabelInput id={`work_${part.key}`} value={part.name} onChange={(next) => change(i, { name: next } as Partial<T>)} />
            </Property>
            {children(part, (patch) => change(i, patch))}
            <Flex gap={8} align="center" wrap>
              <Switch
                aria-label={t('design.workRequiredOf', { name })}
                checked={part.required === true}
                onChange={(on) => change(i, { required: on ? true : undefined } as Partial<T>)}
              />
              <span className={look.rest}>{t('design.workRequired')}</span>
              <Button
                icon={<ArrowUpOutlined />}
                aria-label={t('design.upOf', { name })}
                disabled={i === 0}
                onClick={() => move(i, i - 1)}
              />
              <Button
                icon={<ArrowDownOutlined />}
                aria-label={t('design.downOf', { name })}
                disabled={i === parts.length - 1}
                onClick={() => move(i, i + 1)}
              />
              <Button
                danger
                icon={<DeleteOutlined />}
                aria-label={t('design.removeOf', { name })}
                onClick={() => onChange(parts.filter((_, j) => j !== i))}
              />
            </Flex>
          </fieldset>
        );
      })}
      <Button icon={<PlusOutlined />} disabled={!onAdd} onClick={onAdd}>
        {add}
      </Button>
    </Flex>
  );
}
