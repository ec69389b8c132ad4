import type { Stage } from '@pipewright/definition';
import { theme } from 'antd';
import { useText } from '../text/language.ts';

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
  const { token } = theme.useToken();
  const at = stages.findIndex((stage) => stage.key === current);
  return (
    <ol className="pw-path" aria-label={t('record.path')}>
      {stages.map((stage, i) => {
        const state = i < at ? 'done' : i === at ? 'current' : 'next';
        const ground = state === 'current' ? token.colorPrimary : state === 'done' ? token.colorPrimaryBg : token.colorFillTertiary;
        const ink = state === 'current' ? '#fff' : token.colorText;
        return (
          <li key={stage.key} {...(state === 'current' ? { 'aria-current': 'step' as const } : {})}>
            <button
              type="button"
              disabled={closed || !onMove || state === 'current'}
              style={{ background: ground, color: ink }}
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
