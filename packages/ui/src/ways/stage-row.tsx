import type { Label, Stage } from '@pipewright/definition';
import { Badge } from '../shell/badge.tsx';
import { useText } from '../text/language.ts';
import * as css from './ways.module.css';

/** The stages of a pipeline at a glance, in order, with what the buyer does meanwhile where that is told. */
export function StageRow({ pipeline }: { pipeline: { readonly name: Label; readonly stages: readonly Stage[] } }) {
  const { say, t } = useText();
  return (
    <ol className={css.row} aria-label={t('ways.stages', { pipeline: say(pipeline.name) })}>
      {pipeline.stages.map((stage) => (
        <li key={stage.key}>
          <Badge color={stage.color}>{say(stage.name)}</Badge>
          {stage.buyerStep && <span className={css.buyer}>{say(stage.buyerStep)}</span>}
        </li>
      ))}
    </ol>
  );
}
