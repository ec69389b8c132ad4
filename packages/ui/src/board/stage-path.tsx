import type { Stage } from '@pipewright/definition';
import { useText } from '../text/language.ts';
import * as css from './stage-path.module.css';

/** Where a record stands in its pipeline, as a row of stages: done, current, to come. A stage can be chosen to move there. */
export function StagePath({
  stages,
  current,
  closed,
  onMove,
}: {
  stages: readonly Stage[];
  current: string | null;
  closed: boolean;
  onMove?: ((stage: string) => void) | undefined;
}) {
  const { say, t } = useText();
  const at = stages.findIndex((stage) => stage.key === current);
  return (
    <ol className={`pw-path ${css.path}`} aria-label={t('record.path')}>
      {stages.map((stage, i) => {
        const state = i < at ? 'done' : i === at ? 'current' : 'next';
        return (
          <li key={stage.key} {...(state === 'current' ? { 'aria-current': 'step' as const } : {})}>
            <button
              type="button"
              disabled={closed || !onMove || state === 'current'}
              className={state === 'current' ? css.current : state === 'done' ? css.done : css.next}
              title={stage.buyerStep ? say(stage.buyerStep) : undefined}
              onClick={() => onMove?.(stage.key)}
            >
              {state === 'done' && <span aria-hidden="true">✓ </span>}
              {say(stage.name)}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
