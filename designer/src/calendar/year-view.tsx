import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import type { Calendar, OwnDay } from '@pipewright/definition';
import { addDays, addMonths } from '@pipewright/logic';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Flex } from 'antd';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import * as css from './calendar.module.css';
import { dayKinds, monthOf, tableOf, turned } from './day-kind.ts';
import { DayPanel } from './day-panel.tsx';
import { Month } from './month.tsx';

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const [FIRST, LAST] = ['1970-01-01', '2099-12-31'];

const SAMPLES = [
  ['free', css.free],
  ['made', css.made],
  ['own', css.own],
] as const;

/** Where the keys of the keyboard lead from a day. */
const STEPS: Readonly<Record<string, (day: string) => string | null>> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
};

/** The days of a year, month by month, with the one that is chosen to be changed. */
export function YearView({
  calendar,
  onDay,
  onClear,
}: {
  calendar: Calendar;
  onDay: (own: OwnDay) => void;
  onClear: (day: string) => void;
}) {
  const { t } = useDesignText();
  const today = useMemo(() => new Date().toLocaleDateString('sv'), []);
  const [chosen, setChosen] = useState(today);
  const ground = useRef<HTMLElement>(null);
  const byKey = useRef(false);
  const year = Number(chosen.slice(0, 4));
  const kindOf = useMemo(() => dayKinds(calendar), [calendar]);
  const worked = useMemo(
    () => MONTHS.flatMap((month) => monthOf(year, month)).filter((day) => day && kindOf(day).works).length,
    [year, kindOf],
  );
  // The day that the keys lead to may stand in a year that is only drawn now.
  useEffect(() => {
    if (byKey.current) ground.current?.querySelector<HTMLElement>(`[data-day="${chosen}"]`)?.focus();
    byKey.current = false;
  }, [chosen]);
  const choose = (day: string | null) => day && day >= FIRST && day <= LAST && setChosen(day);
  const turn = () => {
    const own = turned(calendar, chosen);
    return own ? onDay(own) : onClear(chosen);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step && event.key !== ' ') return;
    event.preventDefault();
    byKey.current = Boolean(step);
    if (step) choose(step(chosen));
    else turn();
  };
  const known = !calendar.holidays || tableOf(calendar).some((each) => each.year === year);
  return (
    <section ref={ground} className={css.days} aria-label={t('calendar.year', { year })}>
      <Flex align="center" gap={8} wrap>
        <Button icon={<LeftOutlined />} aria-label={t('calendar.yearBefore')} onClick={() => choose(addMonths(chosen, -12))} />
        <strong className={look.strong} aria-live="polite">
          {t('calendar.year', { year })}
        </strong>
        <Button icon={<RightOutlined />} aria-label={t('calendar.yearAfter')} onClick={() => choose(addMonths(chosen, 12))} />
        <span className={look.aside}>{t('calendar.worked', { count: worked })}</span>
        {!known && <span className={look.aside}>{t('calendar.yearUncovered')}</span>}
      </Flex>
      <DayPanel key={chosen} calendar={calendar} day={chosen} onDay={onDay} onClear={() => onClear(chosen)} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside, whichever has the focus */}
      <div className={css.year} onKeyDown={onKey}>
        {MONTHS.map((month) => (
          <Month key={month} year={year} month={month} kindOf={kindOf} today={today} chosen={chosen} onChoose={setChosen} />
        ))}
      </div>
      <ul className={`${look.plain} ${css.legend}`}>
        {SAMPLES.map(([kind, sample]) => (
          <li key={kind}>
            <span className={`${css.sample} ${sample}`} aria-hidden />
            {t(`calendar.legend.${kind}`)}
          </li>
        ))}
      </ul>
      <p className={look.aside}>{t('calendar.keys')}</p>
    </section>
  );
}
