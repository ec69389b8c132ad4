import type { Calendar } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Alert, Switch } from 'antd';
import * as css from './calendar.module.css';
import { tableOf } from './day-kind.ts';
import { longDay } from './long-day.ts';

/** Whether a calendar follows the public holidays, which years and notices are known, and what it means that a year is not. */
export function HolidaysPart({
  calendar,
  onChange,
}: {
  calendar: Calendar;
  onChange: (holidays: Calendar['holidays'] | undefined) => void;
}) {
  const { t, language } = useDesignText();
  const table = tableOf(calendar);
  const now = new Date().getFullYear();
  const unknown = table.length === 0 ? [] : [now, now + 1].filter((year) => !table.some((each) => each.year === year));
  return (
    <>
      <label className={css.switch} htmlFor="calendar_holidays">
        <Switch id="calendar_holidays" checked={calendar.holidays === 'CN'} onChange={(on) => onChange(on ? 'CN' : undefined)} />
        {t('holidays.CN')}
      </label>
      {unknown.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className={look.after}
          title={t('calendar.uncovered', { years: unknown.join(t('publish.comma')) })}
          description={t('calendar.uncoveredHelp')}
        />
      )}
      {table.length > 0 && (
        <ul className={`${look.bullets} ${look.aside} ${look.after}`}>
          {table.map(({ year, notice: { title, number, day } }) => (
            <li key={year}>{t('calendar.notice', { year, title, number, day: longDay(day, language) })}</li>
          ))}
        </ul>
      )}
    </>
  );
}
