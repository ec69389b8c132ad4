import type { ChanceReason } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import * as css from './chance.module.css';

/** Fewer than these are a hint and no more. */
const HINT = 10;

/** How long a record has stood, and how long ago it was followed up. */
const SAID = {
  'age.within': 'chance.age.within',
  'age.over': 'chance.age.over',
  'age.twice': 'chance.age.twice',
  'quiet.week': 'chance.quiet.week',
  'quiet.month': 'chance.quiet.month',
  'quiet.longer': 'chance.quiet.longer',
} as const;

/** Why a probability is what it is: where it begins, and what raises or lowers it by how many points, each with the records behind it. */
export function ChanceReasons({ reasons, stage }: { reasons: readonly ChanceReason[]; stage: string }) {
  const { t, say } = useText();
  const what = ({ kind, field, value }: ChanceReason): string => {
    if (kind === 'all' || kind === 'cell') return t(`chance.${kind}`);
    if (kind === 'stage') return stage;
    if (kind === 'segment') {
      const named = typeof value === 'string' ? value : value ? say(value) : t('chance.unset');
      return field ? `${say(field)}: ${named}` : t('chance.hidden');
    }
    return typeof value === 'string' && Object.hasOwn(SAID, `${kind}.${value}`) ? t(SAID[`${kind}.${value}` as keyof typeof SAID]) : '–';
  };
  return (
    <ul className={css.reasons}>
      {reasons.map((reason, i) => (
        <li key={`${reason.kind} ${what(reason)}`}>
          <span className={css.points}>{i === 0 ? `${reason.points}%` : signed(reason.points)}</span>
          <span>
            {what(reason)}
            <span className={css.count}>
              {' '}
              {t('chance.of', { won: reason.won, n: reason.n })}
              {reason.n < HINT && ` · ${t('chance.fewer')}`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

const signed = (points: number) => (points === 0 ? '±0' : points > 0 ? `+${points}` : `−${-points}`);
