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
  takeIn,
  unreachedOf,
} from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Dropdown } from 'antd';
import { useId, useState } from 'react';
import * as css from './automation.module.css';
import type { Editing } from './editing.ts';
import { StepLine } from './step-line.tsx';
import { useChannels } from './use-channels.ts';

/** Steps that somebody may add, the likeliest first. */
const OFFERED: readonly NodeKind[] = [
  ...(['notify', 'cc', 'mail', 'post', 'create', 'set', 'assign', 'reclaim', 'move', 'status'] as const),
  ...(['approve', 'branch', 'wait', 'http', 'call', 'parallel', 'end'] as const),
];

/** The steps of an automation, or of one level of a ladder, in order, and in the ways of a branch the steps of each; those that nothing leads to last. */
export function StepList({ editing, level }: { editing: Editing; level?: string | undefined }) {
  const [open, setOpen] = useState<string>();
  const line = outlineOf(editing.automation, level);
  return (
    <>
      <Line editing={editing} line={line} {...{ open, setOpen }} />
      <Loose editing={editing} ends={line.open} {...{ open, setOpen }} />
    </>
  );
}

/** The steps that no run comes to, each by itself. */
function Loose({ editing, ends, open, setOpen }: Opened & { editing: Editing; ends: readonly Link[] }) {
  const { t } = useDesignText();
  const { automation, change } = editing;
  const loose = unreachedOf(automation);
  const id = useId();
  if (loose.length === 0) return null;
  return (
    <section aria-labelledby={id} className={look.after}>
      <h3 id={id} className={look.subtitle}>
        {t('flow.looseTitle')}
      </h3>
      <p className={look.quiet}>{t('flow.looseHelp')}</p>
      <ol className={css.steps}>
        {loose.map((node) => (
          <StepLine
            key={node.key}
            {...{ editing, item: { node, from: [], arms: [], open: [] }, before: undefined, behind: undefined, open: open === node.key }}
            onOpen={() => setOpen(open === node.key ? undefined : node.key)}
            {...(ends.length > 0 ? { onPlace: () => change((each) => takeIn(each, node.key, ends)) } : {})}
          >
            {() => null}
          </StepLine>
        ))}
      </ol>
    </section>
  );
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

/** The kinds of steps that may be added where links lead, or anywhere, and a step of such a kind. */
export function useAdding({ draft, automation, entity }: Editing, links?: readonly Link[]) {
  const [channel] = useChannels();
  const last = links === undefined || (links[0] !== undefined && leadsTo(automation, links[0]) === null);
  // None calls itself.
  const others = { ...draft.app, automations: draft.app.automations?.filter(({ key }) => key !== automation.key) ?? [] };
  // What is posted needs a channel to go to; nothing follows an end.
  const fits = (kind: NodeKind) => (kind !== 'post' || channel) && (kind !== 'end' || last);
  const make = (kind: NodeKind) => {
    const node = newNode(others, entity, kind, freshNodeKey(automation));
    return node?.kind === 'post' && channel ? { ...node, channel: channel.key } : node;
  };
  return {
    offered: OFFERED.filter((kind) => newNode(others, entity, kind, 'x') && fits(kind)),
    full: automation.nodes.length >= MOST_NODES,
    make,
    freshKey: () => freshNodeKey(automation),
  };
}

function AddStep({ editing, links, onAdded }: { editing: Editing; links: readonly Link[]; onAdded: (key: string) => void }) {
  const { t, say } = useDesignText();
  const { offered, full, make } = useAdding(editing, links);
  const add = (kind: NodeKind) => {
    const node = make(kind);
    if (!node) return;
    editing.change((each) => addNode(each, node, links));
    onAdded(node.key);
  };
  return (
    <Dropdown
      trigger={['click']}
      disabled={full}
      menu={{
        items: offered.map((kind) => ({ key: kind, label: say(stepNames[kind]) })),
        onClick: ({ key }) => add(key as NodeKind),
      }}
    >
      <Button icon={<PlusOutlined />}>{t('automate.addStep')}</Button>
    </Dropdown>
  );
}
