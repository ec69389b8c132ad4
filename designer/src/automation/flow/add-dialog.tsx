import { SnippetsOutlined } from '@ant-design/icons';
import { type Link, type NodeKind, outcomeName, stepNames } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { Property } from '../../kit/property.tsx';
import { openedApp } from '../../state/opened.ts';
import type { Editing } from '../editing.ts';
import { useAdding } from '../step-list.tsx';
import { copiedStep } from './copied-step.ts';
import * as css from './flow-view.module.css';
import { stepIcon } from './step-icons.tsx';

/** Asks which step is to stand on a way, and on which where there are several. */
export function AddDialog({
  editing,
  ways,
  onAdd,
  onPaste,
  onClose,
}: {
  editing: Editing;
  ways: readonly (readonly Link[])[];
  onAdd: (kind: NodeKind, links: readonly Link[]) => void;
  onPaste: (links: readonly Link[]) => void;
  onClose: () => void;
}) {
  const { t, say } = useDesignText();
  const [at, setAt] = useState(0);
  const first = useRef<HTMLUListElement>(null);
  const links = ways[at] ?? [];
  const { offered, full } = useAdding(editing, links);
  const copied = copiedStep(openedApp(), editing.entity.key);
  const nameOf = (way: readonly Link[]) => {
    const [link] = way;
    const node = link && 'node' in link ? editing.automation.nodes.find(({ key }) => key === link.node) : undefined;
    return way.length > 1 || !node || !link || !('node' in link) ? t('flow.together') : say(outcomeName(node, link.outcome));
  };
  return (
    <Modal
      open
      title={t('automate.addStep')}
      footer={null}
      afterOpenChange={(open) => open && first.current?.querySelector('button')?.focus()}
      onCancel={onClose}
    >
      {ways.length > 1 && (
        <Property label={t('flow.way')} htmlFor="flow_way">
          <Select
            id="flow_way"
            className={look.wide}
            value={at}
            options={ways.map((way, i) => ({ value: i, label: nameOf(way) }))}
            onChange={setAt}
          />
        </Property>
      )}
      <ul ref={first} className={css.kinds}>
        {offered.map((kind) => (
          <li key={kind}>
            <button type="button" className={css.kind} disabled={full} onClick={() => onAdd(kind, links)}>
              {stepIcon(kind)}
              {say(stepNames[kind])}
            </button>
          </li>
        ))}
        {copied && (
          <li>
            <button type="button" className={css.kind} disabled={full} onClick={() => onPaste(links)}>
              <SnippetsOutlined aria-hidden />
              {t('flow.pasteHere', { step: say(stepNames[copied.kind]) })}
            </button>
          </li>
        )}
      </ul>
    </Modal>
  );
}
