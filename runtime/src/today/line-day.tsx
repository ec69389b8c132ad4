import type { Entity, RecordJson, TodayList } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { dayIn, partFacts, prepare, standardDaysAt } from '@pipewright/process';
import { Ago, Badge, look, useText } from '@pipewright/ui';
import dayjs from 'dayjs';
import { useApp } from '../data/app-context.ts';

/** Why a record stands in a list of today, in days: since when it is due or late, or how long it has been in its stage; for one touched last, when. */
export function LineDay({ entity, record, list, today }: { entity: Entity; record: RecordJson; list: TodayList; today: string }) {
  const { app, surroundings } = useApp();
  const { t } = useText();
  const days = (from: string) => dayjs(today).diff(from, 'day');
  if (list === 'recent') {
    const at = record.updated_at;
    return typeof at === 'string' ? <Ago at={at} className={look.quiet} /> : null;
  }
  if (list === 'stuck') {
    const count = days(dayIn(app.timeZone, String(record.stage_since)));
    const facts = partFacts(entity, record as Facts, record.$far ?? {}, surroundings);
    const standard = standardDaysAt(prepare(app, entity), record.pipeline, record.stage, facts);
    return <Badge color="orange">{standard === undefined ? t('board.days', { count }) : t('board.daysOf', { count, standard })}</Badge>;
  }
  if (list === 'unplanned') {
    const at = record.stage_since;
    return typeof at === 'string' ? <Ago at={at} className={look.quiet} /> : null;
  }
  const day = String(record[(list === 'steps' ? entity.process?.nextStepDate : entity.process?.closeDate) ?? ''] ?? '');
  const count = days(day);
  return (
    <span title={day}>
      <Badge color={count > 0 ? 'red' : 'blue'}>{count > 0 ? t('today.overdue', { count }) : t('today.due')}</Badge>
    </span>
  );
}
