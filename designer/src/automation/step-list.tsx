import { PlusOutlined } from '@ant-design/icons';
import {
  addNode,
  freshNodeKey,
  type Link,
  leadsTo,
  MOST_NODES,
  type NodeKind,
  newNode,
  type Outline,
  outlineOf,
  stepName,
  stepNames,
} from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import * as css from './automation.module.css';
import type { Editing } from './editing.ts';
import { StepLine } from './step-line.tsx';
import { useChannels } from './use-channels.ts';

/** Steps that somebody may add, the likeliest first. */
const OFFERED: readonly NodeKind[] = [
  ...(['notify', 'mail', 'post', 'create', 'set', 'assign', 'reclaim', 'move', 'status'] as const),
  ...(['branch', 'wait', 'end'] as const),
];

/** The steps of an automation, or of one level of a ladder, in order, and in the ways of a branch the steps of each. */
export function StepList({ editing, level }: { editing: Editing; level?: string }) {
  const [open, setOpen] = useState<string>();
  return <Line editing={editing} line={outlineOf(editing.automation, level)} {...{ open, setOpen }} />;
}

interface Opened {
  readonly open: string | undefined;
  readonly setOpen: (key: string | undefined) => void;
}

function Line({ editing, line, open, setOpen }: Opened & { editing: Editing; line: Outline }) {
  const { t, language } = useDesignText();
  const { items, to } = line;
  return (
    <>
      {items.length > 0 && (
        <ol className={css.steps}>
          {items.map((item, i) => (
            <StepLine
              key={item.node.key}
              {...{ editing, item, before: items[i - 1], behind: items[i + 1], open: open === item.node.key }}
              onOpen={() => setOpen(open === item.node.key ? undefined : item.node.key)}
            >
              {({ steps }) => <Line {...{ editing, open, setOpen }} line={steps} />}
            </StepLine>
          ))}
        </ol>
      )}
      {to !== null && <p className={look.note}>{t('automate.leadsTo', { step: stepName(editing.automation, to)[language] })}</p>}
      {line.open.length > 0 && <AddStep editing={editing} links={line.open} onAdded={setOpen} />}
    </>
  );
}

function AddStep({ editing, links, onAdded }: { editing: Editing; links: readonly Link[]; onAdded: (key: string) => void }) {
  const { t, say } = useDesignText();
  const { draft, automation, entity, change } = editing;
  const [channel] = useChannels();
  const last = links[0] !== undefined && leadsTo(automation, links[0]) === null;
  // What is posted needs a channel to go to; nothing follows an end.
  const fits = (kind: NodeKind) => (kind !== 'post' || channel) && (kind !== 'end' || last);
  const offered = OFFERED.filter((kind) => newNode(draft.app, entity, kind, 'x') && fits(kind));
  const add = (kind: NodeKind) => {
    const node = newNode(draft.app, entity, kind, freshNodeKey(automation));
    if (!node) return;
    change((each) => addNode(each, node.kind === 'post' && channel ? { ...node, channel: channel.key } : node, links));
    onAdded(node.key);
  };
  return (
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
  );
}
