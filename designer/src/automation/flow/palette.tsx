import { type NodeKind, stepNames } from '@pipewright/definition';
import { FLOW_KIND, look, useDesignText } from '@pipewright/ui';
import type { Editing } from '../editing.ts';
import { useAdding } from '../step-list.tsx';
import * as css from './flow-view.module.css';
import { stepIcon } from './step-icons.tsx';

/** The kinds of steps, to be dragged onto a way of the canvas or added by a press. */
export function Palette({ editing, ready, onAdd }: { editing: Editing; ready: boolean; onAdd: (kind: NodeKind) => void }) {
  const { t, say } = useDesignText();
  const { offered, full } = useAdding(editing);
  return (
    <>
      <ul className={css.palette} aria-label={t('flow.palette')}>
        {offered.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              className={css.kind}
              draggable={!full}
              disabled={full || !ready}
              onDragStart={({ dataTransfer }) => {
                dataTransfer.setData(FLOW_KIND, kind);
                dataTransfer.effectAllowed = 'copy';
              }}
              onClick={() => onAdd(kind)}
            >
              {stepIcon(kind)} {say(stepNames[kind])}
            </button>
          </li>
        ))}
      </ul>
      <p className={`${look.quiet} ${look.small}`}>{t('flow.paletteHelp')}</p>
    </>
  );
}
