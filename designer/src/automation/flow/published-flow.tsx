import { entityOf } from '@pipewright/definition';
import { FlowCanvas, look, useDesignText } from '@pipewright/ui';
import type { Editing } from '../editing.ts';
import * as css from './flow-view.module.css';
import type { StepMark } from './step-marks.ts';
import { useFaces } from './use-faces.tsx';

/** An automation, or a level of it, as it is published, to be looked at beside the draft. */
export function PublishedFlow({
  editing,
  level,
  marks,
}: {
  editing: Editing;
  level: string | undefined;
  marks: ReadonlyMap<string, StepMark>;
}) {
  const { t } = useDesignText();
  const { base, automation } = editing;
  const index = base.automations?.findIndex(({ key }) => key === automation.key) ?? -1;
  const was = base.automations?.[index] ?? automation;
  const entity = entityOf(base, was.entity) ?? editing.entity;
  const face = useFaces({ draft: { app: base, faults: [] }, automation: was, entity, path: '' }, level, marks);
  return (
    <section className={css.canvas} aria-label={t('flow.published')}>
      <h3 className={look.subtitle}>{t('flow.published')}</h3>
      <FlowCanvas label={t('flow.published')} automation={was} level={level} face={face} />
    </section>
  );
}
