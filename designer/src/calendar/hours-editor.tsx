import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Hours } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Flex } from 'antd';
import { ClockInput } from '../kit/clock-input.tsx';

/** The working hours of a day, from one reading of the clock to another. */
export function HoursEditor({ hours, onChange }: { hours: readonly Hours[]; onChange: (hours: Hours[]) => void }) {
  const { t } = useDesignText();
  const end = hours.at(-1)?.to ?? '09:00';
  // Why, is said with whatever else speaks against the draft.
  const amiss = ({ from, to }: Hours, at: number) => from >= to || from < (hours[at - 1]?.to ?? '');
  const change = (at: number, patch: Partial<Hours>) => onChange(hours.map((each, i) => (i === at ? { ...each, ...patch } : each)));
  return (
    <Flex vertical gap={8} align="start">
      {hours.map((each, i) => (
        <Flex key={i} gap={8} align="center" role="group" aria-label={t('calendar.hoursNth', { n: i + 1 })}>
          <ClockInput label={t('calendar.from')} value={each.from} amiss={amiss(each, i)} onChange={(next) => change(i, { from: next })} />
          <span aria-hidden>–</span>
          <ClockInput label={t('calendar.to')} value={each.to} amiss={amiss(each, i)} onChange={(next) => change(i, { to: next })} />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('calendar.removeHours', { from: each.from, to: each.to })}
            disabled={hours.length === 1}
            onClick={() => onChange(hours.filter((_, at) => at !== i))}
          />
        </Flex>
      ))}
      <Flex gap={8} align="center" wrap>
        <Button
          icon={<PlusOutlined />}
          disabled={end >= '23:00' || hours.length === 10}
          onClick={() => onChange([...hours, { from: later(end, 1), to: later(end, 2) }])}
        >
          {t('calendar.addHours')}
        </Button>
        <span className={look.aside}>{t('calendar.hoursHelp')}</span>
      </Flex>
    </Flex>
  );
}

/** A reading so many half hours later. */
function later(reading: string, halves: number): string {
  const minutes = Number(reading.slice(0, 2)) * 60 + Number(reading.slice(3)) + halves * 30;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
