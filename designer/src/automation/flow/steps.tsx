import { look, useDesignText } from '@pipewright/ui';
import { Segmented } from 'antd';
import type { Editing } from '../editing.ts';
import { StepList } from '../step-list.tsx';
import { FlowView } from './flow-view.tsx';
import { STEPS_FACES, useStepsFace } from './use-steps-face.ts';

/** The steps of an automation, or of one level of a ladder, as a list or on a canvas: two faces of the same document. */
export function Steps({ editing, level }: { editing: Editing; level?: string }) {
  const { t } = useDesignText();
  const [face, setFace] = useStepsFace();
  return (
    <>
      <div className={look.note}>
        <Segmented
          aria-label={t('flow.how')}
          value={face}
          options={STEPS_FACES.map((value) => ({ value, label: t(`flow.${value}`) }))}
          onChange={setFace}
        />
      </div>
      {face === 'canvas' ? (
        <FlowView key={editing.automation.key} editing={editing} level={level} />
      ) : (
        <StepList editing={editing} level={level} />
      )}
    </>
  );
}
