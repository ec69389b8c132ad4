import { CompassOutlined } from '@ant-design/icons';
import type { Stage } from '@pipewright/definition';
import { useText } from '../text/language.ts';
import * as css from './stage-guide.module.css';

/** What the present stage is about: the buyer's step beside it and the guide text; nothing where an admin has written neither. */
export function StageGuide({ stage }: { stage: Stage | undefined }) {
  const { t, say } = useText();
  const [step, guide] = [say(stage?.buyerStep), say(stage?.guide)];
  if (!step && !guide) return null;
  return (
    <aside className={css.guide} aria-label={t('record.guide')}>
      <CompassOutlined aria-hidden="true" className={css.sign} />
      <div>
        {step && <div className={css.step}>{t('record.buyerStep', { step })}</div>}
        {guide && <div className={css.text}>{guide}</div>}
      </div>
    </aside>
  );
}
