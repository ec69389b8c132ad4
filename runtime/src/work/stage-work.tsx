import { CheckCircleFilled, MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { call, Refused } from '@pipewright/client';
import {
  type Deliverable,
  type Entity,
  entityOf,
  isOpen,
  type Pipeline,
  type RecordJson,
  type Stage,
  taskMark,
  workFact,
} from '@pipewright/definition';
import { Badge, bringWords, laterWords, look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App as AntApp, Button } from 'antd';
import { useApp } from '../data/app-context.ts';
import { grantFor } from '../data/reach.ts';
import { AddTask } from './add-task.tsx';
import { workPlace } from './place.ts';
import * as css from './stage-work.module.css';
import { TaskLine } from './task-line.tsx';
import { useTasks } from './use-tasks.ts';
import type { WorkHere } from './use-work.ts';

bringWords(laterWords);

interface Props {
  readonly entity: Entity;
  readonly record: RecordJson;
  readonly pipeline: Pipeline;
  readonly work: WorkHere;
  /** True where this person may change the record. */
  readonly mayChange: boolean;
  /** Leads to a field that is to be filled in. */
  readonly onField: ((field: string) => void) | undefined;
}

/** What is to be done in the stage where a record stands, and what must lie on the table: tasks to be ticked off, deliverables to be brought, and whatever else is to be done. */
export function StageWork({ entity, record, pipeline, work, mayChange, onField }: Props) {
  const inApp = useApp();
  const { t } = useText();
  const { tasks, more } = useTasks(work.tasks, record.id);
  const stage = pipeline.stages.find(({ key }) => key === record.stage);
  const deliverables = stage?.deliverables ?? [];
  const markOf = ({ id }: RecordJson) => work.marks[id];
  const own = new Set((stage?.tasks ?? []).map(({ key }) => taskMark(String(record.stage), key)));
  const done = work.tasks?.done ?? '';
  const others = tasks.filter((task) => !own.has(markOf(task) ?? '') && !task[done]);
  const mayAdd = work.tasks !== undefined && isOpen(record.status) && grantFor(inApp, work.tasks.key).create;
  if (!stage || (own.size === 0 && deliverables.length === 0 && others.length === 0 && !mayAdd)) return null;
  const facts = [...(stage.tasks ?? []), ...deliverables].map(({ key }) => workFact(pipeline.key, stage.key, key));
  const all = facts.length;
  const finished =
    facts.filter((fact) => work.facts?.[fact] === true).length + deliverables.filter((each) => isFilled(record, each)).length;
  return (
    <section className={css.work} aria-label={t('stageWork.title')}>
      <h2 className={css.title}>
        {t('stageWork.title')}
        {all > 0 && <span className={look.quiet}>{t('stageWork.progress', { finished, all })}</span>}
      </h2>
      <ul className={css.list}>
        {(stage.tasks ?? []).map((keyTask) => {
          const mark = taskMark(stage.key, keyTask.key);
          const task = tasks.find((each) => markOf(each) === mark);
          const id = workPlace(workFact(pipeline.key, stage.key, keyTask.key));
          if (task && work.tasks)
            return <TaskLine key={mark} id={id} tasks={work.tasks} task={task} name={keyTask.name} required={keyTask.required} />;
          return (
            <AbsentTask
              key={mark}
              id={id}
              {...{ entity, record, stage, keyTask }}
              may={mayChange && work.facts !== undefined && isOpen(record.status)}
            />
          );
        })}
        {deliverables.map((each) => (
          <DeliverableLine key={each.key} {...{ entity, record, pipeline, stage, work, onField }} deliverable={each} />
        ))}
        {work.tasks &&
          others.map((task) => <TaskLine key={task.id} id={`work_${task.id}`} tasks={work.tasks as Entity} task={task} name={undefined} />)}
      </ul>
      {more && <p className={look.quiet}>{t('stageWork.more')}</p>}
      {work.tasks && mayAdd && <AddTask tasks={work.tasks} of={record.id} />}
    </section>
  );
}

const isFilled = (record: RecordJson, { field }: Deliverable) => {
  const value = field === undefined ? undefined : record[field];
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
};

/** A key task that the record has no task for yet: it came here before the task was asked for. */
function AbsentTask({
  id,
  entity,
  record,
  stage,
  keyTask,
  may,
}: {
  id: string;
  entity: Entity;
  record: RecordJson;
  stage: Stage;
  keyTask: NonNullable<Stage['tasks']>[number];
  may: boolean;
}) {
  const { key } = useApp();
  const { t, say } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const add = async () => {
    try {
      await call('makeTasks', { app: key, entity: entity.key, id: record.id, body: { stage: stage.key } });
      await queries.invalidateQueries({ queryKey: ['records', key] });
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    }
  };
  return (
    <li className={css.line}>
      <MinusCircleOutlined aria-hidden="true" className={look.quiet} />
      <span className={css.name}>{say(keyTask.name)}</span>
      {keyTask.required && <Badge color="gold">{t('stageWork.required')}</Badge>}
      {may && (
        <Button id={id} size="small" icon={<PlusOutlined />} onClick={() => void add()}>
          {t('stageWork.bring')}
        </Button>
      )}
    </li>
  );
}

function DeliverableLine({
  entity,
  record,
  pipeline,
  stage,
  work,
  deliverable,
  onField,
}: Pick<Props, 'entity' | 'record' | 'pipeline' | 'work' | 'onField'> & { stage: Stage; deliverable: Deliverable }) {
  const inApp = useApp();
  const { t, say, mid } = useText();
  const navigate = useNavigate();
  const { field, entity: of, link } = deliverable;
  const fact = workFact(pipeline.key, stage.key, deliverable.key);
  const there = field === undefined ? work.facts?.[fact] === true : isFilled(record, deliverable);
  const shown = of === undefined ? undefined : entityOf(inApp.app, of);
  const params = { app: inApp.key, entity: shown?.key ?? entity.key };
  return (
    <li className={css.line}>
      {there ? (
        <CheckCircleFilled aria-hidden="true" className={css.there} />
      ) : (
        <MinusCircleOutlined aria-hidden="true" className={look.quiet} />
      )}
      <span className={css.name}>
        {say(deliverable.name)}
        <span className={look.unseen}>{t(there ? 'stageWork.there' : 'stageWork.missing')}</span>
      </span>
      {deliverable.required && !there && <Badge color="gold">{t('stageWork.required')}</Badge>}
      {field !== undefined && onField && (
        <Button id={workPlace(fact)} size="small" type="link" onClick={() => onField(field)}>
          {t(there ? 'stageWork.look' : 'stageWork.fillIn')}
        </Button>
      )}
      {shown && link !== undefined && grantFor(inApp, shown.key).create && isOpen(record.status) && (
        <Button
          id={workPlace(fact)}
          size="small"
          type="link"
          onClick={() => void navigate({ to: '/a/$app/$entity/new', params, search: { link, to: record.id } })}
        >
          {t('stageWork.add', { what: mid(shown.name) })}
        </Button>
      )}
    </li>
  );
}
