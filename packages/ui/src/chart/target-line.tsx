import type { Dimension } from '@pipewright/definition';
import { useText } from '../text/language.ts';
import * as css from './chart.module.css';
import { reachedAt, type Target } from './target.ts';

/** The legend of a target's line: what it is called, how much it is, and how often it was reached. */
export function TargetLine({ target, bucket = 'any' }: { target: Target; bucket?: Dimension['bucket'] | 'any' }) {
  const { t } = useText();
  return (
    <div data-target className={css.target}>
      <span className={css.dash} aria-hidden />
      {t('report.targetLine', {
        ...{ name: target.name, amount: target.written, each: t(`report.each.${bucket}`) },
        ...{ count: reachedAt(target), total: target.percents.length },
      })}
    </div>
  );
}
