import { Refused } from '@pipewright/client';
import { type Entity, type RecordJson, TODAY_LISTS, type TodayList, taskEntityOf, type Whose } from '@pipewright/definition';
import { later, Nothing, Part, Result, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Flex, Skeleton } from 'antd';
import { useRef, useState } from 'react';
import type { Doing } from '../act/act-dialog.tsx';
import { useApp } from '../data/app-context.ts';
import { grantFor } from '../data/reach.ts';
import * as css from './today.module.css';
import { TodayFigures } from './today-figures.tsx';
import { TodayLine } from './today-line.tsx';
import { TodayPart } from './today-part.tsx';
import { todayQuery } from './today-query.ts';
import { useDay } from './use-day.ts';

const TodayTasks = later(() => import('../work/today-tasks.tsx').then((module) => module.TodayTasks));
const ActDialog = later(() => import('../act/act-dialog.tsx').then((module) => module.ActDialog));

/** What the day begins with among the records of one entity: the lists that ask for something first, figures and what was done last beside them. */
export function EntityToday({
  entity,
  whose,
  heading,
  onOpen,
  onTeam,
}: {
  entity: Entity;
  whose: Whose;
  heading: string | undefined;
  onOpen: (id: string) => void;
  /** Looks at the records of all others too; undefined where that is done already, or there are none. */
  onTeam: (() => void) | undefined;
}) {
  const inApp = useApp();
  const { t, mid } = useText();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<Doing>();
  const [typing, setTyping] = useState(false);
  const today = useDay();
  const { data: found, error } = useQuery(todayQuery(inApp.key, entity.key, whose, today));
  const data = useHeld(found, typing);
  // A moment without the server takes nothing off the page.
  if (error && (!data || error instanceof Refused)) return <Result status="warning" title={error.message} />;
  if (!data) return <Skeleton active paragraph={{ rows: 12 }} />;
  const { lists, figures } = data;
  const tasks = taskEntityOf(inApp.app, entity);
  const calm = (figures.open?.count ?? 0) === 0 && TODAY_LISTS.every((name) => (lists[name]?.count ?? 0) === 0);
  const line = (list: TodayList) => (record: RecordJson) => (
    <TodayLine
      key={record.id}
      {...{ entity, record, list, whose, today }}
      onOpen={() => onOpen(record.id)}
      onAct={setDoing}
      onForm={setTyping}
    />
  );
  const part = (list: TodayList) =>
    lists[list] && <TodayPart {...{ entity, list }} ask={{ whose, today }} found={lists[list]} line={line(list)} />;
  return (
    <section {...(heading ? { 'aria-label': heading } : {})}>
      {heading && <h2 className={css.heading}>{heading}</h2>}
      {tasks && (
        <Part>
          <TodayTasks {...{ tasks, whose, today }} of={entity} />
        </Part>
      )}
      {calm ? (
        <Nothing text={t('today.nothing', { entity: mid(entity.plural) })}>
          <Flex gap={8} justify="center" wrap>
            {grantFor(inApp, entity.key).create && (
              <Button
                type="primary"
                onClick={() => void navigate({ to: '/a/$app/$entity/new', params: { app: inApp.key, entity: entity.key } })}
              >
                {t('list.new', { entity: mid(entity.name) })}
              </Button>
            )}
            {onTeam && <Button onClick={onTeam}>{t('today.lookAtTeam')}</Button>}
          </Flex>
        </Nothing>
      ) : (
        <div className={css.sides}>
          <div className={css.side}>
            {part('steps')}
            {part('late')}
            {part('stuck')}
            {part('unplanned')}
          </div>
          <div className={css.side}>
            <TodayFigures {...{ entity, figures }} ask={{ whose, today }} />
            {part('recent')}
          </div>
        </div>
      )}
      {doing && (
        <Part>
          <ActDialog entity={entity} doing={doing} onDone={() => setDoing(undefined)} />
        </Part>
      )}
    </section>
  );
}

/** A value that stays as it is for as long as it is held: what one types stands in a line that others may take away meanwhile. */
function useHeld<T>(value: T, held: boolean): T {
  const last = useRef(value);
  if (!held) last.current = value;
  return last.current;
}
