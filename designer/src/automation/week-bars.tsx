import type { Backtest } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import * as css from './automation.module.css';

/** How often it would have begun in each week: a bar for the draft and one for what is published. */
export function WeekBars({ result: { draft, published } }: { result: Backtest }) {
  const { t } = useDesignText();
  const sides = [draft, ...(published ? [published] : [])];
  const weeks = [...new Set(sides.flatMap((side) => side.weeks.map(({ week }) => week)))].sort();
  const most = Math.max(1, ...sides.flatMap((side) => side.weeks.map(({ count }) => count)));
  if (weeks.length === 0) return null;
  return (
    <table className={css.weeks}>
      <caption className={look.unseen}>{t('back.weeks')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('back.week')}</th>
          <th scope="col">{t('back.draft')}</th>
          {published && <th scope="col">{t('back.now')}</th>}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week}>
            <th scope="row">{week}</th>
            {sides.map((side, i) => {
              const count = side.weeks.find((each) => each.week === week)?.count ?? 0;
              return (
                <td key={i === 0 ? 'draft' : 'published'}>
                  <span className={i === 0 ? css.bar : `${css.bar} ${css.pale}`} style={{ width: `${(count / most) * 70}%` }} /> {count}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
