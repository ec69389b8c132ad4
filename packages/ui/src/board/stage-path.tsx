import { ClockCircleOutlined } from '@ant-design/icons';
import type { Stage } from '@pipewright/definition';
import { useLayoutEffect, useRef } from 'react';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import * as css from './stage-path.module.css';

/** Where a record stands in its pipeline, as a row of stages: done, current, to come. A stage can be chosen to move there. */
export function StagePath({
  stages,
  current,
  closed,
  mark,
  onMove,
}: {
  stages: readonly Stage[];
  current: string | null;
  closed: boolean;
  /** What else is to be known of where it stands. */
  mark?: string | undefined;
  onMove?: ((stage: string) => void) | undefined;
}) {
  const { say, t } = useText();
  const at = stages.findIndex((stage) => stage.key === current);
  // What the buyer does meanwhile stands under each, where any stage tells it.
  const bought = stages.some((stage) => stage.buyerStep);
  const path = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => {
    // On a narrow screen the path is longer than its place, and where the record stands is what matters of it.
    const here = path.current?.children[at];
    if (path.current && here instanceof HTMLElement) path.current.scrollLeft = here.offsetLeft - path.current.clientWidth / 3;
  }, [at]);
  return (
    <ol ref={path} className={`pw-path ${css.path}`} aria-label={t('record.path')}>
      {stages.map((stage, i) => {
        const state = i < at ? 'done' : i === at ? 'current' : 'next';
        return (
          <li key={stage.key} {...(state === 'current' ? { 'aria-current': 'step' as const } : {})}>
            <button
              type="button"
              disabled={closed || !onMove || state === 'current'}
              className={state === 'next' ? css.next : state === 'done' || closed ? css.done : css.current}
              onClick={() => onMove?.(stage.key)}
            >
              {state === 'done' && <span aria-hidden="true">✓ </span>}
              {say(stage.name)}
              {state === 'current' && mark && (
                <span title={mark}>
                  <ClockCircleOutlined aria-hidden className={css.mark ?? ''} />
                  <span className={look.unseen}> ({mark})</span>
                </span>
              )}
            </button>
            {bought && (
              <div className={css.buyer} title={t('record.buyerStep', { step: say(stage.buyerStep) })}>
                {say(stage.buyerStep)}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
