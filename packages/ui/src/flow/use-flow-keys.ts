import type { KeyboardEvent } from 'react';
import type { FlowLayout } from './flow-layout.ts';
import type { FlowAct, FlowCanvasProps } from './flow-props.ts';
import { FLOW_WALKS, type FlowWalk, walkFlow } from './flow-walk.ts';

const isWalk = (key: string): key is FlowWalk => (FLOW_WALKS as readonly string[]).includes(key);

/** What a key means that is not typed into anything. */
function shortcutOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): FlowAct['shortcut'] {
  if (altKey) return undefined;
  if (!ctrlKey && !metaKey) return key === 'Delete' || key === 'Backspace' ? 'remove' : undefined;
  const copies = key === 'c' && !window.getSelection()?.toString();
  return copies ? 'copy' : key === 'v' ? 'paste' : undefined;
}

/** The keys of the boxes: arrows walk, the space bar opens the menu, some acts have keys of their own. What presses a button presses the box. */
export function useFlowKeys({
  layout,
  menu,
  acts,
  onChoose,
  setMenu,
  focus,
}: Pick<FlowCanvasProps, 'acts' | 'onChoose'> & {
  layout: FlowLayout;
  menu: string | undefined;
  setMenu: (id: string) => void;
  focus: (id: string) => void;
}) {
  return (event: KeyboardEvent) => {
    const { key, target } = event;
    const id = target instanceof HTMLElement ? target.dataset.box : undefined;
    if (id === undefined || menu !== undefined) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const shortcut = shortcutOf(event);
    const opens = plain && acts && (key === ' ' || key === 'ContextMenu' || (key === 'F10' && event.shiftKey));
    if (plain && isWalk(key)) {
      const next = walkFlow(layout, id, key);
      if (next !== undefined) focus(next);
    } else if (opens) setMenu(id);
    else if (plain && key === 'Escape') onChoose?.(undefined, true);
    else if (shortcut && acts) {
      const node = layout.boxes.find(({ box }) => box.id === id)?.box.node?.key;
      const act = acts.on(node).find((each) => each.shortcut === shortcut && !each.disabled);
      if (!act) return;
      act.act();
    } else return;
    event.preventDefault();
  };
}
