import type { Entity, RecordJson, TodayList } from '@pipewright/definition';
import { dayIn } from '@pipewright/process';
import { Ago, Badge, look, useText } from '@pipewright/ui';
import dayjs from 'dayjs';
import { stageOf } from '../act/next-step.ts';
import { useApp } from '../data/app-context.ts';

/** Why a record stands in a list of today, in days: since when it is due or late, or how long it has been in its stage; for one touched last, when. */
export function LineDay({ entity, record, list, today }: { entity: Entity; record: RecordJson; list: TodayList; today: string }) {
  const { app } = useApp();
  const { t } = useText();
  const days = (from: string) => dayjs(today).diff(from, 'day');
  if (list === 'recent') {
    const at = record.updated_at;
    return typeof at === 'string' ? <Ago at={at} className={look.quiet} /> : null;
  }
  if (list === 'stuck') {
    const count = days(dayIn(app.timeZone, String(record.stage_since)));
    return <Badge color="orange">{t('board.daysOf', { count, standard: stageOf(entity, record)?.standardDays ?? 0 })}</Badge>;
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
