import { useEffect } from 'react';

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1, k: -1, j: 1 };
/** Where keys mean something else: what is typed in, and lists and menus that are walked through. */
const TAKEN =
  'input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=tablist], [role=radiogroup], .ant-modal, .pw-path, .pw-handle';

/** The records before and after one in a list, and the keys that lead there: ↑ ↓, or k and j. */
export function useNeighbours(id: string | undefined, ids: readonly string[], onGo: (id: string) => void) {
  const at = id === undefined ? -1 : ids.indexOf(id);
  const before = at > 0 ? ids[at - 1] : undefined;
  const after = at < 0 ? undefined : ids[at + 1];
  useEffect(() => {
    if (id === undefined) return;
    const press = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      const { target } = event;
      if (!step || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (target instanceof Element && target.closest(TAKEN)) return;
      const to = step < 0 ? before : after;
      if (to === undefined) return;
      event.preventDefault();
      onGo(to);
    };
    // Before the table of the list, whose arrow keys move a cursor that would go its own way.
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, [id, before, after, onGo]);
  return { at, before, after };
}
