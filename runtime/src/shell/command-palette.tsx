import { laterOpened } from '@pipewright/ui';
import { useEffect, useState } from 'react';
import type { Ways } from './ways.tsx';

const OPEN = 'pipewright:palette';
const Palette = laterOpened(() => import('./palette.tsx').then((module) => module.Palette));

/** Opens the command palette from anywhere. */
export function openPalette(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** Ctrl/⌘ K: finds records, pages and what else can be done, by typing. */
export function CommandPalette({ ways, go }: { ways: Ways; go: (to: string) => void }) {
  const [open, setOpen] = useState(false);
  // Each time it begins anew, also while the one before is still on its way out.
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const show = () => {
      setOpen(true);
      setTurn((before) => before + 1);
    };
    const key = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        show();
      }
    };
    window.addEventListener(OPEN, show);
    window.addEventListener('keydown', key);
    return () => {
      window.removeEventListener(OPEN, show);
      window.removeEventListener('keydown', key);
    };
  }, []);
  return <Palette key={turn} open={open} ways={ways} go={go} onClose={() => setOpen(false)} />;
}
