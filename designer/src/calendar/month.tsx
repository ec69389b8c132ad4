import { look, useDesignText } from '@pipewright/ui';
import * as css from './calendar.module.css';
import { type DayKind, monthOf } from './day-kind.ts';
import { longDay, monthName } from './long-day.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** What the days of a year have in common. */
export interface DaysShown {
  readonly kindOf: (day: string) => DayKind;
  readonly today: string;
  readonly chosen: string;
  readonly onChoose: (day: string) => void;
}

/** One month of a calendar: each day a button that says what it is. */
export function Month({ year, month, ...shown }: { year: number; month: number } & DaysShown) {
  const { t, language } = useDesignText();
  const cells = monthOf(year, month);
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(i * 7, i * 7 + 7));
  return (
    <table className={css.month}>
      <caption>{monthName(month, language)}</caption>
      <thead>
        <tr>
          {WEEK.map((day) => (
            <th key={day} scope="col" className={look.quiet}>
              <abbr title={t(`weekday.${day}`)}>{t(`calendar.weekday.${day}`)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, i) => (
          <tr key={week.find(Boolean)}>
            {i === 0 && week.length > 0 && !week[0] && <td colSpan={week.filter((each) => !each).length} />}
            {week.map((day) => day && <Day key={day} day={day} {...shown} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, kindOf, today, chosen, onChoose }: { day: string } & DaysShown) {
  const { t, say, language } = useDesignText();
  const { works, by, name } = kindOf(day);
  const mark = by === 'week' ? undefined : t(works ? 'calendar.markOn' : 'calendar.markOff');
  const classes = [css.day, works ? css.on : css.off, by !== 'week' && (works ? css.made : css.free), by === 'own' && css.own];
  const words = [longDay(day, language, true), t(works ? 'calendar.on' : 'calendar.off'), say(name)].filter(Boolean);
  return (
    <td>
      <button
        type="button"
        data-day={day}
        data-mark={mark}
        className={classes.filter(Boolean).join(' ')}
        aria-label={words.join(t('publish.comma'))}
        aria-pressed={day === chosen}
        aria-current={day === today ? 'date' : undefined}
        tabIndex={day === chosen ? 0 : -1}
        title={say(name)}
        onClick={() => onChoose(day)}
      >
        {Number(day.slice(8))}
      </button>
    </td>
  );
}
