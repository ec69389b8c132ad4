import { type Entity, type RecordJson, targetOf, type Whose } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { bringWords, laterWords, look, useText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import dayjs from 'dayjs';
import { useApp } from '../data/app-context.ts';
import { listQuery } from '../data/queries.ts';
import { fieldsIn } from '../data/reach.ts';
import * as css from './stage-work.module.css';
import { TaskLine } from './task-line.tsx';

bringWords(laterWords);

/** For how many days ahead a day begins with tasks. */
const AHEAD = 7;

/** The open tasks that are late, due today or in the coming week, by day, each to be ticked off where it stands. */
export function TodayTasks({ tasks, of, whose, today }: { tasks: Entity; of: Entity; whose: Whose; today: string }) {
  const inApp = useApp();
  const { t } = useText();
  const { title, taskOf = '', due = '', done = '' } = tasks;
  const known = new Set(fieldsIn(inApp, tasks).map(({ key }) => key));
  const last = dayjs(today).add(AHEAD, 'day').format('YYYY-MM-DD');
  const filter: Rule = {
    and: [
      { '==': [{ var: done }, null] },
      { '<=': [{ var: due }, last] },
      ...(whose === 'mine' ? [{ '==': [{ var: 'owner' }, { var: 'user.id' }] }] : []),
      // What ended needs nothing more.
      ...(of.process ? [{ '==': [{ var: `${taskOf}.status` }, 'open'] }] : []),
    ],
  };
  const asks = [title, due, done, 'owner', taskOf];
  const able = asks.every((key) => known.has(key));
  const found = useInfiniteQuery({
    ...listQuery({
      ...{ app: inApp.key, entity: tasks.key, filter, search: undefined, sort: due, fields: asks },
      expand: ['owner', taskOf],
    }),
    enabled: able,
  });
  const records = found.data?.pages.flatMap((page) => page.records) ?? [];
  if (!able || records.length === 0) return null;
  const dayOf = (task: RecordJson) => String(task[due]);
  const parts = [
    { key: 'late', those: records.filter((task) => dayOf(task) < today) },
    { key: 'now', those: records.filter((task) => dayOf(task) === today) },
    { key: 'soon', those: records.filter((task) => dayOf(task) > today) },
  ] as const;
  const target = targetOf(
    inApp.app,
    tasks.fields.find(({ key }) => key === taskOf),
  );
  return (
    <section className={css.work} aria-label={t('myTasks.title')}>
      <h2 className={css.title}>{t('myTasks.title')}</h2>
      {parts.map(
        ({ key, those }) =>
          those.length > 0 && (
            <div key={key}>
              <div className={key === 'late' ? css.late : look.quiet}>{t(`myTasks.${key}`, { count: those.length })}</div>
              <ul className={css.list}>
                {those.map((task) => (
                  <TaskLine
                    key={task.id}
                    id={`work_${task.id}`}
                    tasks={tasks}
                    task={task}
                    name={undefined}
                    about={
                      target &&
                      typeof task[taskOf] === 'string' && (
                        <Link
                          className={css.about}
                          to="/a/$app/$entity/$id"
                          params={{ app: inApp.key, entity: target.key, id: task[taskOf] }}
                        >
                          {task.$names?.[taskOf] ?? '–'}
                        </Link>
                      )
                    }
                  />
                ))}
              </ul>
            </div>
          ),
      )}
      {found.hasNextPage && <p className={look.quiet}>{t('stageWork.more')}</p>}
    </section>
  );
}
