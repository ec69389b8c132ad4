import { CloseOutlined } from '@ant-design/icons';
import { type Node, stepName } from '@pipewright/definition';
import { Panel, useDesignText } from '@pipewright/ui';
import { Button, Drawer, Grid } from 'antd';
import { useEffect, useRef } from 'react';
import type { Editing } from '../editing.ts';
import { PlaceFaults } from '../place-faults.tsx';
import { StepSettings } from '../step-settings.tsx';
import * as css from './flow-view.module.css';

/** The settings of the chosen step: beside the canvas where there is room, over it on a phone. */
export function StepPanel({
  editing,
  node,
  entered,
  onClose,
}: {
  editing: Editing;
  node: Node | undefined;
  /** Counts how often the keyboard asked for them: it is then inside. */
  entered: number;
  onClose: () => void;
}) {
  const { t, language } = useDesignText();
  const wide = Grid.useBreakpoint().md !== false;
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (entered > 0) requestAnimationFrame(() => head.current?.focus());
  }, [entered]);
  if (!node) return null;
  const { automation, draft } = editing;
  const path = `${editing.path}.nodes.${automation.nodes.indexOf(node)}`;
  const title = stepName(automation, node.key)[language];
  const inside = (
    <div key={node.key}>
      <StepSettings editing={editing} node={node} path={path} />
      <PlaceFaults faults={draft.faults} path={path} only />
    </div>
  );
  if (!wide)
    return (
      <Drawer open title={title} size="100vw" onClose={onClose}>
        {inside}
      </Drawer>
    );
  return (
    <section
      ref={head}
      tabIndex={-1}
      aria-label={title}
      className={css.panel}
      onKeyDown={({ key, target }) => {
        // An open list is closed by it first.
        const list = target instanceof Element && target.getAttribute('aria-expanded') === 'true';
        if (key === 'Escape' && !list) onClose();
      }}
    >
      <Panel
        size="small"
        title={title}
        actions={<Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('flow.shut')} onClick={onClose} />}
      >
        {inside}
      </Panel>
    </section>
  );
}
