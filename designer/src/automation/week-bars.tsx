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
                  <Bar share={count / most} pale={i > 0} /> {count}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A bar as long as a share of the longest one. */
function Bar({ share, pale = false }: { share: number; pale?: boolean }) {
  return <span className={pale ? `${css.bar} ${css.pale}` : css.bar} style={{ width: `${share * 60}%` }} />;
}

const MOST_PEOPLE = 10;

/** Who would have been told most, and how much of it in one week. */
export function PeopleBars({ people }: { people: Backtest['draft']['people'] }) {
  const { t } = useDesignText();
  const most = Math.max(1, ...people.map(({ total }) => total));
  if (people.length === 0) return null;
  return (
    <>
      <h3 className={look.subtitle}>{t('back.people')}</h3>
      <table className={css.weeks}>
        <thead>
          <tr>
            <th scope="col">{t('back.who')}</th>
            <th scope="col">{t('back.told')}</th>
            <th scope="col">{t('back.most')}</th>
          </tr>
        </thead>
        <tbody>
          {people.slice(0, MOST_PEOPLE).map(({ person, total, mostInWeek }) => (
            <tr key={person.id}>
              <th scope="row">{person.name}</th>
              <td>
                <Bar share={total / most} /> {total}
              </td>
              <td>{mostInWeek}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
