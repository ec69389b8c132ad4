import { useEffect, useRef } from 'react';

/** What opens a record in a list or on a board. */
const openerOf = (id: string) => {
  const place = document.querySelector(`[data-row-key="${CSS.escape(id)}"], [data-record="${CSS.escape(id)}"]`);
  return place?.querySelector<HTMLElement>('a, button') ?? (place instanceof HTMLElement ? place : undefined);
};

/** Takes the focus into a panel as each record comes into it, and gives it back to where the last one lies in the list when the panel goes. */
export function usePanelFocus(id: string | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (id !== undefined) {
      last.current = id;
      if (box.current?.parentElement) box.current.parentElement.scrollTop = 0;
      box.current?.focus({ preventScroll: true });
      return;
    }
    const gone = last.current;
    last.current = undefined;
    if (gone !== undefined) openerOf(gone)?.focus({ preventScroll: true });
  }, [id]);
  return {
    box,
    /** To be called when the panel has come: what it holds is there only now. */
    came: (open: boolean) => {
      if (open && !box.current?.contains(document.activeElement)) box.current?.focus({ preventScroll: true });
    },
  };
}
