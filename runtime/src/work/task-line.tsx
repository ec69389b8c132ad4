import { SwapOutlined } from '@ant-design/icons';
import { type Entity, fieldOf, type Label, type RecordJson } from '@pipewright/definition';
import type { Value as Given } from '@pipewright/logic';
import { Avatar, Badge, later, look, Part, useText, Value } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { App as AntApp, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { useChange } from '../act/change.ts';
import { InPlace } from '../act/in-place.tsx';
import { useApp, useSurroundings } from '../data/app-context.ts';
import { grantFor, mayBeAssigned, mayChange } from '../data/reach.ts';
import * as css from './stage-work.module.css';

const NextTaskDialog = later(() => import('./next-task-dialog.tsx').then((module) => module.NextTaskDialog));
const HandOver = later(() => import('./hand-over.tsx').then((module) => module.HandOver));

/** A task as a line that can be ticked off: what it is, by when, and whose. */
export function TaskLine({
  id,
  tasks,
  task,
  name,
  required,
  about,
}: {
  id: string;
  tasks: Entity;
  task: RecordJson;
  /** What a key task is called by who designs the stages; undefined for all others, which have a name of their own. */
  name: Label | undefined;
  required?: boolean | undefined;
  /** What it belongs to, where the page does not say so. */
  about?: ReactNode;
}) {
  const inApp = useApp();
  const { today } = useSurroundings();
  const { t, say } = useText();
  const { message } = AntApp.useApp();
  const change = useChange(tasks);
  const [busy, setBusy] = useState(false);
  // What could not be changed before it is said what comes next.
  const [waiting, setWaiting] = useState<Readonly<Record<string, Given>>>();
  const { title, due = '', done = '' } = tasks;
  const finished = task[done] !== null && task[done] !== undefined;
  const day = task[due];
  const late = !finished && typeof day === 'string' && day < String(today);
  const field = fieldOf(tasks, due);
  const may = mayChange(inApp, tasks, task) && !grantFor(inApp, tasks.key).readonly.includes(done);
  const tick = async () => {
    setBusy(true);
    const values = { [done]: finished ? null : new Date().toISOString() };
    const refusal = await change(task, values);
    setBusy(false);
    if (refusal?.faults.some(({ code }) => code === 'next.last') && grantFor(inApp, tasks.key).create) setWaiting(values);
    else if (refusal) void message.error(refusal.faults[0]?.message ?? t('state.offline'));
  };
  const words = name ? say(name) : String(task[title] ?? '–');
  return (
    <li className={css.line}>
      <Checkbox id={id} checked={finished} disabled={!may || busy} aria-label={words} onChange={() => void tick()} />
      <Link
        to="/a/$app/$entity/$id"
        params={{ app: inApp.key, entity: tasks.key, id: task.id }}
        className={finished ? `${css.name} ${css.finished}` : css.name}
      >
        {words}
      </Link>
      {about}
      {required && !finished && <Badge color="gold">{t('stageWork.required')}</Badge>}
      {field && typeof day === 'string' && !finished && (
        <span className={late ? css.late : look.quiet} title={late ? t('stageWork.late') : undefined}>
          <Value field={field} record={task} currency={inApp.app.currency} />
        </span>
      )}
      {typeof task.owner === 'string' && task.$names?.owner && <Avatar person={task.owner} name={task.$names.owner} />}
      {!finished && mayChange(inApp, tasks, task) && mayBeAssigned(inApp, tasks.key) && (
        <InPlace icon={<SwapOutlined />} text="" title={t('handOver.title', { name: words })} onOpen={() => undefined}>
          {(close) => <HandOver {...{ task, change }} name={words} onDone={close} />}
        </InPlace>
      )}
      {waiting && (
        <Part>
          <NextTaskDialog {...{ tasks, task, change }} name={words} values={waiting} onClose={() => setWaiting(undefined)} />
        </Part>
      )}
    </li>
  );
}
