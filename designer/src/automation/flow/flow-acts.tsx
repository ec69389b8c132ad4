import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  NodeIndexOutlined,
  PlusOutlined,
  SettingOutlined,
  SnippetsOutlined,
} from '@ant-design/icons';
import { exitsOf, type Item, type Link, moveNode, type Node, type Outline, outlineOf, removeNode } from '@pipewright/definition';
import { type FlowAct, useDesignText } from '@pipewright/ui';
import { openedApp } from '../../state/opened.ts';
import type { Editing } from '../editing.ts';
import { movesOf } from '../moves.ts';
import { copiedStep, copyStep } from './copied-step.ts';

/** What is asked before something is done. */
export type Asked =
  | { readonly what: 'add'; readonly ways: readonly (readonly Link[])[] }
  | { readonly what: 'lead'; readonly ways: readonly Link[] };

interface Doing {
  readonly editing: Editing;
  readonly level: string | undefined;
  readonly ask: (asked: Asked) => void;
  readonly paste: (links: readonly Link[]) => void;
  readonly settings: (key: string) => void;
  readonly onCopied: () => void;
}

/** A step in its line, with its neighbours. */
function standing({ items }: Outline, key: string): { item: Item; before: Item | undefined; behind: Item | undefined } | undefined {
  for (const [i, item] of items.entries()) {
    if (item.node.key === key) return { item, before: items[i - 1], behind: items[i + 1] };
    for (const { steps } of item.arms) {
      const found = standing(steps, key);
      if (found) return found;
    }
  }
  return undefined;
}

/** The links behind a step, way by way, and last those of all its ways where they come together. */
export function waysBehind(node: Node, item: Item | undefined): readonly (readonly Link[])[] {
  const single = exitsOf(node).map(({ outcome }): readonly Link[] => [{ node: node.key, outcome }]);
  return item && item.open.length > 1 ? [...single, item.open] : single;
}

/** What can be done with the steps of a canvas, and with where they begin. */
export function useFlowActs({ editing, level, ask, paste, settings, onCopied }: Doing): (key: string | undefined) => readonly FlowAct[] {
  const { t } = useDesignText();
  const { automation, change, entity } = editing;
  const behind = (ways: readonly (readonly Link[])[], first: boolean): FlowAct[] => [
    {
      ...{
        key: 'add',
        name: t(first ? 'flow.addFirst' : 'flow.addBehind'),
        icon: <PlusOutlined aria-hidden />,
        disabled: ways.length === 0,
      },
      act: () => ask({ what: 'add', ways }),
    },
    {
      ...{ key: 'lead', name: t('flow.lead'), icon: <NodeIndexOutlined aria-hidden />, disabled: ways.length === 0 },
      act: () => ask({ what: 'lead', ways: ways.flatMap((links) => (links.length === 1 ? links : [])) }),
    },
  ];
  const pasting = (ways: readonly (readonly Link[])[]): FlowAct => ({
    ...{
      key: 'paste',
      name: t('flow.paste'),
      icon: <SnippetsOutlined aria-hidden />,
      shortcut: 'paste',
      disabled: !copiedStep(openedApp(), entity.key) || ways.length === 0,
    },
    act: () => (ways.length === 1 && ways[0] ? paste(ways[0]) : ask({ what: 'add', ways })),
  });
  return (key) => {
    const node = automation.nodes.find((each) => each.key === key);
    if (!node) {
      const ways: readonly Link[][] = [[{ level }]];
      return [...behind(ways, true), pasting(ways)];
    }
    const stands = standing(outlineOf(automation, level), node.key);
    const ways = waysBehind(node, stands?.item);
    const moves = stands ? movesOf(stands.item, stands.before, stands.behind) : {};
    const move = (links: readonly Link[] | undefined) => links && change((each) => moveNode(each, node.key, links));
    return [
      { key: 'settings', name: t('flow.settings'), icon: <SettingOutlined aria-hidden />, act: () => settings(node.key) },
      ...behind(ways, false),
      { key: 'up', name: t('flow.up'), icon: <ArrowUpOutlined aria-hidden />, disabled: !moves.up, act: () => move(moves.up) },
      { key: 'down', name: t('flow.down'), icon: <ArrowDownOutlined aria-hidden />, disabled: !moves.down, act: () => move(moves.down) },
      {
        ...{ key: 'copy', name: t('flow.copy'), icon: <CopyOutlined aria-hidden />, shortcut: 'copy' },
        act: () => {
          copyStep({ app: openedApp(), entity: entity.key, node });
          onCopied();
        },
      },
      pasting(ways),
      {
        ...{ key: 'remove', name: t('flow.remove'), icon: <DeleteOutlined aria-hidden />, shortcut: 'remove', danger: true },
        disabled: removeNode(automation, node.key) === automation,
        act: () => change((each) => removeNode(each, node.key)),
      },
    ];
  };
}
