import { type Entity, isOpen, type RecordJson, statusNames, statusReasons } from '@pipewright/definition';
import { Badge, look, statusColors, useText } from '@pipewright/ui';
import { Alert, Button, Flex } from 'antd';
import dayjs from 'dayjs';
import { useApp } from '../data/app-context.ts';
import { ACT_ICONS } from './act-icon.tsx';
import { isWaiting, type StandingAct, statusOf } from './standing.ts';

/** The acts that bring a record back; a record offers one of them at most. */
export const BACK: readonly StandingAct[] = ['resume', 'wake', 'reopen', 'restore'];

/** Says how a record stands where it is not simply open: its status with reason and day, or that another pipeline applies. */
export function StandingBanner({
  entity,
  record,
  acts,
  onAct,
}: {
  entity: Entity;
  record: RecordJson;
  acts: readonly StandingAct[];
  onAct: (act: StandingAct) => void;
}) {
  const { surroundings } = useApp();
  const { t, say } = useText();
  const { process } = entity;
  const status = statusOf(record);
  if (!process || !status) return null;
  const pipeline = (key: unknown) => say(process.pipelines.find((each) => each.key === key)?.name) || '–';
  if (isOpen(status))
    return typeof record.applies === 'string' ? (
      <Alert
        className={look.note}
        type="info"
        showIcon
        icon={ACT_ICONS.rechoose}
        title={`${t('record.appliesTitle', { to: pipeline(record.applies) })} ${t('record.appliesLead', { from: pipeline(record.pipeline) })}`}
        action={
          acts.includes('rechoose') && (
            <Button size="small" onClick={() => onAct('rechoose')}>
              {t('record.rechoose')}
            </Button>
          )
        }
      />
    ) : null;
  const reason = statusReasons(process).find(({ key }) => key === record.status_reason);
  const day = (value: unknown) => dayjs(String(value)).format('YYYY-MM-DD');
  const since = record.closed_on ?? record.stage_since;
  const until = isWaiting(status) ? record.status_until : null;
  const back = acts.find((act) => BACK.includes(act));
  return (
    <Alert
      className={look.note}
      type={status === 'won' ? 'success' : 'warning'}
      title={
        <Flex gap={8} wrap align="center">
          <Badge color={statusColors[status]}>{say(statusNames[status])}</Badge>
          {reason && <strong>{say(reason.name)}</strong>}
          {since !== null && since !== undefined && <span>{t('record.standsSince', { day: day(since) })}</span>}
          {until !== null && until !== undefined && <span>{t('record.standsUntil', { day: day(until) })}</span>}
          {typeof until === 'string' && until <= String(surroundings.today) && <Badge color="orange">{t('record.due')}</Badge>}
        </Flex>
      }
      action={
        back && (
          <Button size="small" icon={ACT_ICONS[back]} onClick={() => onAct(back)}>
            {t(`act.${back}`)}
          </Button>
        )
      }
    />
  );
}
