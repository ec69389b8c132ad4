import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import {
  addNode,
  chainOf,
  freshNodeKey,
  MOST_NODES,
  moveNode,
  type Node,
  type NodeKind,
  newNode,
  removeNode,
  stepNames,
} from '@pipewright/definition';
import { look, stepInWords, useDesignText } from '@pipewright/ui';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import * as css from './automation.module.css';
import type { Editing } from './editing.ts';
import { PlaceFaults } from './place-faults.tsx';
import { StepSettings } from './step-settings.tsx';
import { useChannels } from './use-channels.ts';

/** Steps that somebody may add, the likeliest first. */
const OFFERED: readonly NodeKind[] = ['notify', 'mail', 'post', 'create', 'set', 'assign', 'reclaim', 'move', 'status'];
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The steps of an automation, or of one level of a ladder, in order: each opens where it stands. */
export function StepList({ editing, level }: { editing: Editing; level?: string }) {
  const { t, say, language } = useDesignText();
  const { draft, automation, entity, path, change } = editing;
  const [open, setOpen] = useState<string>();
  const chain = chainOf(automation, level);
  const said = { language, t, app: draft.app, automation, entity };
  const [channel] = useChannels();
  // What is posted needs a channel to go to.
  const offered = OFFERED.filter((kind) => newNode(draft.app, entity, kind, 'x') && (kind !== 'post' || channel));
  const add = (kind: NodeKind) => {
    const node = newNode(draft.app, entity, kind, freshNodeKey(automation));
    if (!node) return;
    change((each) => addNode(each, node.kind === 'post' && channel ? { ...node, channel: channel.key } : node, level));
    setOpen(node.key);
  };
  return (
    <>
      <ol className={css.steps}>
        {chain.map((node, i) => (
          <Step
            key={node.key}
            {...{ editing, node, open: open === node.key, place: i, count: chain.length }}
            path={`${path}.nodes.${automation.nodes.indexOf(node)}`}
            words={capital(stepInWords(node, said))}
            onOpen={() => setOpen(open === node.key ? undefined : node.key)}
            onMove={(to) => change((each) => moveNode(each, i, to, level))}
          />
        ))}
      </ol>
      <Dropdown
        trigger={['click']}
        disabled={automation.nodes.length >= MOST_NODES}
        menu={{
          items: offered.map((kind) => ({ key: kind, label: say(stepNames[kind]) })),
          onClick: ({ key }) => add(key as NodeKind),
        }}
      >
        <Button icon={<PlusOutlined />}>{t('automate.addStep')}</Button>
      </Dropdown>
    </>
  );
}

function Step({
  editing,
  node,
  open,
  place,
  count,
  path,
  words,
  onOpen,
  onMove,
}: {
  editing: Editing;
  node: Node;
  open: boolean;
  place: number;
  count: number;
  path: string;
  words: string;
  onOpen: () => void;
  onMove: (to: number) => void;
}) {
  const { t } = useDesignText();
  return (
    <li className={open ? `${css.step} ${css.open}` : css.step}>
      <div className={css.head}>
        <button type="button" className={look.bare} aria-expanded={open} onClick={onOpen}>
          {words}
        </button>
        <Button
          type="text"
          icon={<ArrowUpOutlined />}
          aria-label={t('automate.stepUp', { step: words })}
          disabled={place === 0}
          onClick={() => onMove(place - 1)}
        />
        <Button
          type="text"
          icon={<ArrowDownOutlined />}
          aria-label={t('automate.stepDown', { step: words })}
          disabled={place === count - 1}
          onClick={() => onMove(place + 1)}
        />
        <Button
          type="text"
          danger
          icon={<DeleteOutlined />}
          aria-label={t('automate.stepRemove', { step: words })}
          disabled={count === 1}
          onClick={() => editing.change((each) => removeNode(each, node.key))}
        />
      </div>
      {open ? <StepSettings editing={editing} node={node} path={path} /> : <PlaceFaults faults={editing.draft.faults} path={path} />}
      {open && <PlaceFaults faults={editing.draft.faults} path={path} only />}
    </li>
  );
}
