import { type Link, type NodeKind, stepNames } from '@pipewright/definition';
import { type FlowHandle, look, useDesignText } from '@pipewright/ui';
import type { RefObject } from 'react';
import type { Editing } from '../editing.ts';
import { useAdding } from '../step-list.tsx';
import * as css from './flow-view.module.css';
import { stepIcon } from './step-icons.tsx';
import { useCarry } from './use-carry.ts';

/** The kinds of steps, to be dragged onto a way of the canvas or added by a press. */
export function Palette({
  editing,
  handle,
  onAdd,
}: {
  editing: Editing;
  /** The canvas that catches what is carried. */
  handle: RefObject<FlowHandle | null>;
  /** Adds a step on ways; where none are named, behind the chosen one or at the end. */
  onAdd: (kind: NodeKind, links?: readonly Link[]) => void;
}) {
  const { t, say } = useDesignText();
  const { offered, full } = useAdding(editing);
  const { carried, carry, wasCarried } = useCarry(handle, onAdd);
  return (
    <>
      <ul className={css.palette} aria-label={t('flow.palette')}>
        {offered.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              className={css.kind}
              disabled={full}
              onPointerDown={(event) => carry(kind, event)}
              onClick={() => wasCarried() || onAdd(kind)}
            >
              {stepIcon(kind)}
              {say(stepNames[kind])}
            </button>
          </li>
        ))}
      </ul>
      {carried && (
        <div className={css.held} style={{ left: carried.x, top: carried.y }}>
          {stepIcon(carried.kind)} {say(stepNames[carried.kind])}
        </div>
      )}
      <p className={`${look.quiet} ${look.small}`}>{t('flow.paletteHelp')}</p>
    </>
  );
}
