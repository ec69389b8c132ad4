import { useDroppable } from '@dnd-kit/core';
import { tones } from '../shell/color.ts';
import { useText } from '../text/language.ts';
import * as css from './board.module.css';
import { Against, type PlaceProps, placeLook } from './column.tsx';

/** An end as a narrow place to drop a card on. */
export function EndZone({ target, held, against }: PlaceProps) {
  const { t } = useText();
  const { setNodeRef, isOver } = useDroppable({ id: target.key });
  return (
    <section
      ref={setNodeRef}
      aria-label={target.name}
      data-stage={target.key}
      className={`${css.end} ${placeLook({ held, against, isOver })}`}
      style={{ borderTopColor: tones[target.color].line }}
    >
      <header>
        <h2>{target.name}</h2>
        <span className={css.hint}>{t('board.dropToClose')}</span>
      </header>
      <Against against={against} />
    </section>
  );
}
